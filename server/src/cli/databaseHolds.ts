// Whether the project's own database has run a revision already, for commands that change what such a database expects.
import { existsSync } from 'node:fs';
import type { CommandInput } from './command';
import { chooseTarget, readCurrent } from './connect';
import { isCommandFailure } from './failure';
import type { OpenedProject } from './openProject';
import { embeddedFolder } from '../database/embedded/dataFolder';
import { ancestors } from '../engine/index';

/** The answer, or why there is none: no database is configured, or it does not answer. */
export type DatabaseAnswer =
  | { readonly isKnown: true; readonly holds: boolean; readonly label: string }
  | { readonly isKnown: false; readonly reason: string };

/** Asks the database that the configuration names. One that was never made has run nothing, and is not made for this. */
export async function databaseHolds(
  input: CommandInput,
  opened: OpenedProject,
  revision: string,
): Promise<DatabaseAnswer> {
  const { graph } = opened.workspace;
  try {
    const target = chooseTarget(input, opened);
    if (target.kind === 'embedded' && !existsSync(embeddedFolder(opened.folder).data)) {
      return { isKnown: true, holds: false, label: 'the embedded database' };
    }
    const { rows, label } = await readCurrent(input, opened);
    const held = rows.flatMap((row) => graph.byKey.get(row) ?? []);
    const applied = ancestors(graph, held, true);
    const holds = Array.from(applied).some((one) => one.revision === revision);
    return { isKnown: true, holds, label };
  } catch (error) {
    if (!isCommandFailure(error)) throw error;
    return { isKnown: false, reason: error.message };
  }
}
