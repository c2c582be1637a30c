// Python operators on SQLAlchemy elements: `t.c.a == 1`, `a & b`, `~a`, `a + 1`.
import type { Span } from '../../text/span';
import type { SqlExpression } from '../expression';
import { isObject, opaque, type Value } from '../values';
import { elementOf, operand } from './coerce';

/** True when Python's operators are SQLAlchemy's for this value. */
export function isSqlOperand(value: Value): boolean {
  if (!isObject(value)) return false;
  return value.kind === 'expression' || value.kind === 'column' || value.kind === 'bindParameter';
}

function spanOf(a: Value, b: Value): Span {
  const first = isObject(a) && a.kind === 'expression' ? a.expression.span : undefined;
  const second = isObject(b) && b.kind === 'expression' ? b.expression.span : undefined;
  const column = isObject(a) && a.kind === 'column' ? a.definition.span : undefined;
  return first ?? second ?? column ?? { start: 0, end: 0 };
}

/** Arithmetic, concatenation, `&` and `|` where one side is an element. */
export function combine(operator: string, a: Value, b: Value): Value {
  const span = spanOf(a, b);
  if (operator === '&' || operator === '|') {
    const side = (value: Value): SqlExpression =>
      typeof value === 'boolean'
        ? { kind: 'constant', value: value ? 'true' : 'false', span }
        : operand(value, span);
    return wrap(connect(operator === '&' ? 'and' : 'or', [side(a), side(b)], span));
  }
  return wrap({ kind: 'binary', operator, left: operand(a, span), right: operand(b, span), span });
}

/** and_ / or_ of expressions; nested ones of the same kind are joined as SQLAlchemy joins them. */
export function connect(operator: 'and' | 'or', items: readonly SqlExpression[], span: Span): SqlExpression {
  const flat = items.flatMap((item) =>
    item.kind === 'list' && item.operator === operator ? item.items : [item],
  );
  const clauses = withoutConstants(operator, flat);
  const [only] = clauses;
  if (clauses.length !== 1 || only === undefined) return { kind: 'list', operator, items: clauses, span };
  // A value that is left alone is a condition from here on: no constant that AND and OR leave out.
  const isValue = ['constant', 'column', 'bind', 'function'].includes(only.kind);
  return isValue ? { kind: 'unary', operator: 'asBoolean', operand: only, span } : only;
}

/** AND and OR without the constants that decide nothing; one that decides is all that is left. */
export function withoutConstants(
  operator: 'and' | 'or',
  items: readonly SqlExpression[],
): readonly SqlExpression[] {
  const [neutral, deciding] = operator === 'and' ? ['true', 'false'] : ['false', 'true'];
  const decided = items.find((item) => item.kind === 'constant' && item.value === deciding);
  if (decided) return [decided];
  const rest = items.filter((item) => item.kind !== 'constant' || item.value !== neutral);
  return rest.length > 0 ? rest : items.slice(-1);
}

const MIRRORED: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** `==`, `<`, ... where one side is an element; with None they are IS NULL and IS NOT NULL. */
export function compareSql(operator: string, a: Value, b: Value): Value {
  const span = spanOf(a, b);
  const isLeft = isSqlOperand(a);
  const element = elementOf(isLeft ? a : b, span);
  if (element === undefined) return opaque('the bind parameter has no value');
  const other = isLeft ? b : a;
  // A plain value on the left makes Python ask the right side, with the operator turned round.
  const effective = isLeft ? operator : (MIRRORED[operator] ?? operator);
  const isNull =
    other === null || (isObject(other) && other.kind === 'expression' && isConstant(other.expression));
  if (isNull && (effective === '==' || effective === '!=')) {
    const right: SqlExpression =
      other === null ? { kind: 'constant', value: 'null', span } : operand(other, span);
    if (right.kind === 'constant' && right.value === 'null') {
      return wrap({
        kind: 'binary',
        operator: effective === '==' ? 'is' : 'is not',
        left: element,
        right,
        span,
      });
    }
  }
  return wrap({ kind: 'binary', operator: effective, left: element, right: operand(other, span), span });
}

function isConstant(expression: SqlExpression): boolean {
  return expression.kind === 'constant';
}

/** NOT; true and false are turned into each other, also where they are a condition already. */
export function inverted(element: SqlExpression, span: Span): SqlExpression {
  const inner = element.kind === 'unary' && element.operator === 'asBoolean' ? element.operand : element;
  if (inner.kind === 'constant' && (inner.value === 'true' || inner.value === 'false'))
    return { kind: 'constant', value: inner.value === 'true' ? 'false' : 'true', span };
  return { kind: 'unary', operator: 'not', operand: element, span };
}

/** `~x` and `-x`. */
export function negate(operator: 'not' | '-', value: Value, span: Span): Value {
  const element = elementOf(value, span);
  if (element === undefined) return opaque('the operand is not known');
  return wrap(
    operator === 'not' ? inverted(element, span) : { kind: 'unary', operator, operand: element, span },
  );
}

/** An expression as a value. */
export function wrap(expression: SqlExpression): Value {
  return { kind: 'expression', expression };
}
