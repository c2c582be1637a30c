// Where the keys, values and comments of a TOML file stand. What they mean is the parser's; this reads broken files as well.
import type { Comment } from '../../python/syntax';
import type { Span } from '../../text/span';

/** A key as it is written: in a `[header]`, in a line of its own, or within the braces of a value. */
export interface TomlKey {
  /** From the top of the file. */
  readonly path: readonly string[];
  /** The path of the header above; empty in front of the first. */
  readonly table: readonly string[];
  readonly form: 'header' | 'line' | 'inline';
  /** The last part of the path, with its quotes. */
  readonly key: Span;
  /** Undefined for a header. */
  readonly value: Span | undefined;
  /** A header with its brackets, or from the first part of the key to the end of the value. */
  readonly span: Span;
}

export interface TomlPlaces {
  /** What stands within braces comes before the key whose value that is. */
  readonly keys: readonly TomlKey[];
  readonly comments: readonly Comment[];
}

/** Reads the whole file; of a line that is not TOML the rest is passed over. */
export function readTomlPlaces(text: string): TomlPlaces {
  return new Scanner(text).document();
}

const BLANK = /[ \t\r\n]*/y;
const SPACE = /[ \t]*/y;
const REST = /[^\r\n]*/y;
const KEY = /"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+)/y;
const TEXT = /"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|'''(?:[^']|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
const BARE = /[^,}\]#\s]+(?:[ \t]+[^,}\]#\s]+)*/y;
/** Deeper values are passed over: nobody writes them, and each level is a call. */
const DEEPEST = 100;

class Scanner {
  #at = 0;
  #table: readonly string[] = [];
  readonly #text: string;
  readonly #keys: TomlKey[] = [];
  readonly #comments: Comment[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  document(): TomlPlaces {
    while ((this.#blank(), this.#at < this.#text.length)) {
      if (this.#text[this.#at] === '[') this.#header();
      else this.#entry(this.#table, 'line', 0);
      this.#skip(SPACE);
      if (this.#text[this.#at] !== '#') this.#skip(REST);
    }
    return { keys: this.#keys, comments: this.#comments };
  }

  #header(): void {
    const start = this.#at;
    this.#skip(/\[\[?/y);
    const { path, key } = this.#path();
    this.#skip(/\]\]?/y);
    this.#table = path;
    if (key === undefined) return;
    const span = { start, end: this.#at };
    this.#keys.push({ path, table: path, form: 'header', key, value: undefined, span });
  }

  #entry(above: readonly string[], form: 'line' | 'inline', depth: number): void {
    const start = this.#at;
    const { path, key } = this.#path();
    this.#skip(SPACE);
    if (key === undefined || this.#text[this.#at] !== '=') return;
    this.#at += 1;
    this.#skip(SPACE);
    const value = { start: this.#at, end: this.#at };
    const own = [...above, ...path];
    this.#value(own, depth);
    value.end = this.#at;
    this.#keys.push({ path: own, table: this.#table, form, key, value, span: { start, end: value.end } });
  }

  #path(): { readonly path: readonly string[]; readonly key: Span | undefined } {
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

  #value(path: readonly string[], depth: number): void {
    const opening = this.#text[this.#at];
    if ((opening !== '{' && opening !== '[') || depth > DEEPEST) {
      if (!this.#skip(TEXT)) this.#skip(BARE);
      return;
    }
    const closing = opening === '{' ? '}' : ']';
    this.#at += 1;
    while ((this.#blank(), this.#at < this.#text.length && this.#text[this.#at] !== closing)) {
      const before = this.#at;
      if (opening === '{') this.#entry(path, 'inline', depth + 1);
      else this.#value(path, depth + 1);
      this.#blank();
      if (this.#text[this.#at] === ',' || this.#at === before) this.#at += 1;
    }
    this.#at = Math.min(this.#at + 1, this.#text.length);
  }

  /** Passes over blanks, ends of lines and comments. */
  #blank(): void {
    this.#skip(BLANK);
    while (this.#text[this.#at] === '#') {
      const start = this.#at;
      this.#skip(REST);
      this.#comments.push({
        text: this.#text.slice(start, this.#at).trimEnd(),
        span: { start, end: this.#at },
      });
      this.#skip(BLANK);
    }
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
