// Making SQLAlchemy types from calls, and what can be done with a type: with_variant, create, drop.
import type { Span } from '../../text/span';
import { known, optionalText, text } from '../interpreter/arguments';
import { enumMembers } from '../interpreter/classes';
import { toLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import type { Literal } from '../literal';
import type { KnownType, SqlType, TypeArgument } from '../sqlType';
import {
  isObject,
  native,
  textOf,
  type CallArguments,
  type ClassValue,
  type TypeClassValue,
  type Value,
} from '../values';
import { typeOf } from './coerce';
import { typeSignature } from './typeTable';

const WITHOUT_ARGUMENTS = /^(?:Big|Small)?Integer$|^(?:BIG|SMALL)?INT(?:EGER)?$|^Date$|^DATE$/;

/** Parameters that never show in SQL; an unknown value there does not matter. */
const SILENT = new Set([
  'as_uuid',
  'asdecimal',
  'decimal_return_scale',
  'none_as_null',
  'as_tuple',
  'zero_indexes',
  'protocol',
  'pickler',
  'comparator',
  '_create_events',
  '_adapted_from',
  'astext_type',
  'text_type',
  'info',
  'storage_format',
  'regexp',
]);

/** `Class(...)` for a class that SQLAlchemy ships. */
export function constructType(machine: Machine, callee: TypeClassValue, call: CallArguments): Value {
  const { module, name } = callee;
  const positional: readonly Value[] = [null, ...call.positional];
  const bound = bindArguments(typeSignature(module, name), { ...call, positional });
  try {
    if (name === 'Enum' || name === 'ENUM')
      return typeValue(callee, enumArguments(machine, bound.rest, call), call.span);
    const result: Record<string, TypeArgument> = {};
    for (const [parameter, value] of [...bound.named, ...bound.extra]) {
      if (parameter === 'storage_format') checkStorageFormat(value);
      if (parameter === 'self' || SILENT.has(parameter)) continue;
      result[parameter] = typeArgument(value, call.span);
    }
    if (name === 'SET') result['values'] = { type: 'list', items: bound.rest.map(toLiteral) };
    // Integer() and its like take and ignore whatever is given, except that object() refuses it.
    const isBare = module === 'sqlalchemy' && WITHOUT_ARGUMENTS.test(name);
    if ((bound.rest.length > 0 && name !== 'SET') || (isBare && bound.extra.size > 0)) {
      throw new PythonError('TypeError', `${name}() takes no arguments`);
    }
    return typeValue(callee, result, call.span);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    return {
      kind: 'type',
      type: { kind: 'unknownType', name: `${module}.${name}`, reason: error.message, span: call.span },
    };
  }
}

/** SQLite's dates are columns of another type when they are stored as digits alone. */
function checkStorageFormat(value: Value): void {
  const format = value === null ? '-' : textOf(known(value));
  if (format === undefined || /^\d*$/.test(format.replaceAll(/%\(\w+\)\d*d/g, '')))
    throw new NotKnown('the type of a date that is stored as a number is not supported');
}

function typeValue(
  callee: TypeClassValue,
  result: Readonly<Record<string, TypeArgument>>,
  span: Span,
): Value {
  const type: KnownType = {
    kind: 'type',
    module: callee.module,
    name: callee.name,
    arguments: result,
    variants: {},
    span,
  };
  return { kind: 'type', type };
}

function typeArgument(value: Value, span: Span): TypeArgument {
  const type =
    isObject(value) && (value.kind === 'type' || value.kind === 'typeClass')
      ? typeOf(value, span)
      : undefined;
  return type ?? toLiteral(known(value));
}

function enumArguments(
  machine: Machine,
  positional: readonly Value[],
  call: CallArguments,
): Record<string, TypeArgument> {
  const result: Record<string, TypeArgument> = {};
  const keyword = (name: string): Value => call.keywords.get(name) ?? null;
  let name = optionalText(keyword('name'), 'the name of the enum');
  const first = positional[0];
  const single = positional.length === 1 && first !== undefined && isObject(first) ? first : undefined;
  if (single?.kind === 'opaque') throw new NotKnown(single.reason);
  if (single?.kind === 'class') {
    name ??= single.name.toLowerCase();
    result['labels'] = {
      type: 'list',
      items: labelsOfClass(machine, single, keyword('values_callable'), call.span),
    };
    // Values that are bound are looked up in the class; only its name is kept here.
    result['enumClass'] = single.name;
  } else {
    const labels = positional.map((label) => text(label, 'an enum label'));
    result['labels'] = { type: 'list', items: labels };
  }
  if (name !== undefined) result['name'] = name;
  for (const parameter of [
    'create_type',
    'native_enum',
    'create_constraint',
    'inherit_schema',
    'length',
    'schema',
  ]) {
    const value = call.keywords.get(parameter);
    if (value !== undefined) result[parameter] = toLiteral(known(value));
  }
  const metadata = call.keywords.get('metadata');
  if (metadata !== undefined && metadata !== null) result['metadata'] = true;
  // Enum ignores keywords that it does not know.
  if (call.keywords.has('quote')) throw new NotKnown('the parameter quote of Enum is not supported');
  return result;
}

function labelsOfClass(machine: Machine, value: ClassValue, valuesCallable: Value, span: Span): Literal[] {
  if (value.enumKind === undefined || value.unknown !== undefined) {
    throw new NotKnown(value.unknown ?? `${value.name} is no enum class`);
  }
  if (valuesCallable !== null) {
    const labels = machine.iterate(known(machine.call(valuesCallable, [value], span)), span);
    return labels.map((label) => text(label, 'an enum label'));
  }
  return enumMembers(value).map((member) =>
    isObject(member) && member.kind === 'enumMember' ? member.name : '',
  );
}

const VARIANT = parseSignature('with_variant(type_, *dialect_names)');
const CREATE = parseSignature('create(bind, checkfirst=False)');
const CREATE_NATIVE = parseSignature('create(bind=None, checkfirst=True)');

/** Attributes of a type object; undefined for one that is not known here. */
export function typeAttribute(type: SqlType, name: string): Value | undefined {
  switch (name) {
    case 'with_variant':
      return native('with_variant', (_, call) => withVariant(type, call));
    case 'create':
    case 'drop':
      return {
        kind: 'native',
        name,
        hasEffect: true,
        call: (machine, call) => createOrDrop(machine, type, name, call),
      };
    case 'name':
    case 'schema':
    case 'length': {
      if (type.kind !== 'type') return undefined;
      const value = type.arguments[name];
      if (value === undefined) return null;
      return typeof value === 'string' || typeof value === 'bigint' ? value : undefined;
    }
    case 'enums': {
      const labels = type.kind === 'type' ? type.arguments['labels'] : undefined;
      if (typeof labels !== 'object' || labels === null || !('items' in labels)) return undefined;
      return { kind: 'list', items: labels.items.filter((item) => typeof item === 'string') };
    }
    default:
      return undefined;
  }
}

function withVariant(type: SqlType, call: CallArguments): Value {
  const bound = bindArguments(VARIANT, call);
  const variant = typeOf(bound.get('type_'), call.span);
  if (variant === undefined) throw new NotKnown('the variant is not a SQLAlchemy type');
  if (type.kind === 'unknownType') return { kind: 'type', type };
  const variants: Record<string, SqlType> = { ...type.variants };
  for (const value of bound.rest) {
    const dialect = textOf(known(value));
    if (dialect === undefined) throw new NotKnown('the dialect name of the variant is not known');
    variants[dialect] = variant;
  }
  return { kind: 'type', type: { ...type, variants, span: call.span } };
}

function createOrDrop(machine: Machine, type: SqlType, name: 'create' | 'drop', call: CallArguments): Value {
  if (type.kind === 'unknownType') throw new NotKnown(type.reason);
  const isNative = type.module === 'postgresql';
  const bound = bindArguments(isNative ? CREATE_NATIVE : CREATE, call);
  if (type.name !== 'Enum' && type.name !== 'ENUM' && type.name !== 'DOMAIN') {
    throw new PythonError('AttributeError', `'${type.name}' object has no attribute '${name}'`);
  }
  const bind = known(bound.get('bind'));
  if (!isObject(bind) || bind.kind !== 'bind')
    throw new NotKnown('the bind of the call is not op.get_bind()');
  const checkFirst = bound.named.get('checkfirst');
  const kind = name === 'create' ? 'createType' : 'dropType';
  machine.emit({
    kind: 'operation',
    operation: {
      kind,
      type,
      checkFirst: checkFirst === undefined ? undefined : checkFirstOf(checkFirst),
      span: call.span,
    },
    span: call.span,
  });
  return null;
}

/** `checkfirst=` as a truth value; throws NotKnown for one that is not known. */
export function checkFirstOf(value: Value): boolean {
  const v = known(value);
  if (v === null || typeof v === 'boolean') return v === true;
  if (typeof v === 'bigint') return v !== 0n;
  throw new NotKnown('the value of checkfirst is not known');
}
