// What a damaged history gives: Alembic's words and exception, the place, and a graph that still stands.
import { describe, expect, test } from 'vitest';
import { buildGraph, type RevisionGraph } from '../../../server/src/engine/revisions/graph';
import { readHeader } from '../../../server/src/engine/revisions/header';
import { planUpgrade } from '../../../server/src/engine/revisions/plan';
import { displayOrder, iterateRevisions, topologicalOrder } from '../../../server/src/engine/revisions/walk';

interface Spec {
  readonly down?: string[];
  readonly depends?: string[];
  readonly labels?: string[];
}

/** One file for each entry, in order; an id may stand twice. */
function graphOf(entries: readonly (readonly [id: string, spec?: Spec])[]): RevisionGraph {
  const list = (ids: readonly string[] | undefined): string => JSON.stringify(ids ?? []);
  return buildGraph(
    entries.map(([id, { down, depends, labels } = {}], index) =>
      readHeader(
        `/v/${index}_${id}.py`,
        `"""message ${index}"""\nrevision = ${JSON.stringify(id)}\ndown_revision = ${list(down)}\n` +
          `depends_on = ${list(depends)}\nbranch_labels = ${list(labels)}\n`,
      ),
    ),
  );
}

function problems(graph: RevisionGraph): string[] {
  return graph.problems.map(
    (one) => `${one.kind} in ${one.path}: ${one.message} -> ${one.raises ?? 'warning'}`,
  );
}

describe('problems', () => {
  test('a missing parent', () => {
    const graph = graphOf([['a'], ['b', { down: ['gone'] }], ['c', { down: ['b'] }]]);
    expect(problems(graph)).toEqual([
      "missing-parent in /v/1_b.py: Revision gone referenced from gone -> b (head), message 1 is not present -> KeyError: 'gone'",
    ]);
    expect(displayOrder(graph).map((one) => one.revision)).toEqual(['a', 'c', 'b']);
    expect(graph.heads).toEqual(['a', 'c']);
  });

  test('a branch label as a parent', () => {
    const graph = graphOf([
      ['a', { labels: ['shop'] }],
      ['b', { down: ['shop'] }],
    ]);
    expect(graph.problems.map((one) => [one.kind, one.raises])).toEqual([
      ['missing-parent', "KeyError: 'shop'"],
    ]);
  });

  test('an unknown dependency', () => {
    const graph = graphOf([['abcdef'], ['b', { depends: ['abcd'] }]]);
    expect(graph.problems.map((one) => [one.kind, one.raises])).toEqual([
      ['missing-dependency', "KeyError: 'abcd'"],
    ]);
  });

  test('an id twice: the later file counts, Alembic goes on', () => {
    const graph = graphOf([['a'], ['b', { down: ['a'] }], ['b', { down: ['a'] }]]);
    expect(problems(graph)).toEqual([
      'duplicate-revision in /v/2_b.py: Revision b is present more than once -> warning',
    ]);
    expect(graph.failure).toBeUndefined();
    expect(graph.byKey.get('b')?.path).toBe('/v/2_b.py');
    expect(graph.headers).toHaveLength(3);
  });

  test('a self-loop', () => {
    const graph = graphOf([
      ['a', { down: ['a'] }],
      ['b', { down: ['a'] }],
    ]);
    expect(problems(graph)).toEqual([
      'self-loop in /v/0_a.py: Self-loop is detected in revisions (a) -> LoopDetected: Self-loop is detected in revisions (a)',
    ]);
    expect(displayOrder(graph).map((one) => one.revision)).toEqual(['b', 'a']);
  });

  test('a dependency self-loop', () => {
    const graph = graphOf([['a', { depends: ['a'] }]]);
    expect(graph.failure?.raises).toBe(
      'DependencyLoopDetected: Dependency self-loop is detected in revisions (a)',
    );
  });

  test('a cycle', () => {
    const graph = graphOf([
      ['z'],
      ['b', { down: ['c', 'z'] }],
      ['c', { down: ['b'] }],
      ['d', { down: ['z'] }],
    ]);
    expect(graph.failure?.raises).toBe('CycleDetected: Cycle is detected in revisions (b, c)');
    expect(graph.isCyclic).toBe(true);
    expect(displayOrder(graph).map((one) => one.revision)).toEqual(['z', 'b', 'c', 'd']);
  });

  test('nothing but a cycle', () => {
    const graph = graphOf([
      ['b', { down: ['c'] }],
      ['c', { down: ['b'] }],
    ]);
    expect(graph.failure?.raises).toBe('CycleDetected: Cycle is detected in revisions (b, c)');
  });

  test('a cycle through depends_on', () => {
    const graph = graphOf([['a', { depends: ['b'] }], ['b', { down: ['a'] }], ['x']]);
    expect(graph.failure?.raises).toBe(
      'DependencyCycleDetected: Dependency cycle is detected in revisions (a, b)',
    );
  });

  test('a label twice, and a label that is an id', () => {
    const graph = graphOf([
      ['a', { labels: ['x'] }],
      ['b', { down: ['a'], labels: ['x', 'a'] }],
    ]);
    expect(graph.problems.map((one) => one.raises)).toEqual([
      "RevisionError: Branch name 'x' in revision b already used by revision a",
      "RevisionError: Branch name 'a' in revision b already used by revision a",
    ]);
  });

  test('a file without an id is no revision but counts as broken', () => {
    const graph = buildGraph([readHeader('/v/x.py', 'down_revision = None\n')]);
    expect(graph.revisions).toEqual([]);
    expect(graph.failure?.raises).toContain(
      'CommandError: Could not determine revision id from filename x.py.',
    );
  });

  test('a history that Alembic does not load is not planned either', () => {
    const graph = graphOf([['a'], ['b', { down: ['gone'] }]]);
    expect(planUpgrade(graph, [], 'head').refusal).toMatchObject({
      message: "KeyError: 'gone'",
      crash: true,
    });
  });
});

