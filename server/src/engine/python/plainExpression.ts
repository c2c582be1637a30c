// Expressions of the shape that most of a revision file has - dotted names, calls, literals, displays - built straight from
// their tokens, many times faster than through Lezer. Whatever is not of this shape is left to the other way.
import type { BuildContext } from './buildContext';
import { areArgumentsLegal, isIdentifier } from './legality';
import { buildNumber } from './numberLiteral';
import { buildString } from './stringLiteral';
import type { Argument, Dictionary, Expression } from './syntax';
import type { Token } from './tokens';

/** Deeper nesting is left to the other way, which knows where to stop. */
const MAX_DEPTH = 40;
/** Python 2 had a statement of this name, and Lezer still knows it. */
const OTHER_WORDS = new Set(['print', 'exec']);

/** The expression that all of the tokens are; undefined where it is not plain, or where anything is wrong with it. */
export function buildPlain(context: BuildContext, tokens: readonly Token[]): Expression | undefined {
  if (context.depth > MAX_DEPTH) return undefined;
  const reader = new PlainReader(context, tokens);
  const expression = reader.expression(0);
  return reader.isAtEnd ? expression : undefined;
}

class PlainReader {
  readonly #context: BuildContext;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(context: BuildContext, tokens: readonly Token[]) {
    this.#context = context;
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(depth: number): Expression | undefined {
    const first = this.#tokens[this.#at];
    if (first === undefined || depth > MAX_DEPTH) return undefined;
    switch (first.kind) {
      case 'name':
        return this.#name(first, depth);
      case 'string':
        return this.#trailers(this.#string(), depth);
      case 'number':
        this.#at++;
        return buildNumber(this.#context, { start: first.start, end: first.end });
      case 'operator':
        return this.#display(first, depth);
      case 'bad':
        return undefined;
    }
  }

  #name(token: Token, depth: number): Expression | undefined {
    this.#at++;
    const span = { start: token.start, end: token.end };
    if (token.text === 'None') return { kind: 'constant', span, value: null };
    if (token.text === 'True' || token.text === 'False')
      return { kind: 'constant', span, value: token.text === 'True' };
    if (!this.#isPlainName(token)) return undefined;
    return this.#trailers({ kind: 'name', span, name: token.text }, depth);
  }

  /** A name that reads as it is written. */
  #isPlainName(token: Token | undefined): token is Token {
    return (
      isIdentifier(token) && token.text.length === token.end - token.start && !OTHER_WORDS.has(token.text)
    );
  }

  /** One literal, or several that stand beside each other. */
  #string(): Expression | undefined {
    const spans: { readonly start: number; readonly end: number }[] = [];
    for (let token = this.#tokens[this.#at]; token?.kind === 'string'; token = this.#tokens[++this.#at]) {
      // What stands between the braces of an f-string is an expression of its own.
      if (
        !token.closed ||
        /^[a-eg-su-z]*[ft][a-z]*["']/iu.test(this.#context.source.slice(token.start, token.start + 4))
      )
        return undefined;
      spans.push({ start: token.start, end: token.end });
    }
    const built = buildString(this.#context, spans);
    return built.kind === 'string' || built.kind === 'bytes' ? built : undefined;
  }

  #trailers(start: Expression | undefined, depth: number): Expression | undefined {
    let built = start;
    // Each one is a level of the tree, too.
    for (let level = depth; built !== undefined && level < MAX_DEPTH; level++) {
      const mark = this.#tokens[this.#at];
      if (mark?.kind !== 'operator') return built;
      if (mark.text === '.') built = this.#attribute(built);
      else if (mark.text === '(') built = this.#call(built, mark, depth);
      else if (mark.text === '[') built = this.#subscript(built, depth);
      else return built;
    }
    return undefined;
  }

  #attribute(object: Expression): Expression | undefined {
    const token = this.#tokens[this.#at + 1];
    if (!this.#isPlainName(token)) return undefined;
    this.#at += 2;
    const nameSpan = { start: token.start, end: token.end };
    return {
      kind: 'attribute',
      span: { start: object.span.start, end: token.end },
      object,
      name: token.text,
      nameSpan,
    };
  }

