// Plans: the steps from the current revisions of a database to a target, in the order Alembic takes them.
// What a step does to the version table is versionTable.ts; what it does to the schema belongs to later layers.
import { collectDowngrade, collectUpgrade } from './collect';
import type { GraphRevision, RevisionGraph } from './graph';
import { pythonModuleName } from './headerFacts';
import { filterForLineage, realRevisions, revisionFor, revisionsFor } from './identifiers';
import { ancestors, descendants } from './lineage';
import { loadRefusal } from './loadRefusal';
import { answer, crash, refuse, type Outcome } from './refusal';
import { currentTips } from './relative';
import { completeOrder } from './walk';

/** One revision to run. `from` and `to` are the ids Alembic prints for it; dependencies do not show in them. */
export interface PlanStep {
  readonly direction: 'upgrade' | 'downgrade';
  readonly revision: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** One change of the version table alone. With `branchMove` a whole branch is entered or left. */
export interface StampStep {
  readonly direction: 'stamp';
  readonly isUpgrade: boolean;
  readonly branchMove: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Tells whether a revision file defines the function of a direction. Without it, every file is taken to define both. */
export type FunctionCheck = (revision: GraphRevision, direction: 'upgrade' | 'downgrade') => boolean;

/** The steps of `upgrade TARGET` for a database that holds `current` (rows of its version table, in their order). */
export function planUpgrade(
  graph: RevisionGraph,
  current: readonly string[],
  target: string,
  hasFunction: FunctionCheck = () => true,
): Outcome<readonly PlanStep[]> {
  const ancestor = 'Destination {end} is not a valid upgrade target from current head(s)';
  return (
    loadRefusal(graph) ??
    answer({ ancestor, end: target }, () => {
      const { needed, heads } = collectUpgrade(graph, target, current, {
        inclusive: false,
        implicitBase: true,
        exactLength: true,
      });
      return completeOrder(graph, needed, heads)
        .reverse()
        .map((revision) => planStep(revision, 'upgrade', hasFunction));
    })
  );
}

/** The steps of `downgrade TARGET` for a database that holds `current`. */
export function planDowngrade(
  graph: RevisionGraph,
  current: readonly string[],
  target: string,
  hasFunction: FunctionCheck = () => true,
): Outcome<readonly PlanStep[]> {
  const ancestor = 'Destination {end} is not a valid downgrade target from current head(s)';
  return (
    loadRefusal(graph) ??
    answer({ ancestor, end: target }, () => {
      const { needed, heads } = collectDowngrade(graph, current, target);
      return completeOrder(graph, needed, heads).map((revision) =>
        planStep(revision, 'downgrade', hasFunction),
      );
    })
  );
}

/** The steps of `stamp TARGETS` for a database that holds `current`; with `--purge`, `current` is empty. */
export function planStamp(
  graph: RevisionGraph,
  current: readonly string[],
  targets: readonly string[],
): Outcome<readonly StampStep[]> {
  const multipleHeads = 'Multiple heads are present; please specify a single target revision';
  return (
    loadRefusal(graph) ??
    answer({ multipleHeads }, () => {
      const held = realRevisions(revisionsFor(graph, current));
      const named = targets.length === 0 ? ['base'] : targets;
      const concerned = new Set(
        named.filter((name) => name !== '').flatMap((name) => filterForLineage(graph, held, name, true)),
      );
      const from = [...concerned];
      const found = revisionsFor(graph, named);
      const destinations = found.length === 0 ? [undefined] : found;
      return destinations.flatMap((destination) => {
        if (destination === 'base') return crash('AssertionError');
        return stampSteps(graph, from, destination);
      });
    })
  );
}

function stampSteps(
  graph: RevisionGraph,
  from: readonly GraphRevision[],
  destination: GraphRevision | undefined,
): StampStep[] {
  const stamp = (
    isUpgrade: boolean,
    branchMove: boolean,
    ids: readonly string[],
    to: readonly string[],
  ): StampStep => ({
    direction: 'stamp',
    isUpgrade,
    branchMove,
    from: ids,
    to,
  });
  if (destination === undefined) return from.map((head) => stamp(false, true, [head.revision], []));
  if (from.includes(destination)) return [];
  const ids = from.map((head) => head.revision);
  const above = descendants(graph, [destination], true);
  const below = ancestors(graph, [destination], true);
  const isAbove = from.some((head) => above.has(head));
  const isBelow = from.some((head) => below.has(head));
  if (isAbove && isBelow) return crash('AssertionError');
  if (isAbove) return [stamp(false, false, ids, [destination.revision])];
  if (isBelow) return [stamp(true, false, ids, [destination.revision])];
  return [stamp(true, true, [], [destination.revision])];
}

/** Where an offline run (`--sql`) begins: the left side of `from:to`, undefined when only `to` is given. */
export function planStart(graph: RevisionGraph, from: string | undefined): Outcome<readonly string[]> {
  return (
    loadRefusal(graph) ??
    answer({}, () => {
      if (from === undefined || from === 'base') return [];
      const revision = revisionFor(graph, from);
      return revision === undefined
        ? crash("AttributeError: 'NoneType' object has no attribute 'revision'")
        : [revision.revision];
    })
  );
}

/** The two sides of an upgrade or downgrade target as typed; `from` is undefined where no range is written. */
export interface TargetRange {
  readonly from: string | undefined;
  readonly to: string;
}

/** Splits `from:to`. Only `--sql` allows a range, and a downgrade with `--sql` needs one. */
export function splitTarget(
  target: string,
  options: { readonly direction: 'upgrade' | 'downgrade'; readonly sql: boolean },
): Outcome<TargetRange> {
  return answer({}, () => {
    const [from = '', to, ...more] = target.split(':');
    if (to === undefined) {
      if (options.sql && options.direction === 'downgrade')
        refuse('downgrade with --sql requires <fromrev>:<torev>');
      return { from: undefined, to: target };
    }
    if (!options.sql) refuse('Range revision not allowed');
    if (more.length > 0)
      crash('ValueError: too many values to unpack (expected 2)', 'Write the range as from:to.');
    return { from, to };
  });
}

/** The revisions a database stands at, the last of each branch, as `current` shows them. */
export function currentRevisions(
  graph: RevisionGraph,
  current: readonly string[],
): Outcome<readonly GraphRevision[]> {
  return (
    loadRefusal(graph) ?? answer({}, () => currentTips(graph, realRevisions(revisionsFor(graph, current))))
  );
}

function planStep(
  revision: GraphRevision,
  direction: 'upgrade' | 'downgrade',
  hasFunction: FunctionCheck,
): PlanStep {
  if (!hasFunction(revision, direction)) {
    // Alembic asks every file of a plan before it runs the first.
    const module = pythonModuleName(revision.path);
    crash(
      `AttributeError: module '${module}' has no attribute '${direction}'`,
      `Write ${direction}() in ${revision.path}.`,
    );
  }
  const own = [revision.revision];
  const down = revision.downRevisions;
  return direction === 'upgrade'
    ? { direction, revision: revision.revision, from: down, to: own }
    : { direction, revision: revision.revision, from: own, to: down };
}