describe('planning asks every file for its function', () => {
  test('in the words of Alembic', () => {
    const graph = graphOf([['a'], ['b', { down: ['a'] }]]);
    const plan = planUpgrade(graph, [], 'head', (revision) => revision.revision !== 'b');
    expect(plan.refusal?.message).toBe("AttributeError: module '1_b_py' has no attribute 'upgrade'");
  });
});

describe('size', () => {
  const line = (count: number): [string, Spec][] =>
    Array.from({ length: count }, (_, i) => [`r${i}`, i === 0 ? {} : { down: [`r${i - 1}`] }]);

  test('a line of 10,000 revisions needs no recursion', () => {
    const graph = graphOf(line(10_000));
    expect(planUpgrade(graph, [], 'head').value).toHaveLength(10_000);
    expect(displayOrder(graph)[0]?.revision).toBe('r9999');
  });

  test('a ladder of branches that depend on each other', () => {
    const entries: [string, Spec][] = [['a0'], ['b0']].map(([id]) => [id ?? '', {}]);
    for (let i = 1; i < 1_000; i++) {
      entries.push([`a${i}`, { down: [`a${i - 1}`], depends: [`b${i - 1}`] }]);
      entries.push([`b${i}`, { down: [`b${i - 1}`], depends: [`a${i - 1}`] }]);
    }
    const graph = graphOf(entries);
    const order = displayOrder(graph).map((one) => one.revision);
    expect(new Set(order).size).toBe(2_000);
    const place = new Map(order.map((id, index) => [id, index]));
    for (const revision of graph.revisions) {
      for (const parent of revision.allDownRevisions) {
        expect(place.get(parent)).toBeGreaterThan(place.get(revision.revision) ?? 0);
      }
    }
  });
});

test('revisions no head leads to come last', () => {
  const graph = graphOf([['a'], ['b', { down: ['a'] }], ['c']]);
  const of = (id: string): NonNullable<ReturnType<typeof graph.byKey.get>> => graph.byKey.get(id)!;
  expect(topologicalOrder(graph, graph.revisions, [of('b')]).map((one) => one.revision)).toEqual([
    'b',
    'a',
    'c',
  ]);
});

test('a range leaves its lower end out, and needs both ends on one branch', () => {
  const graph = graphOf([['a'], ['b', { down: ['a'] }], ['c', { down: ['b'] }], ['d', { down: ['a'] }]]);
  expect(iterateRevisions(graph, 'c', 'a').value?.map((one) => one.revision)).toEqual(['c', 'b']);
  expect(iterateRevisions(graph, 'd', 'b').refusal?.message).toBe(
    'Requested range b:d does not refer to ancestor/descendant revisions along the same branch',
  );
});
