// The problems the graph itself found in one file, for the rules that give them a name, a fix and a place.
import { groupBy } from './groupBy';
import type { GraphContext } from './rule';
import type { GraphProblem, RevisionGraph } from '../revisions/graph';
import type { Span } from '../text/span';

const BY_PATH = new WeakMap<RevisionGraph, ReadonlyMap<string, readonly GraphProblem[]>>();

/** The graph's problems of these kinds in the file under judgement. */
export function problemsOf(
  { graph, path }: GraphContext,
  ...kinds: readonly GraphProblem['kind'][]
): readonly GraphProblem[] {
  if (graph.problems.length === 0) return [];
  let byPath = BY_PATH.get(graph);
  if (byPath === undefined) {
    byPath = groupBy(graph.problems, (problem) => problem.path);
    BY_PATH.set(graph, byPath);
  }
  return byPath.get(path)?.filter(({ kind }) => kinds.includes(kind)) ?? [];
}

/** Ids for a message: all of a few, the first of many. */
export function someOf(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).join(', ');
  return ids.length > 5 ? `${shown} and ${ids.length - 5} more` : shown;
}

/** The first line of a file: the place of what is missing from it. */
export function firstLine(source: string): Span {
  return { start: 0, end: /^[^\r\n]*/.exec(source)?.[0].length ?? 0 };
}
