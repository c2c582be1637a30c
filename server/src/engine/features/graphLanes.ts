// Which lanes of the drawn history are free where, and whose claim is older.
import type { GraphRevision } from '../revisions/graph';

/**
 * Negative when `a` was created before `b`: by the date in its docstring as far as it has one (ISO dates sort as text),
 * else by load order. A file without a date counts as older than one with.
 */
export function createdBefore(a: GraphRevision, b: GraphRevision): number {
  const [first, second] = [a.header.createDate ?? '', b.header.createDate ?? ''];
  if (first !== second) return first < second ? -1 : 1;
  return a.index - b.index;
}

interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/** Hands out the leftmost lane that is free between two rows. */
export class LaneBook {
  /** Per lane what is taken, from the top down. */
  readonly #lanes: Stretch[][] = [];

  get width(): number {
    return this.#lanes.length;
  }

  /** Takes rows `top` to `bottom`, both included, in one lane and says which. */
  take(top: number, bottom: number): number {
    for (const [lane, taken] of this.#lanes.entries()) {
      const at = placeOf(taken, top);
      const above = taken[at - 1];
      const below = taken[at];
      if ((above !== undefined && above.bottom >= top) || (below !== undefined && below.top <= bottom))
        continue;
      taken.splice(at, 0, { top, bottom });
      return lane;
    }
    this.#lanes.push([{ top, bottom }]);
    return this.#lanes.length - 1;
  }
}

/** Index of the first stretch that begins at `top` or below it. */
function placeOf(taken: readonly Stretch[], top: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.top ?? 0) < top) low = middle + 1;
    else high = middle;
  }
  return low;
}
