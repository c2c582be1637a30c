// A map that never changes and of which each next one shares nearly everything: a history makes tens of thousands of
// schemas, and copying a whole Map for each of them grows with the square of the history.

/** What became of one key since the base was made. `isLate` entries come after those of the base, in their own order. */
type Change<V> = { readonly value: V; readonly isLate: boolean } | 'gone';

/** Keys in the order in which they were first added, as in a Map; one that was taken out and added again is the last. */
export class SharedMap<V> implements Iterable<readonly [string, V]> {
  readonly #base: ReadonlyMap<string, V>;
  readonly #changes: ReadonlyMap<string, Change<V>>;

  private constructor(base: ReadonlyMap<string, V>, changes: ReadonlyMap<string, Change<V>>) {
    this.#base = base;
    this.#changes = changes;
  }

  static of<V>(entries: Iterable<readonly [string, V]> = []): SharedMap<V> {
    return new SharedMap<V>(new Map(entries), new Map());
  }

  get(key: string): V | undefined {
    const change = this.#changes.get(key);
    if (change === undefined) return this.#base.get(key);
    return change === 'gone' ? undefined : change.value;
  }

  has(key: string): boolean {
    const change = this.#changes.get(key);
    return change === undefined ? this.#base.has(key) : change !== 'gone';
  }

  /** The map with this value under the key, at the place that the key has or else at the end. */
  with(key: string, value: V): SharedMap<V> {
    const before = this.#changes.get(key);
    const changes = new Map(this.#changes);
    if (before === 'gone') changes.delete(key);
    const isLate = before === undefined ? !this.#base.has(key) : before === 'gone' || before.isLate;
    return this.#after(changes.set(key, { value, isLate }));
  }

  without(key: string): SharedMap<V> {
    if (!this.has(key)) return this;
    const changes = new Map(this.#changes);
    if (this.#base.has(key)) changes.set(key, 'gone');
    else changes.delete(key);
    return this.#after(changes);
  }

  /** All values replaced; keys and their order stay. */
  mapped(change: (value: V) => V): SharedMap<V> {
    return SharedMap.of(Array.from(this, ([key, value]) => [key, change(value)] as const));
  }

  *[Symbol.iterator](): Generator<readonly [string, V], void> {
    for (const [key, value] of this.#base) {
      const change = this.#changes.get(key);
      if (change === undefined) yield [key, value];
      else if (change !== 'gone' && !change.isLate) yield [key, change.value];
    }
    for (const [key, change] of this.#changes)
      if (change !== 'gone' && change.isLate) yield [key, change.value];
  }

  *keys(): Generator<string, void> {
    for (const [key] of this) yield key;
  }

  *values(): Generator<V, void> {
    for (const [, value] of this) yield value;
  }

  /** An update copies the changes, now and then the base: least of both together when there are √2n changes. */
  #after(changes: ReadonlyMap<string, Change<V>>): SharedMap<V> {
    const next = new SharedMap(this.#base, changes);
    const limit = Math.max(16, Math.sqrt(2 * this.#base.size));
    return changes.size <= limit ? next : SharedMap.of(next);
  }
}
