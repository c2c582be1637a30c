// The order of columns in a table that batch mode makes anew: a topological sort, as Alembic does it.
import { RaisedError } from './signals';

type Pair = readonly [before: string, after: string];

function sorted(pairs: readonly Pair[], items: readonly string[]): readonly string[] {
  const result: string[] = [];
  let rest = items;
  while (rest.length > 0) {
    const waiting = new Set(rest);
    const ready = rest.filter(
      (item) => !pairs.some(([before, after]) => after === item && waiting.has(before)),
    );
    if (ready.length === 0) throw new RaisedError('CircularDependencyError', 'Circular dependency detected.');
    result.push(...ready);
    rest = rest.filter((item) => !ready.includes(item));
  }
  return result;
}

/**
 * The keys of the new table's columns in order. `keys` are all columns, added ones last; `existing` those of the old
 * table that are left; `placements` where added columns go.
 */
export function orderColumns(
  keys: readonly string[],
  existing: readonly string[],
  placements: readonly Pair[],
  partialReordering: readonly (readonly string[])[],
): readonly string[] {
  if (partialReordering.length === 0 && placements.length === 0) return keys;
  const chain = (names: readonly string[]): Pair[] =>
    names.slice(1).map((name, index): Pair => [names[index] ?? name, name]);
  const pairs = partialReordering.length > 0 ? partialReordering.flatMap(chain) : chain(existing);
  return sorted(
    [...pairs, ...placements].filter(([before, after]) => before !== after),
    keys,
  );
}
