// Lists made of sets: their items are known and their order is not, until they are sorted.
import { isObject, type SequenceValue, type Value } from '../values';

export const SET_ORDER = 'the order of a set is not known';

/** What such a list held when it was made. */
const made = new WeakMap<object, readonly Value[]>();

/** `list(set)` or `tuple(set)`. */
export function inSomeOrder(kind: 'list' | 'tuple', items: readonly Value[]): SequenceValue {
  if (items.length < 2) return { kind, items };
  const value: SequenceValue = { kind, items, unknown: SET_ORDER };
  made.set(value, items);
  return value;
}

/** The items of a set, or of a list that is one still; for callers to whom the order is the same. */
export function unorderedItems(value: Value): readonly Value[] | undefined {
  if (!isObject(value)) return undefined;
  if (value.kind === 'set') return value.unknown === undefined ? value.items : undefined;
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined;
  return value.unknown === SET_ORDER && made.get(value) === value.items ? value.items : undefined;
}
