// Methods of SQLAlchemy expressions: `.in_()`, `.like()`, `.desc()`, `.label()`, `.bindparams()` ...
import type { SqlExpression, TextBind } from '../expression';
import { known, text } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { NotKnown, PythonError } from '../interpreter/signals';
import { isObject, native, opaque, type CallArguments, type Value } from '../values';
import { operand } from './coerce';
import { castOf } from './functions';
import { jsonAttribute } from './jsonItems';
import { wrap } from './operators';
import { statementAttribute } from './selectMethods';
import { filter, over } from './windows';
import { declaredBinds } from '../../text/binds';

type Method = (element: SqlExpression, call: CallArguments, machine: Machine) => SqlExpression;

/** `a.method(b)` as a binary operator of that name. */
const binary =
  (operator: string): Method =>
  (left, call) => {
    const [first] = call.positional;
    if (first === undefined || call.keywords.size > 0 || call.positional.length > 1) {
      throw new NotKnown(`further parameters of ${operator} are not supported`);
    }
    return { kind: 'binary', operator, left, right: operand(first, call.span), span: call.span };
  };

const unary =
  (operator: string): Method =>
  (operandOf, call) => ({ kind: 'unary', operator, operand: operandOf, span: call.span });

function membership(operator: 'in' | 'not in'): Method {
  return (left, call, machine) => {
    const value = known(call.positional[0] ?? null);
    let right: SqlExpression;
    if (isObject(value) && value.kind === 'statement' && value.statement.kind === 'select') {
      right = { kind: 'subquery', select: value.statement, span: call.span };
    } else if (isObject(value) && value.kind === 'expression') right = value.expression;
    else if (isObject(value) && value.kind === 'table')
      throw new NotKnown('a table or subquery on the right of IN is not supported');
    else {
      const items = machine.iterate(value, call.span).map((item) => operand(item, call.span));
      right = { kind: 'list', operator: 'in', items, span: call.span };
    }
    return { kind: 'binary', operator, left, right, span: call.span };
  };
}

const METHODS: Readonly<Record<string, Method>> = {
  in_: membership('in'),
  not_in: membership('not in'),
  notin_: membership('not in'),
  is_: binary('is'),
  is_not: binary('is not'),
  isnot: binary('is not'),
  like: binary('like'),
  ilike: binary('ilike'),
  not_like: binary('not like'),
  notlike: binary('not like'),
  not_ilike: binary('not ilike'),
  notilike: binary('not ilike'),
  startswith: binary('startswith'),
  endswith: binary('endswith'),
  contains: binary('contains'),
  concat: binary('||'),
  is_distinct_from: binary('is distinct from'),
  is_not_distinct_from: binary('is not distinct from'),
  has_key: binary('?'),
  overlaps: binary('&&'),
  desc: unary('desc'),
  asc: unary('asc'),
  nulls_first: unary('nulls first'),
  nullsfirst: unary('nulls first'),
  nulls_last: unary('nulls last'),
  nullslast: unary('nulls last'),
  distinct: unary('distinct'),
  label: (element, call) => ({
    kind: 'label',
    operand: element,
    name: text(call.positional[0] ?? null, 'the label'),
    span: call.span,
  }),
  collate: (element, call) => ({
    kind: 'collate',
    operand: element,
    collation: text(call.positional[0] ?? null, 'the collation'),
    span: call.span,
  }),
  over: (element, call, machine) =>
    over(machine, { ...call, positional: [wrap(element), ...call.positional] }, 'method'),
  filter: (element, call) => filter(element, call),
  cast: (element, call) =>
    castOf({ kind: 'expression', expression: element }, call.positional[0] ?? null, call.span),
  between: (element, call) => {
    const [lower, upper] = call.positional;
    if (lower === undefined || upper === undefined) throw new NotKnown('between() needs two bounds');
    if (call.positional.length > 2 || call.keywords.size > 0)
      throw new NotKnown('the parameter symmetric of between() is not supported');
    const items = [operand(lower, call.span), operand(upper, call.span)];
    return {
      kind: 'binary',
      operator: 'between',
      left: element,
      right: { kind: 'list', operator: 'and', items, span: call.span },
      span: call.span,
    };
  },
};

/** `.op('->>')(x)`. */
function customOperator(element: SqlExpression, call: CallArguments): Value {
  const operator = text(call.positional[0] ?? null, 'the operator');
  return native('op', (_, inner) => wrap(binary(operator)(element, inner, _)));
}

function bindParameters(element: SqlExpression & { readonly kind: 'text' }, call: CallArguments): Value {
  const binds = new Map(element.binds.map((bind) => [bind.name, bind]));
  const add = (bind: TextBind): void => {
    if (!declaredBinds(element.text).has(bind.name)) {
      throw new PythonError(
        'ArgumentError',
        `This text() construct doesn't define a bound parameter named '${bind.name}'`,
      );
    }
    binds.set(bind.name, bind);
  };
  for (const value of call.positional) {
    if (!isObject(value) || value.kind !== 'bindParameter') {
      throw new NotKnown('a parameter of bindparams() is not known');
    }
    // A parameter that only gets a type stays unbound.
    if (value.value !== undefined) {
      add({ name: value.name, value: toLiteral(known(value.value)), type: value.type });
    }
  }
  for (const [name, value] of call.keywords) add({ name, value: toLiteral(known(value)), type: undefined });
  return wrap({ ...element, binds: [...binds.values()], span: call.span });
}

const OF_SELECT = new Set(['where', 'select_from', 'correlate']);

/** The methods of its SELECT that exists() and a scalar subquery have. */
function selectMethod(element: SqlExpression, name: string): Value | undefined {
  if (!OF_SELECT.has(name)) return undefined;
  const isExists = element.kind === 'unary' && element.operator === 'exists';
  const subquery = isExists ? element.operand : element;
  if (subquery.kind !== 'subquery') return undefined;
  const method = statementAttribute(subquery.select, name);
  return native(name, (machine, call) => {
    const value = known(machine.callWith(method, call));
    if (!isObject(value) || value.kind !== 'statement' || value.statement.kind !== 'select')
      throw new NotKnown(`.${name}() of this subquery is not supported`);
    const changed: SqlExpression = { ...subquery, select: value.statement };
    return wrap(isExists ? { ...element, operand: changed } : changed);
  });
}

/** A method or attribute of an expression; opaque when it is not supported. */
export function expressionAttribute(element: SqlExpression, name: string): Value {
  if (element.kind === 'text') {
    if (name === 'bindparams') return native(name, (_, call) => bindParameters(element, call));
    if (name === 'text') return element.text;
    if (name === 'execution_options') return native(name, () => wrap(element));
  }
  if (element.kind === 'column' && (name === 'name' || name === 'key')) return element.name;
  if (element.kind === 'column' && name === 'type' && element.type !== undefined)
    return { kind: 'type', type: element.type };
  const json = jsonAttribute(element, name);
  if (json !== undefined) return json;
  const ofSelect = selectMethod(element, name);
  if (ofSelect !== undefined) return ofSelect;
  if (name === 'op') return native(name, (_, call) => customOperator(element, call));
  const isOfFunction = element.kind === 'function' || element.kind === 'filter';
  const isThere = isOfFunction || (name !== 'over' && name !== 'filter');
  const method = isThere && Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method === undefined)
    return opaque(`.${name} of a SQL expression is not supported`, undefined, 'construct');
  return native(name, (machine, call) => wrap(method(element, call, machine)));
}
