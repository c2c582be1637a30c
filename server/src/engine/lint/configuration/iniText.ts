// An ini file with the places of its sections, keys and values, as configparser divides it. Interpolation is left out.
import type { Comment } from '../../python/syntax';
import type { Span } from '../../text/span';

/** One option; the value may go over several lines. */
export interface ConfigEntry {
  readonly key: string;
  readonly value: string;
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** A section in the order of the file. */
export interface IniSection {
  readonly name: string;
  /** The line of the header. */
  readonly span: Span;
  readonly entries: readonly ConfigEntry[];
}

export interface IniText {
  readonly sections: readonly IniSection[];
  readonly comments: readonly Comment[];
}

/** Reads what can be read; a line that is nothing is passed over. */
export function readIniText(text: string): IniText {
  const sections: { name: string; span: Span; entries: ConfigEntry[] }[] = [];
  const comments: Comment[] = [];
  let indent = 0;
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const trimmed = line.trim();
    const begin = start + line.indexOf(trimmed);
    const end = begin + trimmed.length;
    if (trimmed === '') continue;
    if (trimmed.startsWith('#') || trimmed.startsWith(';')) {
      comments.push({ text: `#${trimmed.slice(1)}`, span: { start: begin, end } });
      continue;
    }
    const section = sections.at(-1);
    const last = section?.entries.at(-1);
    const depth = line.length - line.trimStart().length;
    if (last !== undefined && section !== undefined && depth > indent) {
      section.entries[section.entries.length - 1] = {
        ...last,
        value: `${last.value}\n${trimmed}`,
        valueSpan: { start: last.valueSpan.start, end },
        span: { start: last.span.start, end },
      };
      continue;
    }
    indent = depth;
    const header = /^\[(.+)\]/.exec(trimmed)?.[1];
    if (header !== undefined) {
      sections.push({ name: header, span: { start: begin, end }, entries: [] });
      continue;
    }
    const delimiter = trimmed.search(/[=:]/);
    if (delimiter <= 0 || section === undefined) continue;
    const key = trimmed.slice(0, delimiter).trim();
    const value = trimmed.slice(delimiter + 1).trim();
    const valueStart = value === '' ? end : end - value.length;
    section.entries.push({
      key: key.toLowerCase(),
      value,
      keySpan: { start: begin, end: begin + key.length },
      valueSpan: { start: valueStart, end },
      span: { start: begin, end },
    });
  }
  return { sections, comments };
}

/** The entries of a section, by its name. */
export function entriesOf(ini: IniText | undefined, section: string): readonly ConfigEntry[] {
  return ini?.sections.filter(({ name }) => name === section).flatMap(({ entries }) => entries) ?? [];
}

/** The last entry of that key, which is the one that counts. */
export function entryOf(entries: readonly ConfigEntry[], key: string): ConfigEntry | undefined {
  return entries.findLast((entry) => entry.key === key);
}
