// `rebase`: puts one revision, with everything that stands on it, on another one. The edits are writing/rebase.ts.
import type { FileEdit } from '../lint/finding';
import { rebaseRevision } from '../lint/writing/rebase';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { findRevision } from '../revisions/identifiers';
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

function refusal(message: string, nextStep: string): Outcome<RebasePlan> {
  return { value: undefined, refusal: { message, crash: false, nextStep } };
}
