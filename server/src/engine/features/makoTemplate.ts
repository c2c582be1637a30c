// Renders the part of Mako that revision templates are made of: expressions with filters, `% if`, `% for`, Python blocks
// that name values, comments, <%text>. Anything else is refused with its line, so that the project's Alembic can do it.
import { runTemplateBlock } from './templateBlocks';
import { evaluateTemplateExpression, isTrue, itemsOf, TemplateRefusal, textOf } from './templateExpression';
import type { TemplateValue, TemplateVariables } from './templateExpression';

/** The text Mako would make, or where and why it is not known. `line` is 1-based. */
export type RenderedTemplate =
  | { readonly text: string; readonly refusal: undefined }
  | { readonly text: undefined; readonly refusal: { readonly line: number; readonly reason: string } };

const CONTROL = /[\t ]*(%(?!%)|##)((?:\\\r?\n|[^\r\n])*)(?:\r?\n|$)/y;
const PERCENT = /([\t ]*)%(%+)/y;
const LITERAL_TEXT = /<%text>([\s\S]*?)<\/%text>/y;
const DOCUMENTATION = /<%doc>[\s\S]*?<\/%doc>/y;
const LINE_JOIN = /\\\r?\n/y;
const FILTERS = new Set(['n', 'str', 'trim', 'comma']);

/** An open `% if`: what holds now, and whether a branch was taken already. `isReached` is that of the lines around. */
interface OpenIf {
  readonly kind: 'if';
  readonly isReached: boolean;
  isTaken: boolean;
  isOn: boolean;
  hasElse: boolean;
}

/** An open `% for`: where its body begins, what it names, and what is still to come. */
interface OpenFor {
  readonly kind: 'for';
  readonly body: number;
  readonly name: string;
  readonly rest: string[];
  readonly isOn: boolean;
}

/** Renders a template. Only the variables given are known; `undefined` stands for one that Mako does not have. */
export function renderTemplate(source: string, variables: TemplateVariables): RenderedTemplate {
  const renderer = new Renderer(source, variables);
  try {
    return { text: renderer.render(), refusal: undefined };
  } catch (error) {
    if (!(error instanceof TemplateRefusal)) throw error;
    return { text: undefined, refusal: { line: renderer.line, reason: error.message } };
  }
}

class Renderer {
  readonly #source: string;
  readonly #variables: Map<string, TemplateValue>;
  readonly #open: (OpenIf | OpenFor)[] = [];
  #at = 0;
  #text = '';

  constructor(source: string, variables: TemplateVariables) {
    this.#source = source;
    this.#variables = new Map(variables);
  }

  get line(): number {
    return this.#source.slice(0, this.#at).split('\n').length;
  }

  render(): string {
    while (this.#at < this.#source.length) this.#step();
    const open = this.#open.at(-1)?.kind;
    if (open !== undefined) throw new TemplateRefusal(`a \`% ${open}\` is not closed by \`% end${open}\``);
    return this.#text;
  }

  #step(): void {
    const source = this.#source;
    const isLineStart = this.#at === 0 || source[this.#at - 1] === '\n';
    if (isLineStart && this.#control()) return;
    const percent = isLineStart ? this.#match(PERCENT) : undefined;
    if (percent !== undefined) {
      this.#write(`${percent[1] ?? ''}${percent[2] ?? ''}`);
      return;
    }
    if (source.startsWith('${', this.#at)) {
      this.#expression();
      return;
    }
    const literal = this.#match(LITERAL_TEXT);
    if (literal !== undefined) {
      this.#write(literal[1] ?? '');
      return;
    }
    if (this.#match(DOCUMENTATION) !== undefined || this.#match(LINE_JOIN) !== undefined) return;
    if (this.#block()) return;
    if (/<\/?[%&]/y.test(source.slice(this.#at, this.#at + 3))) {
      throw new TemplateRefusal('tags of Mako are not evaluated');
    }
    const from = this.#at;
    do this.#at += 1;
    while (
      this.#at < source.length &&
      !/[$<\\\n]/.test(source[this.#at] ?? '') &&
      source[this.#at - 1] !== '\n'
    );
    this.#write(source.slice(from, this.#at));
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  get #isOn(): boolean {
    return this.#open.at(-1)?.isOn ?? true;
  }

  #write(text: string): void {
    if (this.#isOn) this.#text += text;
  }

  /** A line of control or a comment; false when the line is neither. */
  #control(): boolean {
    const from = this.#at;
    const match = this.#match(CONTROL);
    if (match === undefined) return false;
    if (match[1] === '##') return true;
    const end = this.#at;
    this.#at = from;
    this.#at = this.#statement((match[2] ?? '').trim(), end);
    return true;
  }

  /** A Python block; false when there is none here. Those of the module run first, wherever they stand. */
  #block(): boolean {
    const from = this.#at;
    const lead = this.#match(/<%!?(?=[\s])/y);
    if (lead === undefined) return false;
    const start = this.#at;
    const end = findBlockEnd(this.#source, start);
    this.#at = from;
    if (this.#open.length > 0)
      throw new TemplateRefusal('a Python block inside of `% if` or `% for` is not run');
    runTemplateBlock(this.#source.slice(start, end), this.#variables);
    this.#at = end + 2;
    return true;
  }

  #statement(line: string, end: number): number {
    const word = /^\w*/.exec(line)?.[0] ?? '';
    const rest = line.slice(word.length).trimStart();
    if (/\\(?:\r?\n|$)/.test(line)) throw new TemplateRefusal(`\`% ${line}\` is not evaluated`);
    switch (word) {
      case 'if':
      case 'elif':
      case 'else':
      case 'endif':
        this.#condition(word, line, rest);
        return end;
      case 'for':
        this.#loop(line, rest, end);
        return end;
      case 'endfor':
        return this.#again() ?? end;
      default:
        throw new TemplateRefusal(`\`% ${line}\` is not evaluated`);
    }
  }

  #loop(line: string, rest: string, body: number): void {
    const [, name, source] = /^([A-Za-z_]\w*)\s+in\s+(\S.*):\s*(?:#.*)?$/.exec(rest) ?? [];
    if (name === undefined || source === undefined)
      throw new TemplateRefusal(`\`% ${line}\` is not evaluated`);
    const items = this.#isOn ? itemsOf(evaluateTemplateExpression(source, this.#variables)) : [];
    if (items === undefined) throw new TemplateRefusal(`\`% ${line}\` goes through what is no list`);
    const [first, ...others] = items;
    if (first !== undefined) this.#variables.set(name, first);
    this.#open.push({ kind: 'for', body, name, rest: others, isOn: first !== undefined });
  }

  /** Back to the body when there is one more item, else on behind `% endfor`. */
  #again(): number | undefined {
    const loop = this.#open.at(-1);
    if (loop?.kind !== 'for') throw new TemplateRefusal('`% endfor` without `% for`');
    const next = loop.rest.shift();
    if (next === undefined) {
      this.#open.pop();
      return undefined;
    }
    this.#variables.set(loop.name, next);
    return loop.body;
  }

  #condition(word: 'if' | 'elif' | 'else' | 'endif', line: string, rest: string): void {
    const innermost = this.#open.at(-1);
    const current = innermost?.kind === 'if' ? innermost : undefined;
    if (word === 'endif') {
      if (current === undefined) throw new TemplateRefusal('`% endif` without `% if`');
      this.#open.pop();
      return;
    }
    const body = /^(.*):\s*(?:#.*)?$/.exec(rest)?.[1];
    if (body === undefined) throw new TemplateRefusal(`\`% ${line}\` does not end with a colon`);
    if (word === 'if') {
      const isReached = this.#isOn;
      const isOn = isReached && isTrue(evaluateTemplateExpression(body, this.#variables));
      this.#open.push({ kind: 'if', isReached, isTaken: isOn, isOn, hasElse: false });
      return;
    }
    if (current === undefined || current.hasElse) throw new TemplateRefusal(`\`% ${word}\` without \`% if\``);
    const isOpen = current.isReached && !current.isTaken;
    current.hasElse = word === 'else';
    current.isOn = isOpen && (word === 'else' || isTrue(evaluateTemplateExpression(body, this.#variables)));
    current.isTaken ||= current.isOn;
  }

  #expression(): void {
    const from = this.#at + 2;
    const { end, bar } = findEnd(this.#source, from);
    const expression = this.#source.slice(from, bar ?? end);
    const filters =
      bar === undefined
        ? []
        : this.#source
            .slice(bar + 1, end)
            .split(',')
            .map((one) => one.trim());
    const unknown = filters.find((filter) => !FILTERS.has(filter));
    if (unknown !== undefined) throw new TemplateRefusal(`the filter '${unknown}' is not known`);
    if (this.#isOn) {
      let value = evaluateTemplateExpression(expression, this.#variables);
      // Mako's own filter comes first, and `n` turns it off.
      for (const filter of filters.includes('n') ? filters : ['str', ...filters]) {
        if (filter === 'str') value = textOf('str', value);
        else if (filter === 'comma') value = textOf('comma', value);
        else if (filter === 'trim') value = textOf('trim', value);
      }
      if (typeof value !== 'string')
        throw new TemplateRefusal('the expression is no text, and `n` keeps it that way');
      this.#write(value);
    }
    this.#at = end + 1;
  }
}

/** The closing brace of an expression, and the bar before its filters. Strings and braces inside are passed over. */
function findEnd(source: string, from: number): { readonly end: number; readonly bar: number | undefined } {
  let depth = 0;
  let bar: number | undefined;
  for (let at = from; at < source.length; at++) {
    const character = source[at] ?? '';
    if (character === '"' || character === "'") {
      const quote = source.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
      at += quote.length;
      while (at < source.length && !source.startsWith(quote, at)) at += source[at] === '\\' ? 2 : 1;
      at += quote.length - 1;
    } else if (character === '#') {
      throw new TemplateRefusal('a comment inside an expression is not read');
    } else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === '}') return { end: at, bar };
    else if (character === '|' && depth === 0) bar ??= at;
  }
  throw new TemplateRefusal('an expression is not closed by `}`');
}

/** Where the `%>` of a Python block stands; those in strings and comments do not count. */
function findBlockEnd(source: string, from: number): number {
  const part = /%>|#[^\n]*|("""|'''|["'])/g;
  part.lastIndex = from;
  for (let match = part.exec(source); match !== null; match = part.exec(source)) {
    if (match[0] === '%>') return match.index;
    const quote = match[1];
    if (quote === undefined) continue;
    let at = part.lastIndex;
    while (at < source.length && !source.startsWith(quote, at)) at += source[at] === '\\' ? 2 : 1;
    part.lastIndex = at + quote.length;
  }
  throw new TemplateRefusal('a Python block is not closed by `%>`');
}
