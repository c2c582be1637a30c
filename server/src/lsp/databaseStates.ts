// Where the databases of the projects stand, as far as the client told. Made into revisions by appliedRevisions.ts.
import type { RevisionGraph } from '../engine/index';
import { appliedRevisions } from './appliedRevisions';
import type { OpenProject } from './openProject';
import type { RevisionState } from './protocol';

export class DatabaseStates {
  readonly #current = new Map<string, readonly string[] | undefined>();
  /** Per graph, so that thousands of questions about one snapshot are one walk. */
  readonly #applied = new WeakMap<
    RevisionGraph,
    { readonly current: readonly string[]; readonly revisions: ReadonlySet<string> }
  >();

  /** Takes the version rows of a project's database; undefined: not known. False when that was known. */
  take(projectId: string, current: readonly string[] | undefined): boolean {
    const before = this.#current.get(projectId);
    if (JSON.stringify(before) === JSON.stringify(current)) return false;
    this.#current.set(projectId, current);
    return true;
  }

  /** What the database of a project has; undefined while it is not known. */
  applied({ summary, workspace: { graph } }: OpenProject): ReadonlySet<string> | undefined {
    const current = this.#current.get(summary.id);
    if (current === undefined) return undefined;
    const known = this.#applied.get(graph);
    if (known?.current === current) return known.revisions;
    const revisions = appliedRevisions(graph, current);
    this.#applied.set(graph, { current, revisions });
    return revisions;
  }

  /** Where the database of a project stands, seen from one revision. */
  standing(project: OpenProject, revision: string): RevisionState | 'current' {
    const applied = this.applied(project);
    if (applied === undefined) return 'unknown';
    if (this.#current.get(project.summary.id)?.includes(revision) === true) return 'current';
    return applied.has(revision) ? 'applied' : 'pending';
  }

  /** True when the database is known and does not have the revision of this file. */
  isPending(project: OpenProject, path: string): boolean {
    const applied = this.applied(project);
    const revision = project.workspace.revisionAt(path);
    return applied !== undefined && revision !== undefined && !applied.has(revision);
  }
}
