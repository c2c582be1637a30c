// Rename of a revision id or a branch label wherever the project's files name it, and the file name that follows.
// A place that is no plain literal stops it: a name that is changed in some places only breaks the history.
import { findDefinition, type TextOf } from './definition';
import { identifierAt, revisionMeant } from './identifierPlaces';
import { isLabel, mentionsOf } from './references';
import type { FileEdit } from '../lint/finding';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import type { Outcome } from '../revisions/refusal';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';

/** What a rename changes. `revision` is undefined for a label; `fileName` when the file keeps its name. */
export interface RenamePlan {
  readonly from: string;
  readonly to: string;
  readonly revision: GraphRevision | undefined;
  readonly files: readonly FileEdit[];
  readonly fileName: { readonly path: string; readonly newName: string } | undefined;
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
export function planRename(
  graph: RevisionGraph,
  textOf: TextOf,
  at: { readonly path: string; readonly offset: number },
  to: string,
  fileTemplate: string,
): Outcome<RenamePlan> {
  const source = textOf(at.path);
  const header = graph.headers.find((one) => one.path === at.path);
  const place =
    source === undefined || header === undefined ? undefined : identifierAt(header, source, at.offset);
  const revision = place === undefined ? undefined : revisionMeant(graph, place);
  if (place === undefined || revision === undefined) {
    return refused('there is no revision id or branch label of this project here', 'Put the cursor on one.');
  }
  const from = place.value;
  const asLabel = isLabel(graph, place);
  const problem = nameProblem(graph, from, to, asLabel);
  if (problem !== undefined) return refused(problem, 'Choose another name.');
  const edits = new Map<string, TextEdit[]>();
  for (const { path, span } of mentionsOf(graph, textOf, from, asLabel)) {
    if (textOf(path)?.slice(span.start, span.end) !== from) {
      return refused(
        `${path} names ${from} in a way that is no plain literal`,
        'Write it as a plain string first.',
      );
    }
    edits.set(path, [...(edits.get(path) ?? []), { span, text: to }]);
  }
  const copies = graph.headers.filter((one) => one.revision?.value === from).length;
  if (!asLabel && copies > 1) {
    return refused(
      `${copies} files declare the revision ${from}`,
      'Give one of them another id first; a quick fix does it.',
    );
  }
  const newName = asLabel ? undefined : renamedFile(revision.path, from, to, fileTemplate);
  const value: RenamePlan = {
    from,
    to,
    revision: asLabel ? undefined : revision,
    files: Array.from(edits, ([path, some]) => ({ path, edits: some })),
    fileName: newName === undefined ? undefined : { path: revision.path, newName },
  };
  return { value, refusal: undefined };
}

const SYMBOLS: ReadonlySet<string> = new Set(['head', 'heads', 'base']);

function nameProblem(graph: RevisionGraph, from: string, to: string, asLabel: boolean): string | undefined {
  const what = asLabel ? 'branch label' : 'revision id';
  if (to === from) return `the ${what} is ${from} already`;
  if (!/^[^\s"'\\@+:,-]+$/.test(to)) {
    return `'${to}' cannot be a ${what}: no blanks, quotes, commas, backslashes and none of @ - + :`;
  }
  if (SYMBOLS.has(to)) return `'${to}' means something else on Alembic's command line`;
  return graph.byKey.has(to) ? `${to} is a revision or branch label already` : undefined;
}

const FIELD = /%\((\w+)\)[^sd%]{0,8}[sd]|%%/g;

/** The base name with the id replaced where file_template puts it; undefined when the name is not made that way. */
export function renamedFile(
  path: string,
  from: string,
  to: string,
  fileTemplate: string,
): string | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const template = fileTemplate.slice(fileTemplate.lastIndexOf('/') + 1);
  const pieces: string[] = [];
  let at = 0;
  let hasId = false;
  for (const match of template.matchAll(FIELD)) {
    pieces.push(escapePattern(template.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[0] === '%%') pieces.push('%');
    else if (match[0] === '%(rev)s') {
      pieces.push(hasId ? escapePattern(from) : `(?<id>${escapePattern(from)})`);
      hasId = true;
    } else pieces.push(match[1] === 'slug' ? '.*' : '[^_-]*');
  }
  pieces.push(escapePattern(template.slice(at)));
  if (!hasId) return undefined;
  const found = new RegExp(`^${pieces.join('')}\\.py$`, 'du').exec(name)?.indices?.groups?.['id'];
  return found === undefined ? undefined : name.slice(0, found[0]) + to + name.slice(found[1]);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function refused(message: string, nextStep: string): Outcome<RenamePlan> {
  return { value: undefined, refusal: { message, crash: false, nextStep } };
}
