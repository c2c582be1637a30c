// From a target to what will run: the revisions in order, what each emits, and the rows of the version table it
// changes. Whether it may run, where and by whom is decided outside.
import type { Mode } from '../operations/evaluation';
import type { RevisionGraph } from '../revisions/graph';
import { planDowngrade, planUpgrade } from '../revisions/plan';
import type { Outcome } from '../revisions/refusal';
import { versionChanges, type VersionChange } from '../revisions/versionTable';
import type { RenderedFunction } from '../sql/rendering';

/** One revision of a plan. */
export interface MigrationStep {
  readonly direction: 'upgrade' | 'downgrade';
  readonly revision: string;
  readonly message: string;
  readonly path: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly rendered: RenderedFunction;
  readonly changes: readonly VersionChange[];
}

/** The steps in order, and the rows the version table holds after them. */
export interface MigrationPlan {
  readonly steps: readonly MigrationStep[];
  readonly heads: readonly string[];
}

/** What a plan needs from a workspace. */
export interface PlanSource {
  readonly graph: RevisionGraph;
  /** Renders the functions one after the other, as one migration context does. */
  readonly renderSequence: (
    steps: readonly { readonly path: string; readonly direction: 'upgrade' | 'downgrade' }[],
    mode: Mode,
  ) => readonly RenderedFunction[];
}

/** The plan for a database whose version table holds `current`. */
export function planMigration(
  source: PlanSource,
  direction: 'upgrade' | 'downgrade',
  current: readonly string[],
  target: string,
  mode: Mode,
): Outcome<MigrationPlan> {
  const { graph } = source;
  const planned =
    direction === 'upgrade' ? planUpgrade(graph, current, target) : planDowngrade(graph, current, target);
  if (planned.refusal !== undefined) return planned;
  const places = planned.value.map((step) => ({
    path: graph.byKey.get(step.revision)?.path ?? '',
    direction: step.direction,
  }));
  const rendered = source.renderSequence(places, mode);
  const steps: MigrationStep[] = [];
  let heads = current;
  for (const [index, step] of planned.value.entries()) {
    const rows = versionChanges(graph, step, heads);
    if (rows.refusal !== undefined) return rows;
    heads = rows.value.heads;
    const entry = graph.byKey.get(step.revision);
    const output = rendered[index];
    if (entry === undefined || output === undefined) continue;
    steps.push({
      ...step,
      message: entry.header.message,
      path: entry.path,
      rendered: output,
      changes: rows.value.changes,
    });
  }
  return { value: { steps, heads }, refusal: undefined };
}
