// Attribute access on every kind of value; the objects of Alembic and SQLAlchemy answer in their own files.
import { batchAttribute, environmentAttribute } from '../directives/environment';
import { moduleMember } from '../library/modules';
import { noteUse } from '../sqlalchemy/attachment';
import { columnOf } from '../sqlalchemy/columns';
import { columnReference } from '../sqlalchemy/coerce';
import { expressionAttribute } from '../sqlalchemy/expressionMethods';
import { joinAttribute } from '../sqlalchemy/fromClauses';
import { inspectorAttribute, inspectorOf } from '../sqlalchemy/inspector';
import { isStatementMethod, statementAttribute } from '../sqlalchemy/selectMethods';
import { metadataAttribute, tableAttribute } from '../sqlalchemy/tables';
import { typeAttribute } from '../sqlalchemy/types';
import type { Span } from '../../text/span';
import {
  isObject,
  native,
  opaque,
  textOf,
  type ClassValue,
  type EnumMemberValue,
  type InstanceValue,
  type OpaqueValue,
  type Value,
  unknownReason,
} from '../values';
import { boundTo, classMember } from './classes';
import { collectionMethod } from './collectionMethods';
import { dataAttribute } from '../library/dataAttributes';
import { dateClassAttribute } from '../library/dates';
import type { Interpreter } from './interpreter';
import { submodule } from './projectModules';
import { isActingMethod } from './outside';
import { superAttribute } from './superObject';
import { typeName } from './typeNames';
import { NotKnown, PythonError } from './signals';
import { stringMethod } from './stringMethods';

/** `object.name`; throws AttributeError where Python does and gives an opaque value for what is not known. */
export function attributeOf(run: Interpreter, object: Value, name: string, span: Span): Value {
  const text = textOf(object);
  if (text !== undefined && !(isObject(object) && object.kind === 'enumMember')) {
    return stringMethod(text, name) ?? noAttribute(object, name);
  }
  if (!isObject(object)) return scalarAttribute(object, name);
  switch (object.kind) {
    case 'opaque':
      return opaqueAttribute(object, name);
    case 'module':
      return moduleMember(object.name, name);
    case 'sourceModule':
      return orElse(object.scope.lookup(name) ?? submodule(run, `${object.name}.${name}`), () =>
        opaque(`${object.name} has no ${name} that can be read`),
      );
    case 'list':
    case 'tuple':
    case 'set':
    case 'dict':
      return collectionMethod(object, name) ?? noAttribute(object, name);
    case 'data':
      return dataAttribute(object.literal, name) ?? unsupported(name, `a ${object.literal.type}`);
    case 'enumMember':
      return orElse(enumMemberAttribute(object, name), () =>
        text === undefined
          ? noAttribute(object, name)
          : (stringMethod(text, name) ?? noAttribute(object, name)),
      );
    case 'class':
      return classAttribute(object, name);
    case 'instance':
      return instanceAttribute(object, object.class, object.attributes.get(name), name);
    case 'super':
      return superAttribute(object, name);
    case 'exception':
      return name === 'args' ? { kind: 'tuple', items: object.arguments } : unsupported(name, 'an exception');
    case 'functionName':
      // A trailing underscore keeps Python's own words apart: func.if_().
      return { kind: 'functionName', names: [...object.names, name.replace(/(?<=.)_$/, '')] };
    case 'type':
      return orElse(typeAttribute(object.type, name), () => unsupported(name, 'a type'));
    case 'typeClass':
      return (
        typeAttribute(
          { kind: 'type', module: object.module, name: object.name, arguments: {}, variants: {}, span },
          name,
        ) ?? unsupported(name, 'a type class')
      );
    case 'column': {
      const reference = columnReference(object, span);
      const value = expressionAttribute(reference, name);
      if (isObject(value) && value.kind === 'native') noteUse(object, reference);
      return value;
    }
    case 'columns':
      return columnsAttribute(object.table, name, span);
    case 'expression':
      return expressionAttribute(object.expression, name);
    case 'statement':
      return statementAttribute(object.statement, name);
    case 'table':
      if (object.unknown !== undefined) return opaque(object.unknown);
      return tableAttribute(object, name);
    case 'join':
      return joinAttribute(object, name);
    case 'inspector':
      return inspectorAttribute(name);
    case 'bind':
    case 'migrationContext':
    case 'dialect':
    case 'alembicContext':
      return environmentAttribute(run, object.kind, name);
    case 'batch':
      return batchAttribute(object, name);
    case 'native':
    case 'function':
      if (name === '__name__') return object.name;
      if (object.kind === 'native') return nativeAttribute(object.name, name);
      return unsupported(name, object.name);
    case 'metadata':
      return metadataAttribute(run, object, name);
    default:
      return opaque(unknownReason(object) ?? `.${name} of a ${object.kind} is not supported`);
  }
}

