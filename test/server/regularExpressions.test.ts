// No regular expression of server and extension explodes: on hostile text four times as long the processor works less than the
// sixty-four times of a cube, let alone of a power of two.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attacks, cost, expressionsUnder } from '../support/regularExpressions';

const ROOT = join(import.meta.dirname, '../..');
const SHORT = 1000;
/** Below this nothing can be told from noise. */
const MEASURABLE_MS = 40;

it.each(['server/src', 'extension/src'])(
  'expressions of %s do not explode',
  (folder) => {
    const found = expressionsUnder(ROOT, folder);
    expect(found.length).toBeGreaterThan(20);
    const hostile: string[] = [];
    for (const expression of found) {
      for (const attack of attacks(expression)) {
        const long = cost(expression, attack(SHORT * 4));
        if (long < MEASURABLE_MS) continue;
        const short = Math.max(cost(expression, attack(SHORT)), 0.5);
        // Quadratic work grows 64-fold; from the cube on it is a weapon.
        if (long / short > 200)
          hostile.push(`${expression.place} ${JSON.stringify(attack(12))} ${String(long)} ms`);
      }
    }
    expect(hostile).toEqual([]);
  },
  120_000,
);
