// Subscripts: reading and writing items and slices of sequences, dicts, enums and `table.c`.
import type { Span } from '../../text/span';
import { characters } from './characters';
import { columnOf, itemOfElement } from '../sqlalchemy/columns';
import { isObject, opaque, textOf, type SliceValue, type Value, unknownReason } from '../values';
import { orOpaque } from './formatting';
import { hashKey } from './literals';
import type { Machine } from './machine';
import { typeName } from './typeNames';
import { toRepr } from './representation';
import { NotKnown, PythonError } from './signals';

/** `object[index]`. */
export function getItem(machine: Machine, object: Value, index: Value, span: Span): Value {
  const reason = unknownReason(object) ?? unknownReason(index);
  if (reason !== undefined) return opaque(reason);
  const text = textOf(object);
  if (text !== undefined) return sequenceItem(characters(text), 'string', index, (items) => items.join(''));
  if (!isObject(object))
    throw new PythonError('TypeError', `'${typeName(object)}' object is not subscriptable`);
  switch (object.kind) {
    case 'list':
    case 'tuple': {
      const kind = object.kind;
      return sequenceItem(object.items, kind, index, (items) => ({ kind, items }));
    }
    case 'iterator':
      if (object.typeName === 'range')
        return sequenceItem(object.items, 'range', index, (items) => ({ kind: 'list', items }));
      throw new PythonError('TypeError', `'${object.typeName}' object is not subscriptable`);
    case 'dict':
      return orOpaque(() => {
        const entry = object.entries.get(hashKey(index));
        if (entry === undefined && object.partial !== undefined) throw new NotKnown(object.partial);
        if (entry === undefined) throw new PythonError('KeyError', toRepr(index));
        return entry[1];
      });
    case 'class': {
      const member = object.members.get(textOf(index) ?? '');
      if (object.enumKind !== undefined && member !== undefined) return member;
      return opaque(`an item of ${object.name} is not known`);
    }
    case 'columns':
      return columnOf(object.table, textOf(index), span);
    case 'expression':
    case 'column':
      return itemOfElement(machine, object, index, span);
    default:
      return opaque(`an item of a ${object.kind} is not known`);
  }
}

function sequenceItem<T extends Value>(
  items: readonly T[],
  kind: string,
  index: Value,
  make: (items: T[]) => Value,
): Value {
  if (isObject(index) && index.kind === 'slice') return make(sliceOf(items, index));
  const number = typeof index === 'boolean' ? BigInt(index) : index;
  if (typeof number !== 'bigint') {
    throw new PythonError('TypeError', `${kind} indices must be integers or slices, not ${typeName(index)}`);
  }
  const item = items[Number(number) < 0 ? items.length + Number(number) : Number(number)];
  if (item === undefined) throw new PythonError('IndexError', `${kind} index out of range`);
  return item;
}

function sliceOf<T>(items: readonly T[], slice: SliceValue): T[] {
  const number = (value: Value): number | undefined => {
    if (value === null) return undefined;
    if (typeof value === 'bigint') return Number(value);
    throw new NotKnown('the slice is not known');
  };
  const step = number(slice.step) ?? 1;
  if (step === 0) throw new PythonError('ValueError', 'slice step cannot be zero');
  const count = items.length;
  const clamp = (value: number | undefined, fallback: number): number => {
    if (value === undefined) return fallback;
    const absolute = value < 0 ? count + value : value;
    return step > 0 ? Math.min(Math.max(absolute, 0), count) : Math.min(Math.max(absolute, -1), count - 1);
  };
  const lower = clamp(number(slice.lower), step > 0 ? 0 : count - 1);
  const upper = clamp(number(slice.upper), step > 0 ? count : -1);
  const result: T[] = [];
  for (let i = lower; step > 0 ? i < upper : i > upper; i += step) {
    const item = items[i];
    if (item !== undefined) result.push(item);
  }
  return result;
}

/** `object[index] = value`; an unknown index makes the whole container unknown. */
export function setItem(object: Value, index: Value, value: Value): void {
  if (!isObject(object)) return;
  const reason = unknownReason(index);
  if (object.kind === 'dict') {
    if (reason === undefined) object.entries.set(hashKey(index), [index, value]);
    else object.unknown = reason;
  } else if (object.kind === 'list') {
    const position = typeof index === 'bigint' ? Number(index) : undefined;
    if (position === undefined || reason !== undefined) {
      object.unknown = reason ?? 'a slice of the list is assigned';
      return;
    }
    const at = position < 0 ? object.items.length + position : position;
    if (at < 0 || at >= object.items.length)
      throw new PythonError('IndexError', 'list assignment index out of range');
    object.items = object.items.with(at, value);
  } else if ('unknown' in object || object.kind === 'instance') {
    (object as { unknown?: string }).unknown = 'an item of it is assigned';
  }
}

/** `del object[index]`. */
export function deleteItem(object: Value, index: Value): void {
  if (!isObject(object)) return;
  const reason = unknownReason(index);
  if (object.kind === 'dict') {
    if (reason !== undefined) object.unknown = reason;
    else if (!object.entries.delete(hashKey(index))) throw new PythonError('KeyError', toRepr(index));
  } else if (object.kind === 'list') {
    const position = typeof index === 'bigint' ? Number(index) : undefined;
    if (position === undefined) object.unknown = reason ?? 'a slice of the list is deleted';
    else object.items = object.items.toSpliced(position, 1);
  }
}
