// `verify --clone`: the scratch database begins as a copy of a database that is only read, by the programs that make back-ups.
import { rmSync, copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandInput } from '../command';
import {
  asFailure,
  chooseTarget,
  databaseLabel,
  openDatabase,
  sqliteProcessOptions,
  versionTable,
} from '../connect';
import { databaseEnvironment } from '../databaseEnvironment';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { refuseUnknownRows } from '../run/unknownRows';
import { makeThrowawayFolder } from '../../database/scratch/throwawayFolder';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';
import type { Target } from '../../database/target';

export interface Clone {
  /** The database it is a copy of. */
  readonly label: string;
  /** Its version rows. */
  readonly rows: readonly string[];
  /** Makes the scratch database the copy, again after every failure. */
  readonly fill: (scratch: ScratchDatabase) => Promise<void>;
  /** Removes the copy. */
  readonly dispose: () => void;
}

/** Copies the database that `given` names; nothing is written there. */
export async function cloneDatabase(
  input: CommandInput,
  opened: OpenedProject,
  given: string,
): Promise<Clone> {
  const values = new Map(input.arguments.values).set('database', [given]);
  const asked: CommandInput = { ...input, arguments: { ...input.arguments, values } };
  const target = chooseTarget(asked, opened);
  const label = databaseLabel(input, target, opened);
  const { rows, majorVersion } = await look(asked, opened, target);
  await refuseUnknownRows(opened, rows, label);
  const folder = makeThrowawayFolder('clone');
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const maker = await makerFor(asked, target, majorVersion);
    await maker.make(folder, input.process.signal);
    return {
      label,
      rows,
      dispose,
      fill: async (scratch) => {
        await scratch.reset();
        await scratch.withoutSession(async () => {
          await restoreInto(input, scratch, folder, majorVersion);
        });
      },
    };
  } catch (error) {
    dispose();
    throw await asFailure(error);
  }
}

async function look(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<{ readonly rows: readonly string[]; readonly majorVersion: number }> {
  const connection = await openDatabase(input, opened, target);
  try {
    const { readVersionRows } = await import('../../database/versionRows');
    return {
      rows: await readVersionRows(connection, versionTable(opened)),
      majorVersion: Number.parseInt(connection.serverVersion, 10),
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

async function makerFor(input: CommandInput, target: Target, majorVersion: number) {
  const environment = databaseEnvironment(input, target);
  const { resolveTarget } = await import('../../database/resolveTarget');
  const { completeTarget } = await import('../../database/serviceFile');
  const resolved = completeTarget(resolveTarget(target, environment), environment);
  if (resolved.kind === 'sqlite') {
    const { sqliteBackupMaker } = await import('../../database/sqlite/backup');
    return sqliteBackupMaker(resolved, sqliteProcessOptions(input));
  }
  if (resolved.kind !== 'server') {
    throw new CommandFailure(EXIT.usage, 'the embedded database is not copied', {
      place: '--clone',
      nextStep: 'Name a connection, env:NAME or a URL without a password.',
    });
  }
  return await serverMaker(input, resolved, majorVersion);
}

async function serverMaker(
  input: CommandInput,
  target: Extract<Target, { readonly kind: 'server' }>,
  majorVersion: number,
) {
  const { postgresBackupMaker } = await import('../../database/postgres/backup');
  const { cwd, distFolder } = input.process;
  const environment = databaseEnvironment(input, target);
  const guard = join(distFolder, 'guard.js');
  const context = { environment, cwd, majorVersion, guard, isForScratch: true };
  const maker = await postgresBackupMaker(target, context);
  if (!('problem' in maker)) return maker;
  throw new CommandFailure(EXIT.refused, `the database cannot be copied: ${maker.problem}`, {
    place: '--clone',
    nextStep: 'Install the client programs of PostgreSQL in the version of the server.',
  });
}

async function restoreInto(
  input: CommandInput,
  { target }: ScratchDatabase,
  folder: string,
  majorVersion: number,
): Promise<void> {
  if (target.kind === 'sqlite') {
    const [name = ''] = readdirSync(folder);
    copyFileSync(join(folder, name), target.path);
    return;
  }
  await (await serverMaker(input, target, majorVersion)).restore(folder, input.process.signal);
}
