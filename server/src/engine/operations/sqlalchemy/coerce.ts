// From values to SQLAlchemy elements: what a Python value becomes where SQLAlchemy expects an expression, type or default.
import type { Span } from '../../text/span';
import type { ServerDefault } from '../definition';
import type { SqlExpression, TableReference } from '../expression';
import { known } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import { NotKnown, PythonError } from '../interpreter/signals';
import type { SqlType } from '../sqlType';
import { noteUse } from './attachment';
import { isObject, textOf, type ColumnValue, type Value } from '../values';

/** The reference to a column inside an expression. */
export function columnReference(column: ColumnValue, span: Span): SqlExpression {
  const { name, type } = column.definition;
  return { kind: 'column', name, table: column.table, type, isLiteral: false, span };
}

/** The expression a value stands for, or undefined when it is no SQL element. */
export function elementOf(value: Value, span: Span): SqlExpression | undefined {
  if (!isObject(value)) return undefined;
  switch (value.kind) {
    case 'expression':
      if (value.expression.kind === 'column' && !value.expression.table) value.isUsed = true;
      return value.expression;
    case 'column': {
      const reference = columnReference(value, span);
      noteUse(value, reference);
      return reference;
    }
    case 'statement':
      return value.statement.kind === 'select'
        ? { kind: 'subquery', select: value.statement, span }
        : undefined;
    case 'bindParameter':
      if (value.value === undefined) return undefined;
      return {
        kind: 'bind',
        value: toLiteral(value.value),
        type: value.type,
        isInline: false,
        isParameter: true,
        span,
      };
    default:
      return undefined;
  }
}

/** A Python value or element inside an expression: plain values are bound, None is NULL. */
export function operand(value: Value, span: Span): SqlExpression {
  const element = elementOf(value, span);
  if (element !== undefined) return element;
  if (value === null) return { kind: 'constant', value: 'null', span };
  if (isObject(value) && value.kind === 'opaque')
    return { kind: 'opaqueExpression', reason: value.reason, span };
  return bound(value, span);
}

/** A value that is bound, also None. An unknown one is an opaque expression. */
export function bound(value: Value, span: Span): SqlExpression {
  const element = elementOf(value, span);
  if (element !== undefined) return element;
  try {
    return { kind: 'bind', value: toLiteral(value), type: undefined, isInline: false, span };
  } catch (error) {
    if (error instanceof NotKnown) return { kind: 'opaqueExpression', reason: error.message, span };
    throw error;
  }
}

/** A str is text(), an element is itself: conditions, index elements, `Computed(...)`. */
export function textOrElement(value: Value, what: string, span: Span): SqlExpression {
  const plain = textOf(value);
  if (plain !== undefined) return { kind: 'text', text: plain, binds: [], span };
  const element = elementOf(value, span);
  if (element !== undefined) return element;
  if (isObject(value) && value.kind === 'opaque')
    return { kind: 'opaqueExpression', reason: value.reason, span };
  throw new NotKnown(`${what} is not a SQL expression`);
}

/** What was given as `server_default=`; undefined for None. */
export function serverDefault(value: Value, span: Span): ServerDefault | undefined {
  if (value === null) return undefined;
  const plain = textOf(value);
  if (plain !== undefined) return { kind: 'string', value: plain, span };
  if (isObject(value)) {
    if (value.kind === 'generated') return value.value;
    if (value.kind === 'opaque') {
      return {
        kind: 'expression',
        expression: { kind: 'opaqueExpression', reason: value.reason, span },
        span,
      };
    }
    if (value.kind === 'sequenceObject') throw new NotKnown('a Sequence as server_default is not supported');
    const element = elementOf(value, span);
    if (element !== undefined) return { kind: 'expression', expression: element, span };
    throw new NotKnown('the server default is not a string or SQL expression');
  }
  throw new PythonError(
    'ArgumentError',
    `Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '<class '${pythonClass(value)}'>'`,
  );
}

function pythonClass(value: boolean | bigint | number | string): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  return typeof value === 'number' ? 'float' : 'str';
}

/** The type a value stands for: an instance, or a class that is called without arguments; undefined when it is no type. */
export function typeOf(value: Value, span: Span): SqlType | undefined {
  if (!isObject(value)) return undefined;
  switch (value.kind) {
    case 'type':
      return value.type;
    case 'typeClass':
      return { kind: 'type', module: value.module, name: value.name, arguments: {}, variants: {}, span };
    case 'class':
      return {
        kind: 'unknownType',
        name: value.name,
        reason: `${value.name} is a class of the file that is not called`,
        span,
      };
    case 'opaque':
      return { kind: 'unknownType', name: value.path ?? 'unknown', reason: value.reason, span };
    default:
      return undefined;
  }
}

/** As typeOf, for a place where only a type (or None) makes sense. */
export function requiredType(value: Value, span: Span): SqlType | undefined {
  if (known2(value) === null) return undefined;
  const type = typeOf(value, span);
  if (type === undefined) throw new NotKnown('the type is not a SQLAlchemy type');
  return type;
}

function known2(value: Value): Value {
  return isObject(value) && value.kind === 'opaque' ? value : known(value);
}

/** The table a value stands for in statements. */
export function tableOf(value: Value): TableReference {
  const v = known(value);
  if (isObject(v) && v.kind === 'table') return v.reference;
  throw new NotKnown('the table is not known');
}
