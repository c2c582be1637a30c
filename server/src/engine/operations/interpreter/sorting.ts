// sorted() and list.sort().
import type { CallArguments, Value } from '../values';
import { known } from './arguments';
import type { Machine } from './machine';
import { ordering, truth } from './operators';
import { SET_ORDER } from './someOrder';
import { NotKnown } from './signals';

/** The items in Python's order, honouring `key` and `reverse`; the sort is stable. */
export function sorted(
  machine: Machine,
  items: readonly Value[],
  call: CallArguments,
  isUnordered = false,
): Value[] {
  const key = call.keywords.get('key') ?? null;
  const isReversed = truth(call.keywords.get('reverse') ?? false) === true;
  const decorated = items.map((item, index) => ({
    item,
    index,
    key: known(key === null ? item : machine.call(key, [item], call.span)),
  }));
  machine.spend(items.length * 4);
  decorated.sort((a, b) => {
    const order = ordering(a.key, b.key);
    if (order === undefined) throw new NotKnown('the order of the values is not known');
    // Items that sort alike stay in the order they came in.
    if (order === 0 && isUnordered) throw new NotKnown(SET_ORDER);
    if (order === 0) return a.index - b.index;
    return isReversed ? -order : order;
  });
  return decorated.map((entry) => entry.item);
}
