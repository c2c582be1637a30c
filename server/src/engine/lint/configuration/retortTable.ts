// The [tool.retort] tables of a pyproject.toml: what is in them, and where each key stands.
import { parse } from 'smol-toml';
import type { Span } from '../../text/span';

/** A key as it is written. `value` is undefined for a key that only stands in a `[header]`. */
export interface KeyPlace {
  readonly key: Span;
  readonly value: Span | undefined;
}

export interface RetortTable {
  readonly content: Readonly<Record<string, unknown>>;
  /** By the path below [tool.retort]; undefined where the file says it in a way that is not followed. */
  readonly placeOf: (path: readonly string[]) => KeyPlace | undefined;
  /** The first place that names the table. */
  readonly span: Span;
}

/** Undefined without the table, and for a file that is not TOML, which reading the project says. */
export function readRetortTable(text: string): RetortTable | undefined {
  let content: unknown;
  try {
    content = asTable(asTable(parse(text))?.['tool'])?.['retort'];
  } catch {
    return undefined;
  }
  const table = asTable(content);
  if (table === undefined) return undefined;
  const places = new Map<string, KeyPlace>();
  const scanner = new Scanner(text, (path, place) => {
    const key = JSON.stringify(path);
    if (!places.has(key) || places.get(key)?.value === undefined) places.set(key, place);
  });
  scanner.document();
  const first = [...places].find(([key]) => key.startsWith('["tool","retort"'));
  return {
    content: table,
    placeOf: (path) => places.get(JSON.stringify(['tool', 'retort', ...path])),
    span: first?.[1].key ?? { start: 0, end: 0 },
  };
}

/** The table, when the value is one. */
export function asTable(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    return undefined;
  return value as Record<string, unknown>;
}

const BLANK = /(?:[ \t\r\n]|#[^\n]*)*/y;
const SPACE = /[ \t]*/y;
const KEY = /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+)/y;
const TEXT = /"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|'''(?:[^']|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const BARE = /[^,}\]#\s]+(?:[ \t]+[^,}\]#\s]+)*/y;

/** Walks over the keys of a text that is known to be TOML. */
class Scanner {
  #at = 0;
  readonly #text: string;
  readonly #report: (path: readonly string[], place: KeyPlace) => void;

  constructor(text: string, report: (path: readonly string[], place: KeyPlace) => void) {
    this.#text = text;
    this.#report = report;
  }

  document(): void {
    let table: readonly string[] = [];
    while ((this.#skip(BLANK), this.#at < this.#text.length)) {
      const before = this.#at;
      if (this.#text[this.#at] === '[') {
        table = this.#header();
      } else this.#entry(table);
      // What is not understood is left behind with its line.
      if (this.#at === before) this.#skip(/[^\n]*\n?/y);
    }
  }

  #header(): readonly string[] {
    this.#skip(/\[\[?/y);
    const { path, key } = this.#keys();
    if (key !== undefined) this.#report(path, { key, value: undefined });
    this.#skip(/\]\]?/y);
    return path;
  }

  #entry(table: readonly string[]): void {
    const { path, key } = this.#keys();
    this.#skip(SPACE);
    if (key === undefined || this.#text[this.#at] !== '=') return;
    this.#at += 1;
    this.#skip(SPACE);
    const start = this.#at;
    const own = [...table, ...path];
    this.#value(own);
    this.#report(own, { key, value: { start, end: this.#at } });
  }

  #keys(): { readonly path: readonly string[]; readonly key: Span | undefined } {
    const path: string[] = [];
    let key: Span | undefined;
    for (;;) {
      this.#skip(SPACE);
      KEY.lastIndex = this.#at;
      const match = KEY.exec(this.#text);
      if (match === null) return { path, key };
      path.push(match[1] ?? match[2] ?? match[3] ?? '');
      key = { start: this.#at, end: KEY.lastIndex };
      this.#at = KEY.lastIndex;
      this.#skip(SPACE);
      if (this.#text[this.#at] !== '.') return { path, key };
      this.#at += 1;
    }
  }

  #value(path: readonly string[]): void {
    const opening = this.#text[this.#at];
    if (opening !== '{' && opening !== '[') {
      if (!this.#skip(TEXT)) this.#skip(BARE);
      return;
    }
    const closing = opening === '{' ? '}' : ']';
    this.#at += 1;
    while ((this.#skip(BLANK), this.#at < this.#text.length && this.#text[this.#at] !== closing)) {
      const before = this.#at;
      if (opening === '{') this.#entry(path);
      else this.#value(path);
      this.#skip(BLANK);
      if (this.#text[this.#at] === ',' || this.#at === before) this.#at += 1;
    }
    this.#at = Math.min(this.#at + 1, this.#text.length);
  }

  /** True when something was passed over. */
  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null || match[0] === '') return false;
    this.#at += match[0].length;
    return true;
  }
}
