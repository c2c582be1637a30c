// The way back from a run: the moves lead exactly to the rows of before, on every recorded history.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findWayBack } from '../../../server/src/engine/features/wayBack';
import { buildGraph, type RevisionGraph } from '../../../server/src/engine/revisions/graph';
import { readHeader } from '../../../server/src/engine/revisions/header';
import { planDowngrade, planUpgrade } from '../../../server/src/engine/revisions/plan';
import { versionChanges } from '../../../server/src/engine/revisions/versionTable';
import { graphOf, type GoldenHistory } from '../revisions/goldenHistory';

/** A history from `id: its parents`, with optional labels. */
function history(parents: Readonly<Record<string, readonly string[]>>): RevisionGraph {
  return buildGraph(
    Object.entries(parents).map(([id, down]) =>
      readHeader(
        `versions/${id}.py`,
        `revision = '${id}'\ndown_revision = ${down.length === 0 ? 'None' : `(${down.map((one) => `'${one}',`).join(' ')})`}\n`,
      ),
    ),
  );
}

const diamond = history({ a: [], b: ['a'], c: ['a'], d: ['c'], m: ['b', 'd'], n: ['m'] });
const twoBases = history({ a: [], b: ['a'], x: [], y: ['x'] });

function moves(graph: RevisionGraph, now: string[], before: string[]): string[] | undefined {
  return findWayBack(graph, now, before)?.map(({ command, target }) => `${command} ${target}`);
}

test.each([
  ['nothing happened', diamond, ['b'], ['b'], []],
  ['one row', diamond, ['n'], ['a'], ['downgrade a']],
  ['everything', diamond, ['n'], [], ['downgrade base']],
  ['a merge point is left for both its parents at once', diamond, ['m'], ['b', 'd'], ['downgrade b']],
  ['a merge, and what came before it on one branch', diamond, ['m'], ['b', 'c'], ['downgrade c']],
  ['one side of a diamond', diamond, ['n'], ['b'], ['downgrade c@a']],
  ['a branch that was not there at all', twoBases, ['b', 'y'], ['a'], ['downgrade x@base', 'downgrade a']],
  ['only the other branch went on', twoBases, ['a', 'y'], ['a', 'x'], ['downgrade x']],
  ['forwards again', diamond, ['a'], ['b', 'd'], ['upgrade d', 'upgrade b']],
  ['both bases forwards', twoBases, [], ['b', 'x'], ['upgrade b', 'upgrade x']],
] as const)('%s', (_, graph, now, before, expected) => {
  expect(moves(graph, [...now], [...before])).toEqual(expected);
});

test('no way leads down and up, or to a revision that no file has', () => {
  expect(moves(diamond, ['b'], ['c'])).toBeUndefined();
  expect(moves(diamond, ['n'], ['gone'])).toBeUndefined();
});

const FOLDER = new URL('../../golden/graph/', import.meta.url);

test('on every recorded history what an upgrade did is taken back exactly', () => {
  let upgrades = 0;
  let found = 0;
  for (const name of readdirSync(FOLDER)) {
    const golden = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as GoldenHistory;
    const graph = graphOf(golden);
    for (const [current, target] of golden.alembic.upgrade ?? []) {
      const after = replay(graph, 'upgrade', current, target);
      if (after === undefined || after.length === 0) continue;
      upgrades++;
      const way = findWayBack(graph, after, current);
      if (way === undefined) continue;
      found++;
      let rows = after;
      for (const { command, target: goal } of way) rows = replay(graph, command, rows, goal) ?? ['refused'];
      expect([...rows].sort(), `${name}: ${target} from ${current.join(', ')}`).toEqual([...current].sort());
    }
  }
  expect(upgrades).toBeGreaterThan(400);
  // Of one it is not found: a row that another one contains comes back with no target alone.
  expect(upgrades - found).toBe(1);
});

function replay(
  graph: RevisionGraph,
  command: 'upgrade' | 'downgrade',
  rows: readonly string[],
  target: string,
): readonly string[] | undefined {
  const planned = (command === 'upgrade' ? planUpgrade : planDowngrade)(graph, rows, target);
  if (planned.refusal !== undefined) return undefined;
  let held: readonly string[] = rows;
  for (const step of planned.value) {
    const changed = versionChanges(graph, step, held);
    if (changed.refusal !== undefined) return undefined;
    held = changed.value.heads;
  }
  return held;
}
