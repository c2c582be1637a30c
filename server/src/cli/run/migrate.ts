// upgrade and downgrade: from the arguments to a plan that is ready to run, or to the SQL of --sql.
import { alembicWords, checkValue } from './alembicWords';
import { editedWarnings } from './applied';
import { buildPlan, draftRun, nativeStep, type RunRequest } from './buildRun';
import { withSyntaxWarnings } from './checkSyntax';
import { chooseRunner, runnerWarnings, type RunnerWish } from './chooseRunner';
import { schemeWarnings } from './addressScheme';
import { environmentObstacle } from './environmentObstacle';
import { confirmAndRun } from './execute';
import { readLimits } from './limits';
import { migrationSql } from './migrationSql';
import { withFacts } from './planFacts';
import type { Reporter } from './reporter';
import { lookThrough, readRunner, reported, RUN_OPTIONS, TAG_OPTION } from './runOptions';
import { sidecarSql } from './sidecarSql';
import { sqliteRefusal } from './sqliteRefusal';
import { refuseUnknownRows } from './unknownRows';
import { valueOf, type OptionSpec } from '../arguments';
import type { CommandInput } from '../command';
import { openDatabase, openForRun } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import { openProject } from '../openProject';
import type { Connection } from '../../database/connection';

/** Options that upgrade and downgrade share. */
export const MIGRATE_OPTIONS: Readonly<Record<string, OptionSpec>> = { ...RUN_OPTIONS, ...TAG_OPTION };

type Direction = 'upgrade' | 'downgrade';

/** Runs one of the two commands. */
export async function migrate(input: CommandInput, direction: Direction): Promise<number> {
  return await reported(input, async (reporter) => await run(input, direction, reporter));
}

async function run(input: CommandInput, direction: Direction, reporter: Reporter): Promise<number> {
  const [target = ''] = input.arguments.positionals;
  const wish = readRunner(input);
  if (input.arguments.flags.has('sql')) {
    const opened = openProject(input);
    try {
      const sql =
        wish === 'alembic'
          ? await sidecarSql(input, opened, direction, target)
          : migrationSql(input, opened, direction, target);
      input.process.write(sql);
    } finally {
      opened.keepResults();
    }
    return 0;
  }
  if (target.includes(':')) throw new CommandFailure(EXIT.usage, 'Range revision not allowed');
  return await planAndRun(input, direction, target, wish, reporter);
}

async function planAndRun(
  input: CommandInput,
  direction: Direction,
  target: string,
  wish: RunnerWish,
  reporter: Reporter,
): Promise<number> {
  const tag = valueOf(input.arguments, 'tag');
  const options = tag === undefined ? [] : ['--tag', checkValue('--tag', tag)];
  const words = alembicWords(input, direction, options, [target]);
  const { opened, database } = await openForRun(input);
  const limits = readLimits(input);
  const open = async (): Promise<Connection> =>
    await openDatabase(input, opened, database, { ...limits, isForWriting: false });
  const first = await open();
  let session: Connection | undefined = first;
  try {
    const { current, facts, transport } = await lookThrough(first, input, opened, database);
    // Only a server has sessions to spare: others wait for the one of an embedded database.
    if (first.kind !== 'server') {
      session = undefined;
      await first.close();
    }
    await refuseUnknownRows(opened, current, facts.label);
    const id = input.process.randomId();
    const use = { kind: 'run', database } as const;
    const environment = environmentObstacle(input, opened, use);
    const request: RunRequest = { opened, direction, target, current, id, database: facts, environment };
    const { migration, end, ...drafted } = draftRun(request);
    const refusal = drafted.refusal ?? sqliteRefusal(input, opened, database, migration);
    const asked = migration.length === 0 ? 'native' : wish;
    const choice = await chooseRunner(input, opened, database, asked, refusal);
    const bare = buildPlan(request, migration, choice);
    const plan = await withFacts(input, opened, bare, choice, async () => session ?? (await open()));
    await session?.close();
    session = undefined;
    const steps = await withSyntaxWarnings(input, opened, plan.steps, migration);
    const more = [
      ...runnerWarnings(choice),
      ...schemeWarnings(input, opened, use),
      ...transport,
      ...editedWarnings(input, opened, plan),
    ];
    const ready = {
      plan: { ...plan, steps, warnings: [...plan.warnings, ...more] },
      choice,
      nativeSteps: choice.runner === 'native' ? migration.map((step) => nativeStep(opened, step)) : [],
      words,
      end,
      limits,
    };
    opened.keepResults();
    return await confirmAndRun(input, opened, database, ready, reporter);
  } finally {
    await session?.close();
  }
}
