// The way back from a run: which commands take a database to where it was before, each through a plan of its own.
import type { RunPlan } from '../../../server/src/lsp/protocol';
import type { RetortClient } from '../client';
import type { RunRequest } from './runs';

/** What a run did to the version rows of a project's database. */
export interface PastRun {
  readonly projectId: string;
  readonly command: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The runs that lead back, in order; several where one target of Alembic cannot name the place. Undefined when there is
 * none: nothing changed, a revision is gone, or the way would go down and up.
 */
export async function wayBack(
  { projectId, command, before, after }: PastRun,
  client: RetortClient,
): Promise<readonly RunRequest[] | undefined> {
  if (command === 'stamp') {
    return [{ projectId, command: 'stamp', target: before.length === 0 ? 'base' : before.join(' ') }];
  }
  if (command !== 'upgrade' && command !== 'downgrade') return undefined;
  const { moves } = await client.request('retort/wayBack', { projectId, now: after, before });
  if (moves === null || moves.length === 0) return undefined;
  return moves.map((move) => ({ projectId, command: move.command, target: move.target }));
}

/** False where the way back is off: a protected database takes neither downgrade nor stamp without leave. */
export function isUndoable({ database, command }: Pick<RunPlan, 'database' | 'command'>): boolean {
  return command === 'downgrade' || database.isProtected !== true || database.allowsDowngrade === true;
}

/** Version rows have no order. */
export function sameRows(left: readonly string[], right: readonly string[]): boolean {
  return [...left].sort().join('\n') === [...right].sort().join('\n');
}
