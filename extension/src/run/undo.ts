// The way back from a run: which command with which target takes a database to where it was before.
import type { RunPlan } from '../../../server/src/lsp/protocol';

/** A run that takes another one back. */
export interface WayBack {
  readonly command: 'upgrade' | 'downgrade' | 'stamp';
  readonly target: string;
}

/**
 * Back to the version rows `before`, through a plan of its own. Several rows have no single name: no way back then, but for
 * a stamp, which takes them all.
 */
export function undoOf(command: string, before: readonly string[]): WayBack | undefined {
  const [row, ...more] = before;
  if (more.length > 0) return undefined;
  switch (command) {
    case 'upgrade':
      return { command: 'downgrade', target: row ?? 'base' };
    case 'downgrade':
      return row === undefined ? undefined : { command: 'upgrade', target: row };
    case 'stamp':
      return { command: 'stamp', target: row ?? 'base' };
    default:
      return undefined;
  }
}

/** False where the way back is off: a protected database takes neither downgrade nor stamp without leave. */
export function isUndoable({ database, command }: Pick<RunPlan, 'database' | 'command'>): boolean {
  return command === 'downgrade' || database.isProtected !== true || database.allowsDowngrade === true;
}

/** Version rows have no order. */
export function sameRows(left: readonly string[], right: readonly string[]): boolean {
  return [...left].sort().join('\n') === [...right].sort().join('\n');
}
