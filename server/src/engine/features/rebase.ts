// `rebase`: puts one revision, with everything that stands on it, on another one. The edits are writing/rebase.ts.
import type { FileEdit } from '../lint/finding';
import { rebaseRevision } from '../lint/writing/rebase';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { findRevision } from '../revisions/identifiers';
import { ancestors } from '../revisions/lineage';
import type { Outcome } from '../revisions/refusal';

/** What a rebase changes. */
export interface RebasePlan {
  readonly revision: GraphRevision;
  readonly onto: GraphRevision;
  readonly file: FileEdit;
}

/** Plans the rebase of `revision` onto `onto`, both as people write identifiers. */
export function planRebase(
  graph: RevisionGraph,
  textOf: (path: string) => string | undefined,
  revision: string,
  onto: string,
): Outcome<RebasePlan> {
  const moved = findRevision(graph, revision);
  if (moved.refusal !== undefined) return moved;
  const target = findRevision(graph, onto);
  if (target.refusal !== undefined) return target;
  if (moved.value === undefined || target.value === undefined) {
    return refusal('base is no revision', 'Name two revisions.');
  }
  const { file, problem } = rebaseRevision(graph, textOf, moved.value, target.value);
  if (file === undefined) return refusal(problem, 'Look at `retort history` and choose another revision.');
  return { value: { revision: moved.value, onto: target.value, file }, refusal: undefined };
}

/**
 * As `planRebase` for what a person points at: of a head the whole branch moves, beginning where it leaves the history of
 * `onto`; of any other revision it and all that stands on it.
 */
export function planBranchRebase(
  graph: RevisionGraph,
  textOf: (path: string) => string | undefined,
  revision: string,
  onto: string,
): Outcome<RebasePlan> {
  if (graph.failure !== undefined) {
    return refusal(graph.failure.message, 'Repair the history first; its problems are underlined.');
  }
  const pointed = graph.byKey.get(revision);
  const target = graph.byKey.get(onto);
  if (pointed === undefined || target === undefined || pointed === target || !pointed.isHead) {
    return planRebase(graph, textOf, revision, onto);
  }
  const start = branchBeginning(graph, pointed, target);
  if (start.isMergePoint) {
    return refusal(
      `the branch of ${revision} begins with the merge ${start.revision}, which has more than one parent`,
      'Choose the revision above it, or merge the heads.',
    );
  }
  if (start.downRevisions.length === 1 && start.downRevisions[0] === onto) {
    return refusal(`${start.revision} stands on ${onto} already`, 'Choose another revision.');
  }
  return planRebase(graph, textOf, start.revision, onto);
}

/** Down from a head to the last revision that is the head's alone: below it the line forks or leads to `target`. */
function branchBeginning(graph: RevisionGraph, head: GraphRevision, target: GraphRevision): GraphRevision {
  const shared = ancestors(graph, [target], false);
  let start = head;
  while (!start.isMergePoint) {
    const parent = graph.byKey.get(start.downRevisions[0] ?? '');
    if (parent === undefined || parent.isBranchPoint || shared.has(parent)) break;
    start = parent;
  }
  return start;
}

function refusal(message: string, nextStep: string): Outcome<RebasePlan> {
  return { value: undefined, refusal: { message, crash: false, nextStep } };
}
