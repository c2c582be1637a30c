// Types that the file defines itself: TypeDecorator with its impl, UserDefinedType with its get_col_spec().
import type { Span } from '../../text/span';
import { classMember } from '../interpreter/classes';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import type { KnownType, SqlType } from '../sqlType';
import {
  isObject,
  opaque,
  textOf,
  unknownReason,
  type CallArguments,
  type ClassValue,
  type InstanceValue,
  type Value,
} from '../values';
import { typeOf } from './coerce';

/** The SQLAlchemy class a class of the file is built on, looking through its own bases. */
function baseType(value: ClassValue, depth = 0): string | undefined {
  if (depth > 10) return undefined;
  for (const base of value.bases) {
    if (!isObject(base)) continue;
    if (base.kind === 'typeClass') return base.name;
    const inner = base.kind === 'class' ? baseType(base, depth + 1) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** True for classes whose instances are column types. */
export function isTypeClass(value: ClassValue): boolean {
  return baseType(value) !== undefined;
}

/** Members that change what operators do with a value of the type. */
const OWN_OPERATORS = ['comparator_factory', 'coerce_to_is_types'];

/** Methods that change how a value is written in SQL, so that only the DDL of the type is known. */
const VALUE_METHODS = [
  'process_bind_param',
  'process_literal_param',
  'bind_processor',
  'literal_processor',
  'bind_expression',
  'column_expression',
  'coerce_compared_value',
  ...OWN_OPERATORS,
];

/** Types whose values are turned into SQL by code of the file. */
const withOwnValues = new WeakSet<SqlType>();

/** Types of which operators do what code of the file says. */
const withOwnOperators = new WeakSet<SqlType>();

/** Types that a class of the file wraps. */
const wrapped = new WeakSet<SqlType>();

/** True for SQLAlchemy's own types as they are, false for those in a class of the file. */
export function isPlainType(type: SqlType): boolean {
  return !wrapped.has(type);
}

/** Notes that values of the type are turned into SQL by code that is not SQLAlchemy's. */
export function markOwnValues(type: SqlType): void {
  withOwnValues.add(type);
}

/** The type as the type of values that are printed: unknown when code of the file turns them into SQL. */
export function typeOfValues(type: SqlType | undefined): SqlType | undefined {
  if (type?.kind !== 'type' || !withOwnValues.has(type)) return type;
  return {
    kind: 'unknownType',
    name: `${type.module}.${type.name}`,
    reason: 'values of this type are turned into SQL by code of the project',
    ...(withOwnOperators.has(type) ? { hasOperators: true } : {}),
    span: type.span,
  };
}

/** `MyType(...)` for a class of the file built on a SQLAlchemy type. */
export function constructCustomType(machine: Machine, owner: ClassValue, call: CallArguments): Value {
  const hasOperators = OWN_OPERATORS.some((name) => classMember(owner, name) !== undefined);
  try {
    const type = build(machine, owner, call);
    if (VALUE_METHODS.some((name) => classMember(owner, name) !== undefined)) withOwnValues.add(type);
    if (hasOperators) withOwnOperators.add(type);
    wrapped.add(type);
    return { kind: 'type', type };
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    return {
      kind: 'type',
      type: {
        kind: 'unknownType',
        name: owner.name,
        reason: error.message,
        ...(hasOperators ? { hasOperators } : {}),
        span: call.span,
      },
    };
  }
}

/** The value, or an instance when it is a type class of the file: SQLAlchemy calls a class that stands for a type. */
export function instanceOf(machine: Machine, value: Value, span: Span): Value {
  if (!isObject(value) || value.kind !== 'class' || !isTypeClass(value)) return value;
  return constructCustomType(machine, value, { positional: [], keywords: new Map(), span });
}

function build(machine: Machine, owner: ClassValue, call: CallArguments): SqlType {
  if (unknownReason(owner) !== undefined) throw new NotKnown(unknownReason(owner) ?? '');
  const self: InstanceValue = { kind: 'instance', class: owner, attributes: new Map(), typeCalls: [] };
  const base = baseType(owner);
  const made = initialised(machine, self, call);
  if (base === 'TypeDecorator') return decorated(machine, self, made);
  if (base === 'UserDefinedType') return userDefined(machine, self, made);
  throw new NotKnown(`${owner.name} derives from the type ${base ?? ''}`);
}

/** What SQLAlchemy's own type is made with: the arguments of the call, or those that an __init__() of the file passes on. */
function initialised(machine: Machine, self: InstanceValue, call: CallArguments): CallArguments {
  const { class: owner, typeCalls = [] } = self;
  const own = classMember(owner, '__init__');
  if (own === undefined) return call;
  machine.callWith(own, { ...call, positional: [self, ...call.positional] });
  const isUserDefined = baseType(owner) === 'UserDefinedType';
  const [passed = isUserDefined ? { ...call, positional: [], keywords: new Map() } : undefined] = typeCalls;
  if (
    self.unknown !== undefined ||
    typeCalls.length > 1 ||
    passed === undefined ||
    self.attributes.has('impl')
  )
    throw new NotKnown(`${owner.name} makes its type in code of its own`);
  return { ...passed, span: call.span };
}

function decorated(machine: Machine, self: InstanceValue, call: CallArguments): KnownType {
  const { class: owner } = self;
  const impl = classMember(owner, 'impl');
  if (impl === undefined) throw new NotKnown(`${owner.name} has no impl that can be read`);
  const isClass = isObject(impl) && (impl.kind === 'typeClass' || impl.kind === 'class');
  if (isObject(impl) && impl.kind === 'type' && call.positional.length + call.keywords.size > 0) {
    throw new NotKnown(`${owner.name} is called with arguments its impl does not take`);
  }
  const made = isClass ? callWith(machine, impl, call) : impl;
  const type = typeOf(made, call.span);
  if (type?.kind !== 'type')
    throw new NotKnown(type?.reason ?? `the impl of ${owner.name} is no SQLAlchemy type`);
  const load = classMember(owner, 'load_dialect_impl');
  if (load === undefined) return { ...type, span: call.span };
  self.attributes.set('impl', { kind: 'type', type });
  const loaded = machine.call(load, [self, { kind: 'dialect' }], call.span);
  const own = typeOf(loaded, call.span);
  if (own?.kind !== 'type')
    throw new NotKnown(own?.reason ?? `load_dialect_impl() of ${owner.name} is not followed`);
  return { ...type, variants: { ...type.variants, [machine.dialect]: own }, span: call.span };
}

function callWith(machine: Machine, callee: Value, call: CallArguments): Value {
  if (call.keywords.size === 0) return machine.call(callee, call.positional, call.span);
  return machine.callWith(callee, call);
}

/** What SQLAlchemy gives to get_col_spec(): also the column, where it takes further keywords. */
function columnSpecification(self: Value, method: Value): Pick<CallArguments, 'positional' | 'keywords'> {
  const takesMore =
    isObject(method) &&
    method.kind === 'function' &&
    method.definition.parameters.some((parameter) => parameter.form === 'doubleStar');
  const column = opaque('which column the type is for is only known where it stands');
  return {
    positional: [self],
    keywords: new Map(takesMore ? [['type_expression', column]] : []),
  };
}

function userDefined(machine: Machine, self: InstanceValue, call: CallArguments): SqlType {
  const { class: owner } = self;
  const method = classMember(owner, 'get_col_spec');
  if (method === undefined) throw new NotKnown(`${owner.name} has no get_col_spec() that can be read`);
  if (call.positional.length + call.keywords.size > 0)
    throw new NotKnown(`${owner.name} is called with arguments`);
  const text = textOf(machine.callWith(method, { ...call, ...columnSpecification(self, method) }));
  if (text === undefined) throw new NotKnown(`what get_col_spec() of ${owner.name} gives is not known`);
  return {
    kind: 'unknownType',
    name: owner.name,
    reason: `how values of ${owner.name} are printed is decided by code of the file`,
    columnText: text,
    span: call.span,
  };
}
