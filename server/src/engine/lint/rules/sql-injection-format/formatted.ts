// SQL that is put together: its text with a sign for each part that is not written out, and whether one stands for a value.
import type { IsConstant } from './constants';
import type { Binary, Call, Expression, FormattedString } from '../../../python/syntax';

/** Stands for a part that is only known when it runs. */
const HOLE = '\u0000';
/** Stands for a plain name: outside quotes it is as likely a piece of SQL as a value. */
const NAME = '\u0001';

/** Only these take parameters: names of tables and columns, and whatever stands in DDL, cannot be one. */
const TAKES_PARAMETERS = /^[\s(]*(?:select|insert|update|delete|with|merge|values)\b/i;

/** True when a value of the statement comes from an expression, where a parameter could be. */
export function isPutTogether(sql: Expression, isConstant: IsConstant): boolean {
  const text = templateOf(sql, isConstant);
  if (text === undefined || !TAKES_PARAMETERS.test(text)) return false;
  let isQuoted = false;
  let isList = false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === "'") isQuoted = !isQuoted;
    if (isQuoted && sign === NAME) return true;
    if (sign === HOLE && (isQuoted || isValue(text, at, isList))) return true;
    if (isQuoted) continue;
    if (sign === '(') {
      if (depth === 0) isList = isListOpening(text, at);
      depth += 1;
    } else if (sign === ')') {
      depth -= 1;
      isList &&= depth > 0;
    }
  }
  return false;
}

/** The parenthesis of a list of values; one with a query in it is none. */
function isListOpening(text: string, at: number): boolean {
  return (
    /\b(?:values|in)\s{0,9}$/i.test(text.slice(Math.max(0, at - 20), at)) &&
    !/^\(\s{0,200}select\b/i.test(text.slice(at, at + 220))
  );
}

/** Behind an operator or a word that a value follows, or in a list of values. A name goes on with a dot. */
function isValue(text: string, at: number, isList: boolean): boolean {
  if (text.charAt(at + 1) === '.') return false;
  const before = text.slice(Math.max(0, at - 30), at);
  return isList || /[=<>]\s{0,20}$|\b(?:like|ilike|between|limit|offset|then|else)\s{1,9}$/i.test(before);
}

/** Undefined for what is not put together. */
function templateOf(sql: Expression, isConstant: IsConstant): string | undefined {
  switch (sql.kind) {
    case 'formattedString':
      return textOf(sql, isConstant);
    case 'binary': {
      if (sql.operator === '%') return percentText(sql, isConstant);
      return sql.operator === '+' ? joined(sql, isConstant) : undefined;
    }
    case 'call':
      return formatText(sql, isConstant);
    default:
      return undefined;
  }
}

/** `"..." % values`: one value, a tuple of them, or a dict by name. */
function percentText({ left, right }: Binary, isConstant: IsConstant): string | undefined {
  let turn = 0;
  const valueOf = (name: string | undefined): Expression | undefined => {
    if (right.kind === 'dict')
      return right.entries.find(({ key }) => key?.kind === 'string' && key.value === name)?.value;
    if (name !== undefined) return undefined;
    return right.kind === 'tuple' ? right.elements[turn++] : right;
  };
  return plainOrFormatted(left, isConstant)?.replace(
    /%%|%(?:\((\w+)\))?[-\d.]*[srd]/g,
    (whole, name: string | undefined) => {
      if (whole === '%%') return '%';
      const value = valueOf(name);
      return value !== undefined && isConstant(value) ? 'x' : HOLE;
    },
  );
}

/** `"...".format(...)`; undefined for another call. */
function formatText(
  { function: called, arguments: given }: Call,
  isConstant: IsConstant,
): string | undefined {
  if (called.kind !== 'attribute' || called.name !== 'format' || called.object.kind !== 'string')
    return undefined;
  const positional = given.filter(({ form }) => form === 'positional');
  let turn = 0;
  return called.object.value.replace(/\{([^{}]*)\}/g, (_, field: string) => {
    const name = /^\w*/.exec(field)?.[0] ?? '';
    const isPlain = name === field;
    const argument =
      name === ''
        ? positional[turn++]
        : /^\d+$/.test(name)
          ? positional[Number(name)]
          : given.find((one) => one.name === name);
    return isPlain && argument !== undefined && isConstant(argument.value) ? 'x' : HOLE;
  });
}

function plainOrFormatted(text: Expression, isConstant: IsConstant): string | undefined {
  if (text.kind === 'string') return text.value;
  return text.kind === 'formattedString' ? textOf(text, isConstant) : undefined;
}

/** The texts of a chain of `+`, undefined where none of its parts is text. */
function joined(sql: Expression, isConstant: IsConstant): string | undefined {
  const parts: string[] = [];
  const pending: Expression[] = [sql];
  let hasText = false;
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'binary' && one.operator === '+') {
      pending.push(one.right, one.left);
      continue;
    }
    const text = plainOrFormatted(one, isConstant);
    hasText ||= text !== undefined;
    parts.push(text ?? signOf(one, isConstant));
  }
  return hasText ? parts.join('') : undefined;
}

function textOf({ pieces }: FormattedString, isConstant: IsConstant): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : signOf(piece.expression, isConstant)))
    .join('');
}

function signOf(value: Expression, isConstant: IsConstant): string {
  if (isConstant(value)) return 'x';
  return value.kind === 'name' ? NAME : HOLE;
}
