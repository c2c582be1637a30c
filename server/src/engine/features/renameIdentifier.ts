// Rename of what stands at a cursor: a revision id, which renameRevision.ts does, or a branch label, in branch_labels and
// in every depends_on that names it. A place that is no plain literal stops it: half a rename breaks the history.
import { findDefinition, type TextOf } from './definition';
import { identifierAt, revisionMeant } from './identifierPlaces';
import { isLabel, mentionsOf } from './references';
import { planRename, type RenamePlan } from './renameRevision';
import type { RevisionGraph } from '../revisions/graph';
import type { Outcome } from '../revisions/refusal';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';

/** A plan, and what kind of name it changes. */
export interface IdentifierRename extends RenamePlan {
  readonly from: string;
  readonly kind: 'revision' | 'label';
}

/** What would be renamed at an offset: the text to edit; undefined where nothing can be. */
export function renamePlace(
  graph: RevisionGraph,
  textOf: TextOf,
  path: string,
  offset: number,
): { readonly span: Span; readonly name: string } | undefined {
  const origin = findDefinition(graph, textOf, path, offset)?.origin;
  return origin === undefined
    ? undefined
    : { span: origin, name: (textOf(path) ?? '').slice(origin.start, origin.end) };
}

/** Plans the rename of what stands at an offset. `fileTemplate` is the project's file_template. */
export function planRenameAt(
  graph: RevisionGraph,
  textOf: TextOf,
  at: { readonly path: string; readonly offset: number },
  to: string,
  fileTemplate: string,
): Outcome<IdentifierRename> {
  const source = textOf(at.path);
  const header = graph.headers.find((one) => one.path === at.path);
  const place =
    source === undefined || header === undefined ? undefined : identifierAt(header, source, at.offset);
  const revision = place === undefined ? undefined : revisionMeant(graph, place);
  if (place === undefined || revision === undefined) {
    return refusal('there is no revision id or branch label of this project here', 'Put the cursor on one.');
  }
  const from = place.value;
  if (isLabel(graph, place)) {
    const files = renameLabel(graph, textOf, from, to);
    if (files.refusal !== undefined) return files;
    return {
      value: { kind: 'label', from, to, revision, renames: [], files: files.value },
      refusal: undefined,
    };
  }
  return planRenameOf(graph, textOf, from, to, fileTemplate);
}

/** Plans the rename of a revision by its whole id. */
export function planRenameOf(
  graph: RevisionGraph,
  textOf: TextOf,
  from: string,
  to: string,
  fileTemplate: string,
): Outcome<IdentifierRename> {
  // The name goes into a file name too; half a character or a slash would not survive there.
  if (/[\p{C}/]/u.test(to))
    return refusal('a name has no control characters and no /', 'Use letters, digits and _.');
  const copies = graph.headers.filter((one) => one.revision?.value === from).length;
  if (copies > 1) {
    return refusal(`${copies} files declare the revision ${from}`, 'Give one of them another id first.');
  }
  const planned = planRename(graph, textOf, fileTemplate, from, to);
  if (planned.refusal !== undefined) return planned;
  return { value: { ...planned.value, kind: 'revision', from }, refusal: undefined };
}

function renameLabel(
  graph: RevisionGraph,
  textOf: TextOf,
  from: string,
  to: string,
): Outcome<RenamePlan['files']> {
  if (!/^[^\s"'\\@+:,\p{C}-]+$/u.test(to) || ['head', 'heads', 'base', 'current'].includes(to)) {
    return refusal(`'${to}' cannot be a branch label`, 'Use letters, digits and _.');
  }
  if (graph.byKey.has(to))
    return refusal(`Revision or branch ${to} is present already`, 'Choose another name.');
  const edits = new Map<string, TextEdit[]>();
  for (const { path, span } of mentionsOf(graph, textOf, from, true)) {
    if (textOf(path)?.slice(span.start, span.end) !== from) {
      return refusal(
        `${from} is not written as a plain string everywhere it is named`,
        'Write it as a plain string.',
      );
    }
    edits.set(path, [...(edits.get(path) ?? []), { span, text: to }]);
  }
  return { value: Array.from(edits, ([path, some]) => ({ path, edits: some })), refusal: undefined };
}

function refusal(message: string, nextStep: string): Outcome<never> {
  return { value: undefined, refusal: { message, crash: false, nextStep } };
}
