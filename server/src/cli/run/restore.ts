// Brings a back-up back: planned and confirmed like a run, under the same lock, and with a back-up of its own first, so
// that it can be taken back.
import { backupMaker, restoreWords } from './backup';
import { projectOf } from './buildRun';
import { confirmPlan } from './confirm';
import { withTypedName } from './protection';
import type { Reporter } from './reporter';
import { lookAt } from './runOptions';
import type { CommandInput } from '../command';
import { asFailure, openDatabase, openForRun, versionTable } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import {
  backupFolder,
  backupId,
  createBackup,
  endBackup,
  listBackups,
  type BackupMaker,
  type BackupRecord,
} from '../../database/backups';
import { systemClock } from '../../database/clock';
import { takeMigrationLock } from '../../database/migrationLock';
import { rememberRun } from '../../database/runHistory';
import type { RunPlan } from '../../database/runEvents';
import type { Target } from '../../database/target';

/** Runs `restore`. */
export async function runRestore(input: CommandInput, reporter: Reporter): Promise<number> {
  const { opened, database } = await openForRun(input);
  const record = findBackup(opened, input.arguments.positionals[0] ?? '');
  try {
    const maker = await backupMaker(input, opened, database);
    if (maker !== undefined && 'problem' in maker) {
      throw new CommandFailure(EXIT.usage, `the back-up cannot be brought back: ${maker.problem}`, {
        nextStep: 'Install the client programs of PostgreSQL.',
      });
    }
    if (maker?.identity !== record.identity) {
      throw new CommandFailure(
        EXIT.usage,
        `the back-up ${record.id} is of ${record.identity}, and the chosen database is ${maker?.identity ?? 'of another kind'}`,
        { nextStep: 'Choose the database it was made of with --database.' },
      );
    }
    return await planAndRestore({ input, opened, database, record, maker }, reporter);
  } catch (error) {
    throw await asFailure(error);
  }
}

interface Restoration {
  readonly input: CommandInput;
  readonly opened: OpenedProject;
  readonly database: Target;
  readonly record: BackupRecord;
  readonly maker: BackupMaker;
}

function findBackup({ folder }: OpenedProject, id: string): BackupRecord {
  const found = listBackups(folder).find((record) => record.id === id);
  if (found !== undefined) return found;
  throw new CommandFailure(EXIT.usage, `there is no back-up ${id}`, {
    place: folder,
    nextStep: '`retort backups` lists them.',
  });
}

async function planAndRestore(restoration: Restoration, reporter: Reporter): Promise<number> {
  const { input, opened, database, record, maker } = restoration;
  const content = await maker.fingerprint();
  const { current, facts } = await lookAt(input, opened, database);
  const isThere = content !== undefined && content === record.before;
  const hasMoved = content === undefined || content !== record.after;
  if (hasMoved && !isThere && record.after !== undefined && !input.arguments.flags.has('force')) {
    throw new CommandFailure(
      EXIT.refused,
      `${record.database} changed after the run ended; bringing ${record.id} back would lose that`,
      { nextStep: 'Look at what changed. Add --force to lose it all the same.' },
    );
  }
  const own = backupId(input.process.now(), input.process.randomId());
  const plan: RunPlan = {
    id: input.process.randomId(),
    command: 'restore',
    target: record.id,
    project: projectOf(opened),
    // A whole server database is replaced only by somebody who typed its name.
    database: maker.dialect === 'postgresql' ? withTypedName(facts) : facts,
    runner: 'native',
    runnerReason: 'a back-up is brought back without Alembic',
    backup: `made before anything is replaced, in ${opened.shownPath(backupFolder(opened.folder, own))}`,
    current,
    steps: isThere ? [] : [restoreStep(record, current)],
    warnings: isThere ? [] : warnings(record, hasMoved),
  };
  reporter.plan(plan);
  if (input.arguments.flags.has('plan')) return 0;
  if (isThere) {
    reporter.done(current, 0);
    return 0;
  }
  const answer = await confirmPlan(input, plan, reporter);
  if (answer.kind === 'no') {
    reporter.cancelled(current);
    return EXIT.cancelled;
  }
  return await replace(restoration, { plan, own, content, signal: answer.signal }, reporter);
}

function restoreStep(
  { id, current, command, at }: BackupRecord,
  now: readonly string[],
): RunPlan['steps'][number] {
  const message = `bring back what was there before \`${command}\` of ${at.replace('T', ' ').replace(/\..*/su, '')}`;
  return { direction: 'restore', revision: id, message, path: '', from: now, to: current, statements: [] };
}

function warnings(record: BackupRecord, hasMoved: boolean): readonly string[] {
  const lost = 'Everything that was written since the back-up was made is lost.';
  if (!hasMoved) return [lost];
  if (record.after !== undefined)
    return [lost, 'The database changed after the run ended: that is lost, too.'];
  if (record.state !== 'running')
    return [lost, 'Whether something else was written since the run is not known.'];
  return [lost, 'The run was killed: whether something else changed the database since is not known.'];
}

interface Confirmed {
  readonly plan: RunPlan;
  /** The id of the back-up of what is replaced. */
  readonly own: string;
  /** The content the plan was made for. */
  readonly content: string | undefined;
  readonly signal: AbortSignal;
}

async function replace(
  { input, opened, database, record, maker }: Restoration,
  { plan, own, content, signal }: Confirmed,
  reporter: Reporter,
): Promise<number> {
  const began = input.process.now();
  const session = await openDatabase(input, opened, database);
  const table = versionTable(opened);
  const lock = await takeMigrationLock(session, { table, clock: systemClock, random: Math.random, signal });
  try {
    if (lock === undefined) {
      reporter.cancelled(plan.current);
      return EXIT.cancelled;
    }
    if ((await maker.fingerprint()) !== content) {
      throw new CommandFailure(
        EXIT.database,
        `${record.database} changed since the plan; nothing was replaced`,
        {
          nextStep: 'Make the plan again.',
        },
      );
    }
    const at = new Date(began).toISOString();
    const facts = { id: own, at, database: plan.database.label, current: plan.current };
    const mine = await createBackup(
      opened.folder,
      maker,
      { ...facts, command: `restore ${record.id}` },
      signal,
    );
    reporter.event({ event: 'step', index: 0, revision: record.id, state: 'begin' });
    await maker.restore(backupFolder(opened.folder, record.id), signal);
    await endBackup(opened.folder, mine, maker, 'done');
    // A run that was killed is dealt with now.
    if (record.state === 'running') await endBackup(opened.folder, record, maker, 'failed');
    reporter.event({ event: 'step', index: 0, revision: record.id, state: 'done' });
  } finally {
    await lock?.release();
    await session.close();
  }
  const durationMs = input.process.now() - began;
  const { current } = await lookAt(input, opened, database);
  rememberRun(input.process.env, {
    ...{ id: plan.id, at: new Date(began).toISOString(), command: 'restore', target: record.id },
    ...{ project: plan.project.configFile, database: plan.database.label, revisions: [], from: plan.current },
    ...{ to: current, runner: 'native', durationMs, outcome: 'done' },
  });
  reporter.done(current, durationMs);
  if (!reporter.isJson && !input.global.isQuiet) {
    input.process.write(`What was replaced is in ${own}: ${restoreWords(input, own)}\n`);
  }
  return 0;
}
