// What the compiler asks about expressions: types of operands, constants, what + and custom operators mean.
import type { SqlExpression } from '../operations/expression';
import type { Literal } from '../operations/literal';
import type { KnownType, SqlType } from '../operations/sqlType';
import type { Span } from '../text/span';
import { hasOwnType } from '../operations/sqlalchemy/ownFunctions';
import { inferredType, type LiteralType } from './literals';
import { UnknownText } from './signals';
import { typeFamily } from './types/family';

/** The type of an expression as far as binds beside it take it; undefined is NullType. */
export function typeOf(expression: SqlExpression): SqlType | undefined {
  switch (expression.kind) {
    case 'column':
    case 'bind':
    case 'function':
      return expression.type;
    case 'cast':
      return expression.type;
    case 'label':
    case 'collate':
    case 'over':
    case 'filter':
      return typeOf(expression.operand);
    case 'jsonItem':
      if (expression.as === 'json') return expression.type;
      return expression.as === 'text' ? textType(expression.span) : expression.as;
    case 'binary':
      return ['+', '-', '*', '||'].includes(expression.operator) ? typeOf(expression.left) : undefined;
    default:
      return undefined;
  }
}

function textType(span: Span): SqlType {
  return { kind: 'type', module: 'sqlalchemy', name: 'Text', arguments: {}, variants: {}, span };
}

/** The type of a value compared with a column: the column's where the kinds agree, otherwise the value's own. */
export function comparedType(value: Literal, other: SqlType | undefined): LiteralType {
  if (!other || other.kind === 'unknownType') return other ?? 'inferred';
  const inferred = inferredType(value);
  if (!inferred) return other;
  const isEnum = other.name === 'Enum' || other.name === 'ENUM';
  const family = typeFamily(other);
  const isSame = family === typeFamily(inferred) || isEnum || family === 'array';
  return isSame || (family === 'uuid' && typeof value === 'string') ? other : 'inferred';
}

/** Stops where the type of a value has operators of its own. */
export function checkOperators(expression: SqlExpression): void {
  const type = typeOf(expression);
  if (type?.kind === 'unknownType' && type.hasOperators) throw new UnknownText(type.reason, expression.span);
}

/** True for the types that dialects without Booleans compare with 1. */
export function isBooleanType(type: SqlType | undefined): boolean {
  return type?.kind === 'type' && typeFamily(type) === 'boolean';
}

const OF_FIRST_TYPED = new Set(['coalesce', 'max', 'min', 'sum']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '||', '[]']);

/** Whether SQLAlchemy gives an expression the type Boolean; undefined for NullType. */
export function isBooleanResult(expression: SqlExpression): boolean | undefined {
  switch (expression.kind) {
    case 'column':
    case 'cast':
      return expression.type && isBooleanType(expression.type);
    case 'bind':
      if (expression.type) return isBooleanType(expression.type);
      return expression.value === null ? undefined : typeof expression.value === 'boolean';
    case 'function': {
      if (expression.type) return isBooleanType(expression.type);
      const [name = '', ...more] = expression.names;
      if (more.length === 0 && OF_FIRST_TYPED.has(name.toLowerCase()))
        return firstTyped(expression.arguments);
      return hasOwnType(expression.names) ? false : undefined;
    }
    case 'case': {
      const results = expression.whens.map(([, result]) => result).toReversed();
      return firstTyped([...results, ...(expression.otherwise ? [expression.otherwise] : [])]);
    }
    case 'subquery': {
      const [first] = expression.select.united?.selects[0]?.columns ?? expression.select.columns;
      return first && isBooleanResult(first);
    }
    case 'binary':
      return ARITHMETIC.has(expression.operator) ? isBooleanResult(expression.left) : true;
    case 'unary':
      return expression.operator === 'distinct' || expression.operator === '-'
        ? isBooleanResult(expression.operand)
        : true;
    case 'list':
      return expression.operator === 'and' || expression.operator === 'or';
    case 'constant':
      return expression.value === 'null' ? undefined : expression.value !== 'default';
    case 'jsonItem':
      return expression.as !== 'json' && expression.as !== 'text' && isBooleanType(expression.as);
    case 'label':
    case 'collate':
    case 'over':
    case 'filter':
      return isBooleanResult(expression.operand);
    default:
      return undefined;
  }
}

function firstTyped(expressions: readonly SqlExpression[]): boolean | undefined {
  return expressions.map(isBooleanResult).find((known) => known !== undefined);
}

/** None, True, False and their SQL constructs, which SQLAlchemy never binds in a comparison. */
export function constantOf(expression: SqlExpression): 'null' | 'true' | 'false' | undefined {
  if (expression.kind === 'constant' && expression.value !== 'default') return expression.value;
  if (expression.kind !== 'bind' || expression.type || expression.isParameter) return undefined;
  if (expression.value === null) return 'null';
  if (typeof expression.value === 'boolean') return expression.value ? 'true' : 'false';
  return undefined;
}

/** What a placeholder is named after: the column or function it is compared with. */
export function placeholderBase(other: SqlExpression): string {
  if (other.kind === 'column' && !other.isLiteral) return other.name;
  return other.kind === 'function' ? (other.names.at(-1) ?? '') : 'param';
}

/** The family of one side of +; undefined for NullType. Stops where SQLAlchemy knows a type that is not at hand. */
function additionFamily(side: SqlExpression): string | undefined {
  const own = typeOf(side) ?? (side.kind === 'bind' ? inferredType(side.value) : undefined);
  if (own?.kind === 'unknownType') throw new UnknownText(own.reason, own.span);
  if (own) return typeFamily(own);
  if (side.kind === 'over' || side.kind === 'filter') return additionFamily(side.operand);
  const isUntyped =
    side.kind === 'column' || side.kind === 'text' || (side.kind === 'function' && !hasOwnType(side.names));
  if (isUntyped || (side.kind === 'binary' && ['+', '-', '*', '||'].includes(side.operator)))
    return undefined;
  throw new UnknownText('what + does with this is not known', side.span);
}

/** Adding text joins it: SQLAlchemy turns + into || where either side is a string. */
export function additionOperator(left: SqlExpression, right: SqlExpression): '+' | '||' {
  if (left.kind === 'text' || right.kind === 'text') return '+';
  const families = [additionFamily(left), additionFamily(right)];
  const isText = (family: string | undefined): boolean => family === 'string' || family === undefined;
  if (families.includes('string') && families.every(isText)) return '||';
  const isNumber = (family: string | undefined): boolean =>
    family === undefined || family === 'integer' || family === 'numeric';
  if (families.every(isNumber)) return '+';
  throw new UnknownText('what + does with these types is not known', left.span);
}

/** Operators that are only characters; indexing and divisions depend on types. */
export function checkCustomOperator(operator: string, span: Span): void {
  if (!/^[-+*<>=~!@#%^&|]+$/.test(operator)) {
    throw new UnknownText(`the operator ${operator} is not rendered`, span);
  }
}

/** False for the types whose contains() is an operator of their own. */
export function isContainedText(type: KnownType): boolean {
  return !/^(?:ARRAY|JSONB?|HSTORE|TSVECTOR|.*(?:RANGE|Range)|ltree|LTREE|LQUERY)$/.test(type.name);
}

/** The items of nested lists of the same connective, as SQLAlchemy joins them. */
export function flatten(items: readonly SqlExpression[], operator: 'and' | 'or'): readonly SqlExpression[] {
  return items.flatMap((item) =>
    item.kind === 'list' && item.operator === operator ? flatten(item.items, operator) : [item],
  );
}
