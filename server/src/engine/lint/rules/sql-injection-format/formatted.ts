// SQL that is put together: its text with a sign for each part that is not written out, and whether one stands for a value.
import { dottedName } from '../../../python/find';
import type { Expression, FormattedString } from '../../../python/syntax';

/** Stands for a part that is only known when it runs. */
const HOLE = '\u0000';
/** Stands for a plain name: outside quotes it is as likely a piece of SQL as a value. */
const NAME = '\u0001';

/** Only these take parameters: names of tables and columns, and whatever stands in DDL, cannot be one. */
const TAKES_PARAMETERS = /^[\s(]*(?:select|insert|update|delete|with|merge|values)\b/i;

/** True when a value of the statement comes from an expression, where a parameter could be. */
export function isPutTogether(sql: Expression): boolean {
  const text = templateOf(sql);
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
function templateOf(sql: Expression): string | undefined {
  switch (sql.kind) {
    case 'formattedString':
      return textOf(sql);
    case 'binary': {
      if (sql.operator === '%') {
        const format = plainOrFormatted(sql.left);
        return format?.replace(/%(?:\(\w+\))?[-\d.]*[srd]/g, HOLE);
      }
      return sql.operator === '+' ? joined(sql) : undefined;
    }
    case 'call':
      return sql.function.kind === 'attribute' &&
        sql.function.name === 'format' &&
        sql.function.object.kind === 'string'
        ? sql.function.object.value.replace(/\{[^{}]*\}/g, HOLE)
        : undefined;
    default:
      return undefined;
  }
}

function plainOrFormatted(text: Expression): string | undefined {
  if (text.kind === 'string') return text.value;
  return text.kind === 'formattedString' ? textOf(text) : undefined;
}

/** The texts of a chain of `+`, undefined where none of its parts is text. */
function joined(sql: Expression): string | undefined {
  const parts: string[] = [];
  const pending: Expression[] = [sql];
  let hasText = false;
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'binary' && one.operator === '+') {
      pending.push(one.right, one.left);
      continue;
    }
    const text = plainOrFormatted(one);
    hasText ||= text !== undefined;
    parts.push(text ?? signOf(one));
  }
  return hasText ? parts.join('') : undefined;
}

function textOf({ pieces }: FormattedString): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : signOf(piece.expression))).join('');
}

function signOf(value: Expression): string {
  if (isConstant(value)) return 'x';
  return value.kind === 'name' ? NAME : HOLE;
}

/** Members of classes and names in capitals are written in the code: `Status.DONE.value`, `Model.__tablename__`, `LIMIT`. So is what compile() prints. */
function isConstant(value: Expression): boolean {
  if (value.kind === 'number' || value.kind === 'string') return true;
  if (value.kind === 'call' && value.function.kind === 'attribute' && value.function.name === 'compile')
    return true;
  const path = dottedName(value)?.split('.') ?? [];
  return path.some((name, index) =>
    index === path.length - 1 ? /^[A-Z_][A-Z0-9_]*$/.test(name) : /^_*[A-Z][A-Z0-9_]*[a-z]/.test(name),
  );
}
