// Renders the part of Mako that revision templates are made of: expressions with filters, `% if`, comments, <%text>.
// Anything else (Python blocks, loops, defs) is refused with its line, so that the project's own Alembic can do it.
import { evaluateTemplateExpression, isTrue, TemplateRefusal, textOf } from './templateExpression';
import type { TemplateVariables } from './templateExpression';

/** The text Mako would make, or where and why it is not known. `line` is 1-based. */
export type RenderedTemplate =
  | { readonly text: string; readonly refusal: undefined }
  | { readonly text: undefined; readonly refusal: { readonly line: number; readonly reason: string } };

const CONTROL = /[\t ]*(%(?!%)|##)[\t ]*((?:\\\r?\n|[^\r\n])*)(?:\r?\n|$)/y;
const PERCENT = /([\t ]*)%(%+)/y;
const LITERAL_TEXT = /<%text>([\s\S]*?)<\/%text>/y;
const DOCUMENTATION = /<%doc>[\s\S]*?<\/%doc>/y;
const LINE_JOIN = /\\\r?\n/y;
const FILTERS = new Set(['n', 'str', 'trim', 'comma']);

/** An open `% if`: what holds now, and whether a branch was taken already. `isReached` is that of the lines around. */
interface OpenIf {
  readonly isReached: boolean;
  isTaken: boolean;
  isOn: boolean;
  hasElse: boolean;
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
  readonly #variables: TemplateVariables;
  readonly #open: OpenIf[] = [];
  #at = 0;
  #text = '';

  constructor(source: string, variables: TemplateVariables) {
    this.#source = source;
    this.#variables = variables;
  }

  get line(): number {
    return this.#source.slice(0, this.#at).split('\n').length;
  }

  render(): string {
    while (this.#at < this.#source.length) this.#step();
    if (this.#open.length > 0) throw new TemplateRefusal('a `% if` is not closed by `% endif`');
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
    if (/<\/?[%&]/y.test(source.slice(this.#at, this.#at + 3))) {
      throw new TemplateRefusal('Python blocks and tags of Mako are not evaluated');
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
    this.#statement((match[2] ?? '').trimEnd());
    this.#at = end;
    return true;
  }

  #statement(line: string): void {
    const [, word = '', rest = ''] = /^(\w*)\s*(.*)$/.exec(line) ?? [];
    const current = this.#open.at(-1);
    if (/\\(?:\r?\n|$)/.test(line) || !['if', 'elif', 'else', 'endif'].includes(word)) {
      throw new TemplateRefusal(`\`% ${line}\` is not evaluated`);
    }
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
      this.#open.push({ isReached, isTaken: isOn, isOn, hasElse: false });
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
