// Where the ids and branch labels of a revision file stand: in the four variables and in the docstring that repeats
// them. Definition, references, rename, hover and call hierarchy begin here.
import { docstringLine } from '../lint/writing/headerEdits';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import type { RevisionHeader, WrittenId } from '../revisions/revision';
import { spanTouches, type Span } from '../text/span';

/** What an id or label is written as. The two of the docstring only repeat the variables. */
export type IdentifierRole =
  'revision' | 'downRevision' | 'dependsOn' | 'branchLabel' | 'docstringRevision' | 'docstringRevises';

/** One written id or label. `span` is the text between the quotes; the whole literal where it is no plain one. */
export interface IdentifierPlace {
  readonly role: IdentifierRole;
  readonly value: string;
  readonly span: Span;
}

/** All places of one file, the variables first. */
export function identifierPlaces(header: RevisionHeader, source: string): readonly IdentifierPlace[] {
  const places = (role: IdentifierRole, written: readonly WrittenId[]): IdentifierPlace[] =>
    written.flatMap(({ value, span }) => {
      const inner = innerSpan(source, span, value);
      // A legacy file has its id in its name: nothing is written that could be pointed at.
      return inner.end > inner.start ? [{ role, value, span: inner }] : [];
    });
  return [
    ...places('revision', header.revision === undefined ? [] : [header.revision]),
    ...places('downRevision', header.downRevisions),
    ...places('dependsOn', header.dependsOn),
    ...places('branchLabel', header.branchLabels),
    ...docstringPlaces(header, source, 'Revision ID', 'docstringRevision'),
    ...docstringPlaces(header, source, 'Revises', 'docstringRevises'),
  ];
}

/** The id or label at an offset, also at its edges and on its quotes. */
export function identifierAt(
  header: RevisionHeader,
  source: string,
  offset: number,
): IdentifierPlace | undefined {
  return identifierPlaces(header, source).find(({ span, role }) => {
    const isQuoted = !role.startsWith('docstring');
    return spanTouches(isQuoted ? { start: span.start - 1, end: span.end + 1 } : span, offset);
  });
}

/** The revision a place means: by its label where it is one. Undefined when no file declares it. */
export function revisionMeant(
  graph: RevisionGraph,
  { role, value }: Pick<IdentifierPlace, 'role' | 'value'>,
): GraphRevision | undefined {
  const found = graph.byKey.get(value);
  const mayBeLabel = role === 'dependsOn' || role === 'branchLabel';
  return mayBeLabel || found?.revision === value ? found : undefined;
}

function docstringPlaces(
  header: RevisionHeader,
  source: string,
  label: 'Revision ID' | 'Revises',
  role: IdentifierRole,
): IdentifierPlace[] {
  const line = docstringLine(header, source, label);
  if (line === undefined) return [];
  const text = source.slice(line.span.start, line.span.end);
  return Array.from(text.matchAll(/[^\s,]+/g), ({ 0: value, index }) => {
    const start = line.span.start + index;
    return { role, value, span: { start, end: start + value.length } };
  });
}

function innerSpan(source: string, span: Span, value: string): Span {
  const isPlain = source.slice(span.start + 1, span.end - 1) === value;
  return isPlain ? { start: span.start + 1, end: span.end - 1 } : span;
}
