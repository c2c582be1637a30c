// Tokens of one expression -> syntax.ts: what is one token is built here, plain shapes in plainExpression.ts, the rest from
// Lezer's tree.
import { brokenAt, type BuildContext } from './buildContext';
import { build, buildName, elements } from './buildExpressions';
import { normalise } from './normalise';
import { buildNumber } from './numberLiteral';
import { buildPlain } from './plainExpression';
import { parseRaw } from './rawTree';
import { buildString } from './stringLiteral';
import type { Expression } from './syntax';
import { findText } from './tokenSearch';
import { scanRange, type Token } from './tokens';

/**
 * What may stand in a place without parentheses: one expression (`single`), that or `target := value` (`named`), also
 * `a, *b` (`list`, `namedList`), also `yield` (`value`).
 */
export type ExpressionForm = 'single' | 'named' | 'list' | 'namedList' | 'value';

const MAX_DEPTH = 400;
// Damage beyond these numbers of tokens is left out, not recovered, because that is slow.
const MAX_RECOVERED = 5000;
const MAX_RECOVERED_IN_FILE = 50_000;
/** What one level of nested f-strings counts: it takes more of the stack. */
const FIELD_DEPTH = 10;

/** The expression that consists of these tokens; an empty list gives a broken expression at `at`. */
export function buildFromTokens(
  context: BuildContext,
  tokens: readonly Token[],
  at: number,
  form: ExpressionForm,
): Expression {
  const first = tokens[0];
  if (first === undefined) return brokenAt(context, { start: at, end: at });
  if (first.text === 'yield' && form !== 'value') context.fault = true;
  if (tokens.length === 1) return buildSingle(context, first);
  const plain = buildPlain(context, tokens);
  if (plain !== undefined) return plain;
  const limit = tokens.at(-1)?.end ?? at;
  const recover = tokens.length <= MAX_RECOVERED && context.recovered <= MAX_RECOVERED_IN_FILE;
  const text = normalise(tokens);
  const raw = parseRaw(text, first.start, limit, recover);
  if (
    form !== 'named' &&
    form !== 'namedList' &&
    text.includes(':=') &&
    findText(tokens, 0, tokens.length, ':=') >= 0
  )
    context.fault = true;
  if (raw.fault) {
    context.fault = true;
    context.recovered += tokens.length;
  }
  const statement = raw.root?.children.find((child) => child.name === 'ExpressionStatement');
  const top = statement?.children[0];
  if (top === undefined) return brokenAt(context, { start: first.start, end: limit });
  if (raw.root?.children.length !== 1 || statement?.children.length !== 1) context.fault = true;
  const span = { start: first.start, end: limit };
  // The outermost parentheses are parseRaw's own.
  if (top.name === 'ComprehensionExpression') context.fault = true;
  if (top.name === 'TupleExpression') {
    if (form === 'single' || form === 'named') context.fault = true;
    return { kind: 'tuple', span, elements: elements(context, top.children) };
  }
  return build(context, top);
}

/** The expression between two offsets of the file. */
export function buildFromRange(context: BuildContext, start: number, end: number): Expression {
  context.depth += FIELD_DEPTH;
  const expression =
    context.depth > MAX_DEPTH
      ? brokenAt(context, { start, end })
      : buildFromTokens(context, scanRange(context.source, start, end), start, 'value');
  context.depth -= FIELD_DEPTH;
  return expression;
}

/**
 * An expression that is broken as a whole when anything in it is, for places whose statement stays. `isDamaged` says that
 * the tokens are known to be wrong.
 */
export function buildWhole(
  context: BuildContext,
  tokens: readonly Token[],
  at: number,
  form: ExpressionForm,
  isDamaged: boolean,
): Expression {
  const before = context.fault;
  context.fault = isDamaged;
  const expression = buildFromTokens(context, tokens, at, form);
  const { fault } = context;
  context.fault = before || fault;
  return fault && expression.kind !== 'brokenExpression'
    ? brokenAt(context, expression.span, [expression])
    : expression;
}

function buildSingle(context: BuildContext, token: Token): Expression {
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'name':
      if (token.text === 'yield') return { kind: 'yield', span, value: undefined };
      return buildName(context, span, token.text);
    case 'number':
      return buildNumber(context, span);
    case 'string':
      return buildString(context, [span]);
    case 'operator':
      if (token.text === '...') return { kind: 'constant', span, value: '...' };
      return brokenAt(context, span);
    case 'bad':
      return brokenAt(context, span);
  }
}
