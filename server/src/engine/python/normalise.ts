// The tokens of one expression as text of the same length that Lezer's grammar reads: one line, no comments, literals
// as placeholders, and legal forms it does not know (`x[*a]`, `1.`, `lambda a, /: a`) as ones it does. The builder
// looks at the original text where a placeholder stands.
import type { Token } from './tokens';

/** A name that stands for a `yield` without a value. */
const BARE_YIELD = '_____';
const CLOSERS = new Set([')', ']', '}']);

/** The text for Lezer; its character 0 is the start of the first token. Tokens without length come last. */
export function normalise(tokens: readonly Token[]): string {
  const start = tokens[0]?.start ?? 0;
  const contexts: BracketContext[] = [{ subscript: false, lambdas: 0, target: false, quote: '' }];
  let text = '';
  let previous: Token | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const gap = token.start - start - text.length;
    if (gap > 0) text += ' '.repeat(gap);
    const next = tokens[i + 1];
    const piece = replacement(token, previous, next, contexts, (count) => {
      text = text.slice(0, text.length - count) + ' '.repeat(count);
    });
    text += piece;
    previous = token;
  }
  return text;
}

interface BracketContext {
  readonly subscript: boolean;
  /** Lambdas whose parameters are being read. */
  lambdas: number;
  /** True between the `for` and the `in` of a comprehension. */
  target: boolean;
  /** The quote of the last placeholder of a literal. */
  quote: string;
}

/** Literals without a blank between them get different quotes, or an empty one would melt into the next. */
function stringPlaceholder(length: number, touches: boolean, contexts: readonly BracketContext[]): string {
  const context = contexts.at(-1);
  const quote = touches && context?.quote === "'" ? '"' : "'";
  if (context !== undefined) context.quote = quote;
  return quote + 's'.repeat(length - 2) + quote;
}

function replacement(
  token: Token,
  previous: Token | undefined,
  next: Token | undefined,
  contexts: BracketContext[],
  blankBefore: (count: number) => void,
): string {
  const length = token.end - token.start;
  switch (token.kind) {
    case 'string':
      return length < 2
        ? '0'
        : stringPlaceholder(length, previous?.kind === 'string' && previous.end === token.start, contexts);
    case 'number':
      // A point in front stays, or the digits would melt into a name before them.
      return token.text.startsWith('.') ? `.${'0'.repeat(length - 1)}` : '0'.repeat(length);
    case 'bad':
      return '?'.repeat(length);
    case 'name':
      return nameReplacement(token, next, contexts.at(-1));
    case 'operator':
      return operatorReplacement(token, previous, next, contexts, blankBefore);
  }
}

function nameReplacement(token: Token, next: Token | undefined, context: BracketContext | undefined): string {
  if (token.text === 'await') return '~    ';
  if (token.text === 'yield' && (next === undefined || CLOSERS.has(next.text))) return BARE_YIELD;
  if (context !== undefined) {
    if (token.text === 'lambda') context.lambdas++;
    else if (token.text === 'for') context.target = true;
    else if (token.text === 'in') context.target = false;
  }
  const length = token.end - token.start;
  // NFKC can change the length of a name.
  return token.text.length === length ? token.text : 'n'.repeat(length);
}

function operatorReplacement(
  token: Token,
  previous: Token | undefined,
  next: Token | undefined,
  contexts: BracketContext[],
  blankBefore: (count: number) => void,
): string {
  const { text } = token;
  const context = contexts.at(-1);
  if (text === '(' || text === '[' || text === '{') {
    contexts.push({
      subscript: text === '[' && previous !== undefined && endsOperand(previous),
      lambdas: 0,
      target: false,
      quote: '',
    });
  } else if (text === ')' || text === ']' || text === '}') {
    if (contexts.length > 1) contexts.pop();
  } else if (context === undefined) {
    return text;
  } else if (text === ':' && context.lambdas > 0) {
    context.lambdas--;
    // `lambda a,: a` and `lambda a, /: a`: no comma may stand before the colon.
    if (previous?.text === ',') blankBefore(token.start - previous.start);
  } else if (text === '/' && previous?.text === ',' && context.lambdas > 0) {
    blankBefore(token.start - previous.start);
    return ' ';
  } else if (text === '*' && isUnknownStar(previous, context)) {
    return '+';
  }
  return text;
}

/** A star that Lezer does not know: in a subscript, or in the targets of a comprehension. The builder reads `+` there. */
function isUnknownStar(previous: Token | undefined, context: BracketContext): boolean {
  if (previous === undefined) return false;
  if (context.subscript && (previous.text === '[' || previous.text === ',')) return true;
  return context.target && (previous.text === 'for' || previous.text === ',');
}

const OPERATOR_WORDS = new Set(
  'and or not in is if else for lambda await yield return async from'.split(' '),
);

/** True when an operator behind this token is binary, and a bracket behind it a call or subscript. */
function endsOperand(token: Token): boolean {
  if (token.kind === 'name') return !OPERATOR_WORDS.has(token.text);
  return (
    token.kind !== 'operator' ||
    token.text === ')' ||
    token.text === ']' ||
    token.text === '}' ||
    token.text === '...'
  );
}
