import { expect, it } from 'vitest';
import { SharedMap } from '../../../server/src/engine/schema/sharedMap';

/** Numbers that look random and are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

it('says what a Map would say, in the same order, after any updates', () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const random = numbers(seed);
    const keys = 4 * seed;
    const map = new Map<string, number>();
    let shared = SharedMap.of<number>();
    for (let step = 0; step < 300; step += 1) {
      const key = `k${Math.floor(random.next().value * keys)}`;
      if (random.next().value < 0.35) {
        map.delete(key);
        shared = shared.without(key);
      } else {
        map.set(key, step);
        shared = shared.with(key, step);
      }
      expect([...shared]).toEqual([...map]);
      expect([shared.has(key), shared.get(key)]).toEqual([map.has(key), map.get(key)]);
    }
  }
});

it('stays what it was when another is made from it', () => {
  const first = SharedMap.of([
    ['a', 1],
    ['b', 2],
  ]);
  let next = first.without('a').with('c', 3).with('a', 4);
  expect([...next]).toEqual([
    ['b', 2],
    ['c', 3],
    ['a', 4],
  ]);
  for (let extra = 0; extra < 100; extra += 1) next = next.with(`x${extra}`, extra).without('b');
  expect([...first]).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  expect([...first.mapped((value) => value * 10).values()]).toEqual([10, 20]);
  expect([...first.keys()]).toEqual(['a', 'b']);
});
