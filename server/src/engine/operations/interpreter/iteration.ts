// What `for x in value` visits.
import { SET_ORDER } from './someOrder';
import { isObject, textOf, type Value, unknownReason } from '../values';
import { characters } from './characters';
import type { Span } from '../../text/span';
import { enumMembers } from './classes';
import type { Machine } from './machine';
import { typeName } from './typeNames';
import { NotKnown, PythonError } from './signals';
import { columnValues } from '../sqlalchemy/columns';

/** The items of an iterable; an iterator is used up by it. Throws NotKnown when they are not known. */
export function iterationOf(machine: Machine, value: Value, span: Span): readonly Value[] {
  const reason = unknownReason(value);
  if (reason !== undefined) throw new NotKnown(reason);
  const text = textOf(value);
  if (text !== undefined) return characters(text);
  if (!isObject(value)) throw new PythonError('TypeError', `'${typeName(value)}' object is not iterable`);
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return value.items;
    case 'set':
      // A set of strings has another order in every run of Python.
      if (value.items.length > 1) throw new NotKnown(SET_ORDER);
      return value.items;
    case 'dict':
      return [...value.entries.values()].map(([key]) => key);
    case 'iterator': {
      const rest = value.items.slice(value.position);
      if (value.typeName !== 'range' && !value.typeName.startsWith('dict_'))
        value.position = value.items.length;
      return rest;
    }
    case 'class':
      if (value.enumKind !== undefined) return enumMembers(value);
      throw new NotKnown(`iterating over ${value.name} is not known`);
    case 'columns':
      return columnValues(value.table, span);
    case 'data':
      if (value.literal.type === 'bytes')
        return characters(value.literal.value).map((byte) => BigInt(byte.charCodeAt(0)));
      throw new PythonError('TypeError', `'${typeName(value)}' object is not iterable`);
    case 'instance': {
      const method = value.class.members.get('__iter__');
      if (method === undefined)
        throw new PythonError('TypeError', `'${value.class.name}' object is not iterable`);
      return machine.iterate(machine.call(method, [value], span), span);
    }
    default:
      throw new NotKnown(`iterating over a ${value.kind} is not known`);
  }
}