/** As attributeOf, undefined where it raises; used when code is looked at without running it. */
export function attributeOrUndefined(
  run: Interpreter,
  object: Value,
  name: string,
  span: Span,
): Value | undefined {
  try {
    return attributeOf(run, object, name, span);
  } catch (error) {
    if (error instanceof PythonError || error instanceof NotKnown) return undefined;
    throw error;
  }
}

/** Attributes of known classes that are called as functions here: `datetime.now`, `dict.fromkeys`. */
function nativeAttribute(owner: string, name: string): Value {
  if (owner === 'Inspector' && name === 'from_engine') return native('from_engine', inspectorOf);
  return (
    dateClassAttribute(owner, name) ??
    opaque(
      `.${name} of ${owner} is not supported`,
      `${owner}.${name}`,
      // What hides behind a method of a statement may change the statement.
      isStatementMethod(owner) ? 'plain' : 'harmless',
    )
  );
}

/** What only computes and is not implemented here: unknown, but calling it reaches no database. */
function unsupported(name: string, owner: string): Value {
  return opaque(`.${name} of ${owner} is not supported`, undefined, 'harmless');
}

function noAttribute(object: Value, name: string): Value {
  if (name.startsWith('__')) return unsupported(name, `a ${typeName(object)}`);
  throw new PythonError('AttributeError', `'${typeName(object)}' object has no attribute '${name}'`);
}

function scalarAttribute(object: null | boolean | bigint | number | string, name: string): Value {
  if (object === null) return noAttribute(object, name);
  return unsupported(name, `a ${typeName(object)}`);
}

/** What is not known stays unknown with a longer path. */
function opaqueAttribute(object: OpaqueValue, name: string): Value {
  if (object.path === undefined)
    return opaque(object.reason, isActingMethod(name) ? `.${name}` : undefined, object.nature);
  const path = `${object.path}.${name}`;
  return opaque(object.reason.replace(object.path, path), path, object.nature);
}

function columnsAttribute(table: Parameters<typeof columnOf>[0], name: string, span: Span): Value {
  if (table.columns.some((column) => column.key === name)) return columnOf(table, name, span, false);
  if (['keys', 'values', 'items', 'get', 'contains_column'].includes(name))
    return unsupported(name, 'the columns of a table');
  return columnOf(table, name, span, false);
}

function enumMemberAttribute(self: EnumMemberValue, name: string): Value | undefined {
  if (name === 'name' || name === '_name_') return self.name;
  if (name === 'value' || name === '_value_') return self.value;
  const member = classMember(self.class, name);
  return member === undefined ? undefined : boundTo(self, member);
}

/** The value, or another one when it is absent; None counts as present. */
function orElse(value: Value | undefined, otherwise: () => Value): Value {
  return value === undefined ? otherwise() : value;
}

function classAttribute(value: ClassValue, name: string): Value {
  const member = classMember(value, name);
  if (member !== undefined) return boundTo(value, member);
  if (name === '__name__') return value.name;
  if (name === '__members__' && value.enumKind !== undefined) {
    return {
      kind: 'dict',
      entries: new Map([...value.members].map(([key, member]) => [`s${key}`, [key, member] as const])),
    };
  }
  if (value.unknown !== undefined || value.bases.some((base) => !isObject(base) || base.kind !== 'class')) {
    return opaque(value.unknown ?? `${name} of ${value.name} is not known`, `${value.name}.${name}`);
  }
  throw new PythonError('AttributeError', `type object '${value.name}' has no attribute '${name}'`);
}

function instanceAttribute(
  self: InstanceValue,
  owner: ClassValue,
  own: Value | undefined,
  name: string,
): Value {
  if (unknownReason(self) !== undefined) return opaque(unknownReason(self) ?? '');
  if (own !== undefined) return own;
  const member = classMember(owner, name);
  return member === undefined ? noAttribute(self, name) : boundTo(self, member);
}
