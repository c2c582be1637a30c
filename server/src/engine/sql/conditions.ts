// Conditions whose text is more than two sides and a sign: IN, BETWEEN, LIKE with a percent sign, and NOT of anything.
import type { SqlExpression } from '../operations/expression';
import type { Span } from '../text/span';
import { isArray } from './arrays';
import { optionValue, type Compilation } from './compilation';
import type { ExpressionContext } from './expressions';
import type { LiteralType } from './literals';
import {
  checkOperators,
  comparedType,
  constantOf,
  isBooleanResult,
  isContainedText,
  placeholderBase,
  typeOf,
} from './operands';
import { OPERATORS, type Against } from './operators';
import { UnknownText } from './signals';
import { doublePercents } from './text';

/** Compiled text and what decides whether it is put in parentheses. */
export interface Fragment {
  readonly text: string;
  /** The outermost operator; undefined for something that never needs parentheses. */
  readonly operator?: string;
  /** A Boolean value that is not an operator expression: dialects without Booleans compare it with 1. */
  readonly isBoolean?: boolean;
}

export type Bind = Extract<SqlExpression, { kind: 'bind' }>;

/** What the compiler of expressions lends to the conditions. */
export interface ExpressionParts {
  readonly compilation: Compilation;
  readonly context: ExpressionContext;
  compile(expression: SqlExpression): Fragment;
  /** The text, in parentheses where the surrounding operator binds as tightly. */
  group(expression: SqlExpression, against: Against): string;
  groupFragment(fragment: Fragment, against: Against): string;
  binary(expression: Extract<SqlExpression, { kind: 'binary' }>): Fragment;
  /** One side of a binary: a bind takes the type of the other side. */
  side(expression: SqlExpression, other: SqlExpression, operator: string): string;
  /** A bound value; `base` is what SQLAlchemy would name its placeholder after. */
  bind(expression: Bind, type: LiteralType, base: string): string;
  isLiteral(expression: Bind): boolean;
  anonymousName(base: string): string;
  constant(value: 'null' | 'true' | 'false' | 'default'): string;
}

/** BETWEEN; both bounds take the type of the left side. */
export function between(
  parts: ExpressionParts,
  left: SqlExpression,
  right: SqlExpression,
  operator: string,
): Fragment {
  if (right.kind !== 'list' || right.items.length !== 2) {
    throw new UnknownText('the bounds of BETWEEN are not known', right.span);
  }
  const bounds = right.items.map((item) => parts.side(item, left, 'and')).join(' AND ');
  return { text: `${parts.group(left, 'between')} ${operator.toUpperCase()} ${bounds}`, operator };
}

/** LIKE with a percent sign joined to the value; in parentheses where anything is around. */
export function affix(
  parts: ExpressionParts,
  left: SqlExpression,
  right: SqlExpression,
  operator: string,
): Fragment {
  if (isArray(left)) throw new UnknownText('what contains() does for an array is not rendered', left.span);
  const percent = doublePercents(parts.compilation, "'%'");
  const value = parts.side(right, left, 'like');
  const name = operator.replace('not ', '');
  const before = name === 'startswith' ? '' : `${percent} || `;
  const after = name === 'endswith' ? '' : ` || ${percent}`;
  const like = name === operator ? 'LIKE' : 'NOT LIKE';
  const other = typeOf(left);
  if (name === 'contains' && other?.kind === 'type' && !isContainedText(other)) {
    throw new UnknownText(`what contains() does for the type ${other.name} is not rendered`, left.span);
  }
  return { text: `${parts.group(left, 'like')} ${like} ${before}${value}${after}`, operator: 'affix' };
}

