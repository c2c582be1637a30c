// What follows a function: `func.row_number().over(partition_by=, order_by=)`, `over(function, ...)` and `.filter(...)`.
import type { SqlExpression, WindowFrame } from '../expression';
import { known } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { truth } from '../interpreter/operators';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import { isObject, textOf, type CallArguments, type Value } from '../values';
import { operand } from './coerce';
import { condition } from './functions';
import { connect } from './operators';

const OVER = parseSignature(
  'over(element, partition_by=None, order_by=None, range_=None, rows=None, groups=None)',
);
// The method names its parameters alone.
const OVER_METHOD = parseSignature(
  'FunctionElement.over(element, *, partition_by=None, order_by=None, rows=None, range_=None, groups=None)',
);

/** The function over a window; `form` says whether it was called as a method. */
export function over(machine: Machine, call: CallArguments, form: 'method' | 'function'): SqlExpression {
  const bound = bindArguments(form === 'method' ? OVER_METHOD : OVER, call);
  const element = operand(known(bound.get('element')), call.span);
  if (element.kind !== 'function' && element.kind !== 'filter')
    throw new NotKnown('over() is followed for a SQL function only');
  const clauses = (name: string): readonly SqlExpression[] =>
    listOf(machine, bound.get(name), call).map((value) => clause(value, call));
  const frames = FRAMES.flatMap(([name, unit]): WindowFrame[] => {
    const value = known(bound.get(name));
    return truth(value) === false ? [] : [frameOf(machine, value, unit, call)];
  });
  if (frames.length > 1)
    throw new PythonError('ArgumentError', "only one of 'rows', 'range_', or 'groups' may be provided");
  return {
    kind: 'over',
    operand: element,
    partitionBy: clauses('partition_by'),
    orderBy: clauses('order_by'),
    frame: frames[0],
    span: call.span,
  };
}

/** `func.count().filter(...)`; without conditions it is the function itself. */
export function filter(element: SqlExpression, { positional, keywords, span }: CallArguments): SqlExpression {
  if (keywords.size > 0) throw new NotKnown('filter() takes no parameters by name');
  const before = element.kind === 'filter' ? [element.criterion] : [];
  const criteria = [...before, ...positional.map((value) => condition(value, span))];
  const [only] = criteria;
  if (only === undefined) return element;
  const criterion = criteria.length === 1 ? only : connect('and', criteria, span);
  return { kind: 'filter', operand: element.kind === 'filter' ? element.operand : element, criterion, span };
}

const FRAMES = [
  ['range_', 'RANGE'],
  ['rows', 'ROWS'],
  ['groups', 'GROUPS'],
] as const;

function isList(value: Value): boolean {
  return isObject(value) && (value.kind === 'list' || value.kind === 'tuple');
}

function listOf(machine: Machine, given: Value, { span }: CallArguments): readonly Value[] {
  const value = known(given);
  if (value === null) return [];
  // SQLAlchemy takes and_(), tuple_() and their like apart here.
  if (isObject(value) && value.kind === 'expression' && value.expression.kind === 'list')
    throw new NotKnown('a list of expressions inside of over() is not supported');
  return isList(value) ? machine.iterate(value, span) : [value];
}

/** Names and labels are looked up in the statement around, which is not followed inside of a window. */
function clause(given: Value, { span }: CallArguments): SqlExpression {
  const value = known(given);
  if (textOf(value) !== undefined) throw new NotKnown('a name inside of over() is not supported');
  const element = operand(value, span);
  if (hasLabel(element)) throw new NotKnown('a label inside of over() is not supported');
  return element;
}

function hasLabel(element: SqlExpression): boolean {
  if (element.kind === 'unary') return hasLabel(element.operand);
  return element.kind === 'label' || element.kind === 'nameReference';
}

function frameOf(
  machine: Machine,
  value: Value,
  unit: WindowFrame['unit'],
  call: CallArguments,
): WindowFrame {
  const ends = isObject(value) && value.kind === 'tuple' ? machine.iterate(value, call.span).map(known) : [];
  const [from, to] = ends;
  if (from === undefined || to === undefined || ends.length > 2)
    throw new PythonError('ArgumentError', '2-tuple expected for range/rows');
  return { unit, from: endOf(from), to: endOf(to) };
}

function endOf(value: Value): bigint | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'bigint') throw new NotKnown('the frame of over() is no pair of numbers');
  return value;
}
