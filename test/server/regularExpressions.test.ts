// No regular expression of server and extension explodes: on hostile text four times as long the processor works less than the
// sixty-four times of a cube, let alone of a power of two.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attacks, cost, expressionsUnder, type WrittenExpression } from '../support/regularExpressions';

const ROOT = join(import.meta.dirname, '../..');
const SHORT = 250;
/** Below this nothing can be told from noise. */
const MEASURABLE_MS = 40;

/** Attacks under which the work grows too fast, with the expression's place. */
function hostileTo(expression: WrittenExpression): readonly string[] {
  const { place } = expression;
  for (const attack of attacks(expression)) {
    // What doubles with every character, or goes with a higher power, would not come back from a longer text.
    const isSlowEarly = [26, SHORT].some((length) => cost(expression, attack(length)) > MEASURABLE_MS);
    if (isSlowEarly) return [`${place} ${JSON.stringify(attack(12))}`];
    const long = cost(expression, attack(SHORT * 4));
    if (long < MEASURABLE_MS) continue;
    const short = Math.max(cost(expression, attack(SHORT)), 0.5);
    // Quadratic work grows 16-fold.
    if (long / short > 40) return [`${place} ${JSON.stringify(attack(12))} ${String(long)} ms`];
  }
  return [];
}

it.each(['server/src', 'extension/src'])(
  'expressions of %s do not explode',
  (folder) => {
    const found = expressionsUnder(ROOT, folder);
    expect(found.length).toBeGreaterThan(20);
    expect(found.flatMap(hostileTo)).toEqual([]);
  },
  240_000,
);

it('notices one that does', () => {
  expect(hostileTo({ place: 'here', pattern: /^(?:a+)+$/ })).toHaveLength(1);
  expect(hostileTo({ place: 'here', pattern: /^a*a*a*a*$/ })).toHaveLength(1);
}, 60_000);
