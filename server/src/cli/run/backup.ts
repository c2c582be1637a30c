// The back-up of a run: whether one is made, what the plan says of it, and what its end makes of it.
import { join } from 'node:path';
import type { RunnerChoice } from './chooseRunner';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { databaseEnvironment } from '../databaseEnvironment';
import { openDatabase, sqliteProcessOptions } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import type { BackupMaker, BackupRecord } from '../../database/backups';
import type { RunPlan } from '../../database/runEvents';
import type { Target } from '../../database/target';

/** So many back-ups of runs that went well stay. */
const KEPT_BACKUPS = 10;

/** A server's database that is larger is copied only when somebody asks for it. */
const LARGEST_UNASKED_BYTES = 1 << 30;

/** A back-up that is going to be made. */
export interface RunBackup {
  /** As the plan says it. */
  readonly sentence: string;
  /** Makes it; throws a DatabaseProblem, and then nothing may run. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
  /**
   * Tells it how the run ended. Answers the command that brings it back, undefined when there is nothing to bring back:
   * then a back-up that nobody asked for is removed again.
   */
  readonly end: (
    outcome: 'done' | 'failed' | 'cancelled' | 'refused',
    isRolledBack: boolean,
  ) => Promise<string | undefined>;
}

/** What a plan gets: always with --backup, and where a failed run could leave half of a revision; undefined for none. */
export async function chooseBackup(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
  plan: RunPlan,
  choice: RunnerChoice,
): Promise<RunBackup | undefined> {
  const { flags } = input.arguments;
  const isAskedFor = flags.has('backup');
  if (isAskedFor && flags.has('noBackup')) {
    throw new CommandFailure(EXIT.usage, 'argument --no-backup: not allowed with argument --backup');
  }
  if (flags.has('noBackup') || plan.steps.length === 0) return undefined;
  const { resolveTarget } = await import('../../database/resolveTarget');
  const { kind } = resolveTarget(target, databaseEnvironment(input, target));
  const isOutside = plan.steps.some(({ statements }) =>
    statements.some(({ transactional }) => !transactional),
  );
  const destroys = plan.steps.some(({ statements }) => statements.some((statement) => statement.destroys));
  const isNeeded =
    kind === 'sqlite' ? choice.runner === 'alembic' || isOutside : kind === 'server' && destroys;
  if (!isAskedFor && !isNeeded) return undefined;
  const maker = await backupMaker(input, opened, target);
  if (maker !== undefined && 'problem' in maker) {
    if (!isAskedFor) return noBackup(`none, though this run loses data: ${maker.problem}`);
    throw new CommandFailure(EXIT.usage, `a back-up cannot be made: ${maker.problem}`, {
      nextStep: 'Install the client programs of PostgreSQL, or run it without --backup.',
    });
  }
  if (maker !== undefined && !isAskedFor && (maker.contentBytes ?? 0) > LARGEST_UNASKED_BYTES) {
    return noBackup('none by itself, though this run loses data: the database is large; --backup makes one');
  }
  if (maker === undefined) {
    throw new CommandFailure(EXIT.usage, 'a back-up of this database cannot be made here', {
      nextStep: 'Make one with the tools of the database, then run it without --backup.',
    });
  }
  return await makeBackup(input, opened, plan, maker, isAskedFor);
}

/** The command line that brings a back-up back, as a person types it where this command was typed. */
export function restoreWords({ global, arguments: given }: CommandInput, id: string): string {
  const database = valueOf(given, 'database');
  const words = [
    'retort',
    ...global.configFiles.flatMap((file) => ['-c', file]),
    ...(global.section === 'alembic' ? [] : ['-n', global.section]),
    ...['restore', id],
    ...(database === undefined ? [] : ['--database', database]),
  ];
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}

/** A warning for each run on this database that was killed and whose back-up is still there. */
export async function killedRuns(
  input: CommandInput,
  opened: OpenedProject,
  database: string,
): Promise<readonly string[]> {
  const { isAbandoned, listBackups } = await import('../../database/backups');
  return listBackups(opened.folder)
    .filter((record) => record.database === database && isAbandoned(record))
    .map(
      ({ id, command, at }) =>
        `\`${command}\` of ${at.replace('T', ' ').replace(/\..*/su, '')} was killed and may have left half of a revision; \`${restoreWords(input, id)}\` brings back what was there before.`,
    );
}

/** A plan that says why there is no back-up. */
function noBackup(sentence: string): RunBackup {
  return { sentence, prepare: () => Promise.resolve(), end: () => Promise.resolve(undefined) };
}

/** A maker, with the size of what it copies where that is known. */
export type SizedMaker = BackupMaker & { readonly contentBytes?: number };

/** Who makes and restores back-ups of a database, or why a server's cannot be made; undefined where nobody can. */
export async function backupMaker(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<SizedMaker | { readonly problem: string } | undefined> {
  const { resolveTarget } = await import('../../database/resolveTarget');
  const environment = databaseEnvironment(input, target);
  const found = resolveTarget(target, environment);
  if (found.kind === 'server') {
    const { completeTarget } = await import('../../database/serviceFile');
    const server = completeTarget(found, environment);
    if (server.kind !== 'server') return undefined;
    const { bytes, majorVersion } = await sizeOf(input, opened, target);
    const { postgresBackupMaker } = await import('../../database/postgres/backup');
    const { cwd, distFolder } = input.process;
    const context = { environment, cwd, majorVersion, guard: join(distFolder, 'guard.js') };
    const maker = await postgresBackupMaker(server, context);
    return 'problem' in maker ? maker : { ...maker, contentBytes: bytes };
  }
  if (found.kind !== 'sqlite') return undefined;
  const { sqliteBackupMaker } = await import('../../database/sqlite/backup');
  return sqliteBackupMaker(found, sqliteProcessOptions(input));
}

async function sizeOf(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<{ readonly bytes: number; readonly majorVersion: number }> {
  const connection = await openDatabase(input, opened, target);
  try {
    const { rows } = await connection.execute('SELECT pg_database_size(current_database())::float8 AS bytes');
    return { bytes: Number(rows[0]?.['bytes']), majorVersion: Number.parseInt(connection.serverVersion, 10) };
  } finally {
    await connection.close();
  }
}

async function makeBackup(
  input: CommandInput,
  opened: OpenedProject,
  plan: RunPlan,
  maker: BackupMaker,
  isAskedFor: boolean,
): Promise<RunBackup> {
  const backups = await import('../../database/backups');
  const project = opened.folder;
  const at = input.process.now();
  const id = backups.backupId(at, input.process.randomId());
  let record: BackupRecord | undefined;
  return {
    sentence: `made before anything runs, in ${opened.shownPath(backups.backupFolder(project, id))}`,
    async prepare(signal) {
      const { current, database, command, target } = plan;
      const facts = { id, at: new Date(at).toISOString(), database: database.label, current };
      record = await backups.createBackup(
        project,
        maker,
        { ...facts, command: `${command} ${target}`.trim() },
        signal,
      );
    },
    async end(outcome, isRolledBack) {
      if (record === undefined) return undefined;
      const state = outcome === 'refused' ? 'failed' : outcome;
      const { before, after } = await backups.endBackup(project, record, maker, state);
      if (outcome === 'done') backups.pruneBackups(project, maker.identity, KEPT_BACKUPS);
      const isUnchanged = isRolledBack || (before !== undefined && before === after);
      if (isUnchanged && !isAskedFor) backups.deleteBackup(project, id);
      return outcome === 'done' || isUnchanged ? undefined : restoreWords(input, id);
    },
  };
}
