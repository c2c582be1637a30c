// Logical lines of a file: tokens joined over brackets and backslashes, with recovery when brackets or quotes do not
// close, so that damage stays inside the line that has it. Blocks and statements are built from these elsewhere.
import type { Comment } from './syntax';
import { lineEnd, scanToken, skipBlanks, type Token } from './tokens';

/** One logical line. `indent` is its column with tabs to the next multiple of eight. */
export interface LogicalLine {
  readonly indent: number;
  /** The column with a tab as one blank: lines of one block must agree in both, or Python refuses the tabs. */
  readonly plainIndent: number;
  readonly tokens: readonly Token[];
  /** True when brackets, quotes or characters are wrong; the tokens then hold brackets put in by recovery. */
  readonly fault: boolean;
  /** True when brackets nest deeper than CPython reads (200). */
  readonly tooDeep: boolean;
}

/** What the lines of a file are. */
export interface FileLines {
  readonly lines: readonly LogicalLine[];
  readonly comments: readonly Comment[];
}

// Words that start a statement and cannot stand inside brackets.
const STATEMENT_WORDS = new Set(
  'def class return raise with while try import pass break continue del global nonlocal assert'.split(' '),
);
/** Words that start a line with a body below it. */
export const HEADER_WORDS = new Set(
  'def class async if elif else for while with try except finally match case'.split(' '),
);
const STATEMENT_START =
  /(?:(?:async )?def |class |@[A-Za-z_]|from [\w.]+ import |import [\w.]+|return\b|[\w.]+ *=[^=]|\w[\w.]*\()/y;
// Below a `def` or `class` without its closing parenthesis: no parameter looks like this.
const BODY_START = /(?:\w+\.)+\w+\(|[rR]?(?:\"\"\"|''')/y;
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const MAX_BRACKETS = 200;
// After so many characters that had to be read twice, the first likely end is taken, to stay linear in the worst case.
const MAX_REREAD = 500_000;
const MAX_RETRIES = 3;

/** Splits a file into logical lines and comments. Never fails: damaged lines are marked. */
export function readLines(source: string): FileLines {
  const reader = new LineReader(source);
  const lines: LogicalLine[] = [];
  let retries = 0;
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    lines.push(line);
    // Triple quotes without an end at the end of the file: some literal before may have ended at the wrong quotes.
    if (!line.tokens.some((token) => isLongString(source, token) && !token.closed)) continue;
    const culprit = lines.findIndex((earlier) => reader.swallowsStatement(earlier));
    if (culprit < 0 || ++retries > MAX_RETRIES) continue;
    reader.returnTo(lines[culprit]);
    lines.length = culprit;
  }
  return { lines, comments: reader.comments };
}

function isLongString(source: string, token: Token): boolean {
  return (
    token.kind === 'string' && /^[A-Za-z]*(?:\"\"\"|''')/.test(source.slice(token.start, token.start + 5))
  );
}

class LineReader {
  readonly comments: Comment[] = [];
  readonly #source: string;
  #position: number;
  #reread = 0;
  /** Starts of literals that end before the first statement in them. */
  readonly #shortened = new Set<number>();

  constructor(source: string) {
    this.#source = source;
    this.#position = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** The next logical line, or `undefined` at the end of the file. */
  next(): LogicalLine | undefined {
    for (;;) {
      const { column, plain, at } = this.#indentAt(this.#position);
      const code = this.#source.charCodeAt(at);
      if (at >= this.#source.length) return undefined;
      if (code === 35) this.#position = this.#comment(at);
      else if (code === 10 || code === 13) this.#position = at + 1;
      else return this.#readLine(at, column, plain);
    }
  }

  /** True when a literal of the line holds what looks like a statement of its own. */
  swallowsStatement(line: LogicalLine): boolean {
    return line.tokens.some(
      (token) =>
        token.closed &&
        isLongString(this.#source, token) &&
        this.#statementIn(token, line.indent) !== undefined,
    );
  }

  /** Reads on from the start of a line once more, its literals ended at the first statement in them. */
  returnTo(line: LogicalLine | undefined): void {
    const start = line?.tokens[0]?.start;
    if (line === undefined || start === undefined) return;
    for (const token of line.tokens) if (token.kind === 'string') this.#shortened.add(token.start);
    this.#position = lineStart(this.#source, start);
    this.#dropComments(start);
  }

  #dropComments(end: number): void {
    while (this.comments.length > 0 && (this.comments.at(-1)?.span.start ?? 0) >= end) this.comments.pop();
  }

  #indentAt(at: number): { column: number; plain: number; at: number } {
    let column = 0;
    let plain = 0;
    for (; ; at++) {
      const code = this.#source.charCodeAt(at);
      if (code === 32) column++;
      else if (code === 9) column += 8 - (column % 8);
      else if (code === 12) {
        column = plain = 0;
        continue;
      } else if (code === 92 && /^\\(?:\r\n?|\n)/.test(this.#source.slice(at, at + 3))) {
        const next = skipBlanks(this.#source, at, false);
        return { column, plain, at: next };
      } else return { column, plain, at };
      plain++;
    }
  }

  #comment(at: number): number {
    const end = lineEnd(this.#source, at);
    this.comments.push({ span: { start: at, end }, text: this.#source.slice(at, end) });
    return end;
  }

  #readLine(start: number, indent: number, plainIndent: number): LogicalLine {
    const source = this.#source;
    const tokens: Token[] = [];
    const open: string[] = [];
    let fault = false;
    let tooDeep = false;
    let at = start;
    // The first line start inside open brackets that looks like the next statement.
    let likelyEnd: number | undefined;
    for (;;) {
      at = skipBlanks(source, at, false);
      const code = source.charCodeAt(at);
      if (at >= source.length) {
        // A backslash joins the line to nothing.
        if (at > (tokens.at(-1)?.end ?? at) && /\\(?:\r\n?|\n)?$/.test(source.slice(-3))) fault = true;
        if (open.length > 0)
          return { ...this.#giveUp(tokens, likelyEnd ?? source.length, tooDeep), indent, plainIndent };
        break;
      }
      if (code === 35) {
        at = this.#comment(at);
        continue;
      }
      if (code === 10 || code === 13) {
        at++;
        if (code === 13 && source.charCodeAt(at) === 10) at++;
        if (open.length === 0) break;
        const end = this.#statementBelow(at, indent, tokens);
        if (end === 'certain')
          return { ...this.#giveUp(tokens, likelyEnd ?? at, tooDeep), indent, plainIndent };
        if (end === 'likely') likelyEnd ??= at;
        if (likelyEnd !== undefined && this.#reread >= MAX_REREAD) {
          return { ...this.#giveUp(tokens, likelyEnd, tooDeep), indent, plainIndent };
        }
        continue;
      }
      let token = scanToken(source, at);
      if (token.kind === 'string' && (!token.closed || this.#shortened.has(token.start))) {
        const end = this.#statementIn(token, indent) ?? token.end;
        if (end !== token.end || !token.closed) {
          fault = true;
          token = { ...token, end, closed: false };
        }
      }
      at = token.end;
      if (token.kind === 'bad') {
        fault = true;
      } else if (token.kind === 'operator') {
        const close = CLOSERS[token.text];
        if (close !== undefined) {
          open.push(close);
          if (open.length > MAX_BRACKETS) fault = tooDeep = true;
        } else if (token.text === ')' || token.text === ']' || token.text === '}') {
          const expected = open.at(-1);
          if (expected === token.text) open.pop();
          else {
            fault = true;
            // A closer that fits further out stands for the one that is missing; a closer too many is left out.
            if (expected === undefined || !open.includes(token.text)) continue;
            open.pop();
            token = { ...token, text: expected };
          }
        }
      }
      tokens.push(token);
    }
    this.#position = at;
    return { indent, plainIndent, tokens, fault, tooDeep };
  }

  /** Whether the physical line at `at`, inside open brackets, starts a statement of its own. */
  #statementBelow(at: number, indent: number, tokens: readonly Token[]): 'no' | 'likely' | 'certain' {
    const line = this.#indentAt(at);
    const character = this.#source.charAt(line.at);
    if (character === '' || ')]}#\r\n'.includes(character)) return 'no';
    const word = /^[a-z]+\b/.exec(this.#source.slice(line.at, line.at + 12))?.[0];
    if (word !== undefined && STATEMENT_WORDS.has(word)) return 'certain';
    if (line.column <= indent) return 'likely';
    if (/^(?:def|class)$/.test(tokens[0]?.text ?? '')) {
      BODY_START.lastIndex = line.at;
      if (BODY_START.test(this.#source)) return 'likely';
    }
    // Below a header with its colon, deeper lines are its body.
    if (tokens.at(-1)?.text === ':' && HEADER_WORDS.has(tokens[0]?.text ?? '')) return 'likely';
    return 'no';
  }

  /** Ends a line whose brackets never close at `end`, the start of a physical line, and closes what is open. */
  #giveUp(tokens: Token[], end: number, tooDeep: boolean): Omit<LogicalLine, 'indent' | 'plainIndent'> {
    this.#reread += Math.max(0, (tokens.at(-1)?.end ?? end) - end);
    while (tokens.length > 0 && (tokens.at(-1)?.start ?? 0) >= end) tokens.pop();
    this.#dropComments(end);
    this.#position = end;
    const open: string[] = [];
    for (const token of tokens) {
      if (token.kind !== 'operator') continue;
      const close = CLOSERS[token.text];
      if (close !== undefined) open.push(close);
      else if (token.text === open.at(-1)) open.pop();
    }
    const last = tokens.at(-1);
    const colon = last?.text === ':' && HEADER_WORDS.has(tokens[0]?.text ?? '') ? tokens.pop() : undefined;
    const place = colon?.start ?? last?.end ?? end;
    if (!tooDeep) {
      for (const text of open.reverse())
        tokens.push({ kind: 'operator', start: place, end: place, text, closed: true });
    }
    if (colon !== undefined) tokens.push(colon);
    return { tokens, fault: true, tooDeep };
  }

  /** The end of the line in a triple-quoted literal below which a statement seems to start. */
  #statementIn(token: Token, indent: number): number | undefined {
    for (let at = token.start; ;) {
      const end = lineEnd(this.#source, at, token.end);
      if (end >= token.end) return undefined;
      const line = this.#indentAt(end + 1);
      STATEMENT_START.lastIndex = line.at;
      if (line.column <= indent && STATEMENT_START.test(this.#source)) return end;
      at = end + 1;
    }
  }
}

function lineStart(source: string, at: number): number {
  while (at > 0 && !'\r\n'.includes(source.charAt(at - 1))) at--;
  return at;
}
