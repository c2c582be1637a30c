// What one step changes in the version table: rows by value. The SQL for it is made in the sql layer.
import type { GraphRevision, RevisionGraph } from './graph';
import { revisionsFor, realRevisions } from './identifiers';
import { ancestors } from './lineage';
import type { PlanStep, StampStep } from './plan';
import { answer, crash, type Outcome } from './refusal';

/** One change of one row. */
export type VersionChange =
  | { readonly kind: 'insert'; readonly version: string }
  | { readonly kind: 'delete'; readonly version: string }
  | { readonly kind: 'update'; readonly from: string; readonly to: string };

/** The changes of a step, in order, and the rows held after it. */
export interface VersionChanges {
  readonly changes: readonly VersionChange[];
  readonly heads: readonly string[];
}

/**
 * The rows a step changes when the version table holds `heads`. Where Alembic takes the order from a set, it is the
 * order in which the parents are written, so the text is stable and the rows are the same.
 */
export function versionChanges(
  graph: RevisionGraph,
  step: PlanStep | StampStep,
  heads: readonly string[],
): Outcome<VersionChanges> {
  return answer({}, () => {
    const held = new Set(heads);
    const changes = step.direction === 'stamp' ? stampChanges(step, held) : stepChanges(graph, step, held);
    for (const change of changes) apply(change, held);
    return { changes, heads: [...held] };
  });
}

function stepChanges(graph: RevisionGraph, step: PlanStep, held: ReadonlySet<string>): VersionChange[] {
  const revision = graph.byKey.get(step.revision);
  if (revision === undefined) return crash(`KeyError: '${step.revision}'`);
  return step.direction === 'upgrade'
    ? upgradeChanges(graph, revision, held)
    : downgradeChanges(graph, revision, held);
}

function upgradeChanges(
  graph: RevisionGraph,
  revision: GraphRevision,
  held: ReadonlySet<string>,
): VersionChange[] {
  const parents = revision.normalizedDownRevisions;
  const present = parents.filter((id) => held.has(id));
  if (present.length === 0) return [{ kind: 'insert', version: revision.revision }];
  if (present.length === 1) {
    const [from] = parents.length === 1 ? parents : present;
    return from === undefined ? [] : [{ kind: 'update', from, to: revision.revision }];
  }
  return merge(withoutImplied(graph, parents, held, parents), revision.revision);
}

function downgradeChanges(
  graph: RevisionGraph,
  revision: GraphRevision,
  held: ReadonlySet<string>,
): VersionChange[] {
  const id = revision.revision;
  const parents = revision.normalizedDownRevisions;
  if (held.has(id)) {
    const left = parents.length === 0 ? [] : unmergeTargets(graph, revision, held);
    if (left.length === 0) return [{ kind: 'delete', version: id }];
    if (parents.length > 1) return unmerge(id, left);
  }
  const candidates = parents.length === 1 ? parents : parents.filter((parent) => held.has(parent));
  const [to] = candidates;
  if (to === undefined || candidates.length !== 1) {
    return crash("AssertionError: Can't do an UPDATE because downrevision is ambiguous");
  }
  return [{ kind: 'update', from: id, to }];
}

/** The parents that become rows again: those no other row, and no other parent, already stands on. */
function unmergeTargets(graph: RevisionGraph, revision: GraphRevision, held: ReadonlySet<string>): string[] {
  const parents = revision.normalizedDownRevisions;
  if ([...held].some((id) => id !== revision.revision)) {
    return withoutImplied(graph, parents, held, [revision.revision]);
  }
  const implied = new Set<string>();
  for (const parent of parents) {
    for (const one of ancestors(graph, realRevisions(revisionsFor(graph, parent)), true)) {
      if (one.revision !== parent) implied.add(one.revision);
    }
  }
  return parents.filter((parent) => !implied.has(parent));
}

/** `ids` without those that a row outside `except` stands on. */
function withoutImplied(
  graph: RevisionGraph,
  ids: readonly string[],
  held: ReadonlySet<string>,
  except: readonly string[],
): string[] {
  const others = [...held].filter((id) => !except.includes(id));
  if (others.length === 0) return [...ids];
  const implied = new Set<string>();
  for (const one of ancestors(graph, realRevisions(revisionsFor(graph, others)), true))
    implied.add(one.revision);
  return ids.filter((id) => !implied.has(id));
}

function stampChanges(step: StampStep, held: ReadonlySet<string>): VersionChange[] {
  const { from, to, isUpgrade, branchMove } = step;
  const [only] = from;
  const [target] = to;
  if (!isUpgrade && branchMove) {
    return only === undefined || from.length > 1
      ? crash('AssertionError')
      : [{ kind: 'delete', version: only }];
  }
  const isNew = branchMove || from.some((id) => !held.has(id));
  if (isUpgrade && isNew && to.some((id) => !held.has(id))) {
    return target === undefined || to.length > 1
      ? crash('AssertionError')
      : [{ kind: 'insert', version: target }];
  }
  if (target === undefined) return crash('AssertionError');
  if (from.length > 1) return merge(from, target);
  if (only === undefined) return crash('AssertionError');
  return to.length > 1 ? unmerge(only, to) : [{ kind: 'update', from: only, to: target }];
}

function merge(from: readonly string[], to: string): VersionChange[] {
  const last = from.at(-1);
  if (last === undefined) return crash('IndexError: list index out of range');
  return [
    ...from.slice(0, -1).map((version): VersionChange => ({ kind: 'delete', version })),
    { kind: 'update', from: last, to },
  ];
}

function unmerge(from: string, to: readonly string[]): VersionChange[] {
  const last = to.at(-1);
  if (last === undefined) return crash('IndexError: tuple index out of range');
  return [
    ...to.slice(0, -1).map((version): VersionChange => ({ kind: 'insert', version })),
    { kind: 'update', from, to: last },
  ];
}

/** Changes the rows held as Alembic's own record of them does, with its refusals for impossible changes. */
function apply(change: VersionChange, held: Set<string>): void {
  const added = change.kind === 'insert' ? change.version : change.kind === 'update' ? change.to : undefined;
  const removed =
    change.kind === 'delete' ? change.version : change.kind === 'update' ? change.from : undefined;
  if (added !== undefined && held.has(added)) crash('AssertionError');
  if (removed !== undefined && !held.delete(removed)) crash(`KeyError: '${removed}'`);
  if (added !== undefined) held.add(added);
}