/** IN of a list or of a SELECT. */
export function membership(
  parts: ExpressionParts,
  left: SqlExpression,
  right: SqlExpression,
  operator: 'in' | 'not in',
): Fragment {
  const text = OPERATORS[operator]?.text ?? '';
  const wrap = (body: string): Fragment => ({ text: operator === 'in' ? body : `(${body})`, operator });
  if (right.kind === 'subquery')
    return wrap(`${parts.group(left, operator)}${text}${parts.compile(right).text}`);
  if (right.kind !== 'list') throw new UnknownText('this right side of IN is not rendered', right.span);
  const [first] = right.items;
  if (!first && left.kind === 'list')
    throw new UnknownText('an empty IN of tuples is not rendered', right.span);
  if (!first) return emptyMembership(parts, parts.group(left, operator), operator, right.span);
  if (right.items.some((item) => item.kind === 'bind' && !parts.isLiteral(item))) {
    const name = parts.anonymousName(placeholderBase(left));
    return wrap(`${parts.group(left, operator)}${text}(__[POSTCOMPILE_${name}])`);
  }
  const type: LiteralType =
    first.kind === 'bind' ? (first.type ?? comparedType(first.value, typeOf(left))) : 'inferred';
  const items = right.items.map((item) =>
    item.kind === 'bind' ? parts.bind(item, type, 'param') : parts.group(item, 'comma'),
  );
  return wrap(`${parts.group(left, operator)}${text}(${items.join(', ')})`);
}

/** IN of nothing is a condition that is never true, written in the dialect's way. */
function emptyMembership(
  parts: ExpressionParts,
  left: string,
  operator: 'in' | 'not in',
  span: Span,
): Fragment {
  if (!parts.context.alwaysLiteral && !optionValue(parts.compilation.options.literalBinds, false)) {
    throw new UnknownText('an empty IN without literal_binds is not rendered', span);
  }
  const { emptyIn, emptyNotIn } = parts.compilation.dialect;
  return { text: operator === 'in' ? `${left} IN ${emptyIn}` : `(${left} NOT IN ${emptyNotIn})`, operator };
}

function isUnderNots(expression: SqlExpression, operator: string): boolean {
  if (expression.kind !== 'unary') return false;
  return expression.operator === 'not'
    ? isUnderNots(expression.operand, operator)
    : expression.operator === operator;
}

/** NOT: turns a comparison round where it can, as SQLAlchemy does. */
export function negate(parts: ExpressionParts, operand: SqlExpression): Fragment {
  if (operand.kind === 'binary') {
    const normalised =
      constantOf(operand.right) === 'null'
        ? operand.operator.replace('==', 'is').replace('!=', 'is not')
        : operand.operator;
    const negation = /^(?:startswith|endswith|contains)$/.test(normalised)
      ? `not ${normalised}`
      : OPERATORS[normalised]?.negation;
    if (negation === undefined) throw new UnknownText('this negation is not rendered', operand.span);
    return parts.binary({ ...operand, operator: negation });
  }
  if (operand.kind === 'jsonItem') throw new UnknownText('NOT of a JSON item is not rendered', operand.span);
  if (operand.kind === 'unary' && operand.operator === 'not') {
    // SQLAlchemy takes no NOT back in front of these.
    if (isUnderNots(operand, 'exists'))
      return { text: `NOT (${negate(parts, operand.operand).text})`, operator: 'inv' };
    checkOperators(operand.operand);
    return parts.compile(operand.operand);
  }
  if (operand.kind === 'unary' && operand.operator === 'asBoolean') return negate(parts, operand.operand);
  const fragment = parts.compile(operand);
  if (fragment.isBoolean || (operand.kind === 'subquery' && isBooleanResult(operand))) {
    return parts.compilation.dialect.hasNativeBoolean
      ? { text: `NOT ${fragment.text}` }
      : { text: `${fragment.text} = 0` };
  }
  if (operand.kind === 'constant') {
    if (operand.value === 'true' || operand.value === 'false') {
      return { text: parts.constant(operand.value === 'true' ? 'false' : 'true') };
    }
  }
  return { text: `NOT ${parts.groupFragment(fragment, 'inv')}`, operator: 'inv' };
}
