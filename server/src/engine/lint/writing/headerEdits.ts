// Edits of the head of a revision file: its id, its parents, its dependencies, and the docstring lines that repeat
// them. A value that is no plain literal is never edited: the answer is then undefined.
import type { FileEdit } from '../finding';
import type { RevisionGraph } from '../../revisions/graph';
import type { RevisionHeader, WrittenId } from '../../revisions/revision';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';

const PLAIN_STRING = /^(["'])([^"'\\\r\n]*)\1$/;
const PLAIN_VALUE = /^(?:None|"[^"\\\r\n]*"|'[^'\\\r\n]*'|[([][\w\s"',.@:+-]*[)\]])$/;

/** A line of the docstring such as `Revises: abc`. `span` is all behind the colon, `shown` the value to underline. */
export interface DocstringLine {
  readonly value: string;
  readonly span: Span;
  /** The label where there is no value. */
  readonly shown: Span;
}

/** The docstring line with this label; undefined when there is none, or when escapes could shift its place. */
export function docstringLine(
  header: RevisionHeader,
  source: string,
  label: 'Revision ID' | 'Revises',
): DocstringLine | undefined {
  const { docstringSpan } = header;
  if (docstringSpan === undefined) return undefined;
  const raw = source.slice(docstringSpan.start, docstringSpan.end).replace(/(?:"""|'''|["'])$/, '');
  if (raw.includes('\\')) return undefined;
  const match = new RegExp(`^([ \\t]*${label}:)([^\\r\\n]*)$`, 'm').exec(raw);
  if (match === null) return undefined;
  const [, lead = '', value = ''] = match;
  const start = docstringSpan.start + match.index + lead.length;
  const trimmed = value.trim();
  const from = trimmed === '' ? start - lead.trimStart().length : start + value.indexOf(trimmed);
  const shown = { start: from, end: trimmed === '' ? start : from + trimmed.length };
  return { value: trimmed, span: { start, end: start + value.length }, shown };
}

/** Makes the docstring name these parents; no edits where it has no such line or says so already. */
export function editRevises(
  header: RevisionHeader,
  source: string,
  parents: readonly string[],
): readonly TextEdit[] {
  const line = docstringLine(header, source, 'Revises');
  const text = ` ${parents.join(', ')}`;
  return line === undefined || source.slice(line.span.start, line.span.end) === text
    ? []
    : [{ span: line.span, text }];
}

/** Puts the revision on other parents, docstring included. */
export function editDownRevisions(
  header: RevisionHeader,
  source: string,
  parents: readonly string[],
): readonly TextEdit[] | undefined {
  const edits = editValue(header, source, header.assignments.downRevision, parents);
  return edits === undefined ? undefined : [...edits, ...editRevises(header, source, parents)];
}

/** Replaces one parent by another, the rest as it is written. */
export function replaceParent(
  header: RevisionHeader,
  source: string,
  from: string,
  to: string,
): readonly TextEdit[] | undefined {
  const edits = replaceIn(source, header.downRevisions, from, to);
  if (edits === undefined) return undefined;
  const parents = header.downRevisions.map(({ value }) => (value === from ? to : value));
  return [...edits, ...editRevises(header, source, parents)];
}

/** Replaces one name in depends_on. */
export function replaceDependency(
  header: RevisionHeader,
  source: string,
  from: string,
  to: string,
): readonly TextEdit[] | undefined {
  return replaceIn(source, header.dependsOn, from, to);
}

/** Takes one name out of depends_on. */
export function removeDependency(
  header: RevisionHeader,
  source: string,
  name: string,
): readonly TextEdit[] | undefined {
  const kept = header.dependsOn.map(({ value }) => value).filter((value) => value !== name);
  return editValue(header, source, header.assignments.dependsOn, kept);
}

/** Gives the revision of a file another id; with `children`, also wherever other files name it. */
export function renameRevision(
  graph: RevisionGraph,
  textOf: (path: string) => string | undefined,
  header: RevisionHeader,
  to: string,
  children: 'withChildren' | 'alone',
): readonly FileEdit[] | undefined {
  const from = header.revision?.value;
  const source = textOf(header.path);
  if (header.revision === undefined || from === undefined || source === undefined) return undefined;
  const own = replaceIn(source, [header.revision], from, to);
  if (own === undefined) return undefined;
  const line = docstringLine(header, source, 'Revision ID');
  const docstring = line?.value === from ? [{ span: line.span, text: ` ${to}` }] : [];
  const files: FileEdit[] = [{ path: header.path, edits: [...own, ...docstring] }];
  if (children === 'alone') return files;
  for (const other of graph.headers) {
    const isChild = other.downRevisions.some(({ value }) => value === from);
    const isDependent = other.dependsOn.some(({ value }) => value === from);
    if (other === header || (!isChild && !isDependent)) continue;
    const text = textOf(other.path);
    if (text === undefined) return undefined;
    const parents = isChild ? replaceParent(other, text, from, to) : [];
    const dependencies = isDependent ? replaceDependency(other, text, from, to) : [];
    if (parents === undefined || dependencies === undefined) return undefined;
    files.push({ path: other.path, edits: [...parents, ...dependencies] });
  }
  return files;
}

/** Replaces the value of a written id between its quotes; undefined when it is no plain string literal. */
export function replaceId(source: string, written: WrittenId, to: string): TextEdit | undefined {
  const { span, value } = written;
  if (PLAIN_STRING.exec(source.slice(span.start, span.end))?.[2] !== value) return undefined;
  return { span: { start: span.start + 1, end: span.end - 1 }, text: to };
}

function replaceIn(
  source: string,
  written: readonly WrittenId[],
  from: string,
  to: string,
): readonly TextEdit[] | undefined {
  const edits = written.filter(({ value }) => value === from).map((one) => replaceId(source, one, to));
  const known = edits.filter((edit) => edit !== undefined);
  return known.length === 0 || known.length < edits.length ? undefined : known;
}

function editValue(
  header: RevisionHeader,
  source: string,
  span: Span | undefined,
  values: readonly string[],
): readonly TextEdit[] | undefined {
  if (span === undefined) return undefined;
  const written = source.slice(span.start, span.end);
  if (!PLAIN_VALUE.test(written)) return undefined;
  const id = header.revision;
  const quote = /["']/.exec(written)?.[0] ?? (id !== undefined && source[id.span.start] === '"' ? '"' : "'");
  const quoted = values.map((value) => `${quote}${value}${quote}`);
  const text = quoted.length > 1 ? `(${quoted.join(', ')})` : (quoted[0] ?? 'None');
  return [{ span, text }];
}
