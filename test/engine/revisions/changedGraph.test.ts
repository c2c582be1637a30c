// A graph that was changed is the graph that would have been built: on many small histories and all their edits.
import { describe, expect, it } from 'vitest';
import { changedGraph } from '../../../server/src/engine/revisions/changedGraph';
import { buildGraph } from '../../../server/src/engine/revisions/graph';
import { readHeader } from '../../../server/src/engine/revisions/header';
import type { RevisionHeader } from '../../../server/src/engine/revisions/revision';

function header(id: string, parents: readonly string[], more = ''): RevisionHeader {
  const down = parents.map((parent) => `"${parent}",`).join('');
  const text = `"""m"""\nrevision = "${id}"\ndown_revision = ${down === '' ? 'None' : `(${down})`}\n${more}`;
  return readHeader(`/v/${id}.py`, text);
}

/** Histories of four revisions in a load order that is not that of the parents. */
const IDS = ['c', 'a', 'd', 'b'];
const PARENTS: readonly (readonly string[])[] = [
  [],
  ['a'],
  ['b'],
  ['c'],
  ['d'],
  ['a', 'b'],
  ['b', 'a'],
  ['c', 'd'],
];

function* histories(): Generator<readonly RevisionHeader[]> {
  for (const first of PARENTS)
    for (const second of PARENTS)
      for (const third of [[], ['a'], ['c', 'd'], ['b']])
        yield [header('c', first), header('a', []), header('d', second), header('b', third)];
}

describe('a changed graph', () => {
  it('is the graph that is built, or is left to be built', () => {
    let changes = 0;
    for (const headers of histories()) {
      const graph = buildGraph(headers);
      for (const [index, id] of IDS.entries()) {
        for (const parents of PARENTS) {
          const before = headers[index]!;
          const after = header(id, parents);
          const changed = changedGraph(graph, after);
          if (changed === undefined) continue;
          changes++;
          const all = headers.map((one) => (one === before ? after : one));
          expect(changed).toEqual(buildGraph(all));
        }
      }
    }
    expect(changes).toBeGreaterThan(500);
  });

  it.each([
    ['another id', header('z', [])],
    ['a label', header('b', ['a'], 'branch_labels = "x"\n')],
    ['a dependency', header('b', ['a'], 'depends_on = "a"\n')],
    ['a parent that is not there', header('b', ['gone'])],
    ['a cycle', header('a', ['b'])],
  ])('is left to be built for %s', (_, after) => {
    const headers = [header('a', []), header('b', ['a'])];
    expect(changedGraph(buildGraph(headers), after)).toBeUndefined();
  });
});
