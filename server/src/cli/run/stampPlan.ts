// What `stamp` changes in the version table: the steps Alembic takes from the current rows to the targets.
import { valueOrFail } from '../historyCommand';
import { planStamp, versionChanges, type RevisionGraph } from '../../engine/index';
import type { VersionChange } from '../../database/versionRows';

/** One step of a stamp, with the rows it changes. */
export interface StampStep {
  readonly isUpgrade: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly changes: readonly VersionChange[];
}

export interface StampPlan {
  readonly steps: readonly StampStep[];
  /** The version rows after all steps. */
  readonly end: readonly string[];
}

/** The steps for a database that holds `current`; with --purge that is nothing. Fails in Alembic's words. */
export function stampPlan(
  graph: RevisionGraph,
  current: readonly string[],
  targets: readonly string[],
): StampPlan {
  let rows = current;
  const steps = valueOrFail(planStamp(graph, current, targets)).map((step): StampStep => {
    const { changes, heads } = valueOrFail(versionChanges(graph, step, rows));
    rows = heads;
    return { isUpgrade: step.isUpgrade, from: step.from, to: step.to, changes };
  });
  return { steps, end: rows };
}