  #call(callee: Expression, open: Token, depth: number): Expression | undefined {
    const list: Argument[] = [];
    this.#at++;
    const close = this.#list(')', () => {
      const argument = this.#argument(depth + 1);
      if (argument !== undefined) list.push(argument);
      return argument !== undefined;
    });
    if (close === undefined || !areArgumentsLegal(list)) return undefined;
    return {
      kind: 'call',
      span: { start: callee.span.start, end: close.end },
      closed: true,
      function: callee,
      arguments: list,
      argumentsSpan: { start: open.start, end: close.end },
    };
  }

  #argument(depth: number): Argument | undefined {
    const name = this.#tokens[this.#at];
    const mark = this.#tokens[this.#at + 1];
    const isKeyword = name?.kind === 'name' && mark?.kind === 'operator' && mark.text === '=';
    if (isKeyword) {
      if (!this.#isPlainName(name)) return undefined;
      this.#at += 2;
    }
    const value = this.expression(depth);
    if (value === undefined) return undefined;
    const span = isKeyword ? { start: name.start, end: value.span.end } : value.span;
    return isKeyword
      ? { span, form: 'keyword', name: name.text, value }
      : { span, form: 'positional', name: undefined, value };
  }

  #subscript(object: Expression, depth: number): Expression | undefined {
    this.#at++;
    const items: Expression[] = [];
    const close = this.#list(']', () => this.#push(items, depth));
    const [first] = items;
    // A comma behind the last item makes a tuple whose place ends with it.
    if (first === undefined || close === undefined || this.#tokens[this.#at - 2]?.text === ',')
      return undefined;
    const last = items.at(-1) ?? first;
    const index: Expression =
      items.length === 1
        ? first
        : { kind: 'tuple', span: { start: first.span.start, end: last.span.end }, elements: items };
    return { kind: 'subscript', span: { start: object.span.start, end: close.end }, object, index };
  }

  /** A list, a dict or a tuple with its parentheses. */
  #display({ start, text }: Token, depth: number): Expression | undefined {
    if (text !== '[' && text !== '(' && text !== '{') return undefined;
    this.#at++;
    if (text === '{') return this.#dict(start, depth);
    const elements: Expression[] = [];
    const close = this.#list(text === '[' ? ']' : ')', () => this.#push(elements, depth));
    if (close === undefined) return undefined;
    const span = { start, end: close.end };
    if (text === '[') return { kind: 'list', span, elements };
    // Parentheses around one expression leave no trace but in the places of what is around them.
    return elements.length < 2 ? undefined : { kind: 'tuple', span, elements };
  }

  #dict(start: number, depth: number): Expression | undefined {
    const entries: Dictionary['entries'][number][] = [];
    const close = this.#list('}', () => {
      const key = this.expression(depth + 1);
      if (key === undefined || this.#tokens[this.#at]?.text !== ':') return false;
      this.#at++;
      const value = this.expression(depth + 1);
      if (value !== undefined) entries.push({ key, value });
      return value !== undefined;
    });
    return close === undefined ? undefined : { kind: 'dict', span: { start, end: close.end }, entries };
  }

  #push(into: Expression[], depth: number): boolean {
    const built = this.expression(depth + 1);
    if (built !== undefined) into.push(built);
    return built !== undefined;
  }

  /** Items between commas; the bracket that closes them, undefined where it does not follow. */
  #list(close: string, item: () => boolean): Token | undefined {
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind === 'operator' && token.text === close) {
        this.#at++;
        // One without length was put in where the source has none.
        return token.end > token.start ? token : undefined;
      }
      if (!item()) return undefined;
      const next = this.#tokens[this.#at];
      if (next?.kind !== 'operator') return undefined;
      if (next.text === ',') this.#at++;
      else if (next.text !== close) return undefined;
    }
  }
}
