// stamp and ensure_version: changes of the version table alone, planned, confirmed and run like a migration.
import { alembicWords, checkValue } from './alembicWords';
import { projectOf } from './buildRun';
import { chooseRunner, runnerWarnings } from './chooseRunner';
import { schemeWarnings } from './addressScheme';
import { checkText, environmentObstacle } from './environmentObstacle';
import { confirmAndRun } from './execute';
import { readLimits } from './limits';
import type { Reporter } from './reporter';
import { lookAt, readRunner } from './runOptions';
import { sqliteRefusal } from './sqliteRefusal';
import { stampPlan, type StampStep } from './stampPlan';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { openForRun } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import { openProject, type OpenedProject } from '../openProject';
import { planStart, rangeText, renderRange } from '../../engine/index';
import type { NativeStep } from '../../database/nativeRun';
import type { PlannedStep } from '../../database/runEvents';
import type { VersionChange } from '../../database/versionRows';

const NOTHING = { statements: [], unresolved: [], error: undefined };

/** Runs `stamp`, or prints the SQL of `stamp --sql`. */
export async function runStamp(input: CommandInput, reporter: Reporter): Promise<number> {
  const { flags, positionals } = input.arguments;
  const wish = readRunner(input);
  const isPurge = flags.has('purge');
  if (flags.has('sql')) {
    const opened = openProject(input);
    if (isPurge) throw new CommandFailure(EXIT.usage, "Can't use --purge with --sql mode");
    input.process.write(stampSql(input, opened, positionals));
    return 0;
  }
  const tag = valueOf(input.arguments, 'tag');
  const options = [
    ...(isPurge ? ['--purge'] : []),
    ...(tag === undefined ? [] : ['--tag', checkValue('--tag', tag)]),
  ];
  const words = alembicWords(input, 'stamp', options, positionals);
  const { opened, database } = await openForRun(input);
  const { current, facts, transport } = await lookAt(input, opened, database);
  const { steps, end } = stampPlan(opened.workspace.graph, isPurge ? [] : current, positionals);
  const purge = isPurge && current.length > 0 ? [purgeStep(opened, current)] : [];
  const drafts = [...purge, ...steps.map((step) => draftStep(opened, step))];
  const use = { kind: 'run', database } as const;
  const refusal = environmentObstacle(input, opened, use) ?? sqliteRefusal(input, opened, database, []);
  const choice = await chooseRunner(input, opened, database, drafts.length === 0 ? 'native' : wish, refusal);
  const plan = {
    id: input.process.randomId(),
    command: 'stamp' as const,
    target: positionals.join(' '),
    project: projectOf(opened),
    database: facts,
    runner: choice.runner,
    runnerReason: choice.reason,
    current,
    steps: drafts.map(({ planned }) => planned),
    warnings: [
      'A stamp runs no revision: it only changes what the database says of itself.',
      ...runnerWarnings(choice),
      ...schemeWarnings(input, opened, use),
      ...transport,
    ],
  };
  const nativeSteps = choice.runner === 'native' ? drafts.map(({ native }) => native) : [];
  const limits = readLimits(input);
  const ready = { plan, choice, nativeSteps, words, end, limits };
  return await confirmAndRun(input, opened, database, ready, reporter);
}

/** Runs `ensure_version`, or prints the SQL of `ensure_version --sql`. */
export async function runEnsureVersion(input: CommandInput, reporter: Reporter): Promise<number> {
  const wish = readRunner(input);
  if (input.arguments.flags.has('sql')) {
    const opened = openProject(input);
    input.process.write(ensureVersionSql(input, opened));
    return 0;
  }
  const words = alembicWords(input, 'ensure_version', [], []);
  const { opened, database } = await openForRun(input);
  const { current, facts, hasVersionTable, transport } = await lookAt(input, opened, database);
  const steps = hasVersionTable ? [] : [createStep(opened)];
  const use = { kind: 'run', database } as const;
  const refusal = environmentObstacle(input, opened, use) ?? sqliteRefusal(input, opened, database, []);
  const choice = await chooseRunner(input, opened, database, steps.length === 0 ? 'native' : wish, refusal);
  const plan = {
    id: input.process.randomId(),
    command: 'ensure_version' as const,
    target: '',
    project: projectOf(opened),
    database: facts,
    runner: choice.runner,
    runnerReason: choice.reason,
    current,
    steps,
    warnings: [...runnerWarnings(choice), ...schemeWarnings(input, opened, use), ...transport],
  };
  // The native runner creates the table by itself before its first step, and here there is none.
  return await confirmAndRun(
    input,
    opened,
    database,
    { plan, choice, nativeSteps: [], words, end: current, limits: readLimits(input) },
    reporter,
  );
}

interface Draft {
  readonly planned: PlannedStep;
  readonly native: NativeStep;
}

function draftStep(opened: OpenedProject, { isUpgrade, from, to, changes }: StampStep): Draft {
  const revision = to[0] ?? from[0] ?? '';
  const common = { revision, message: '', path: '', from, to };
  const direction = isUpgrade ? 'upgrade' : 'downgrade';
  return {
    planned: { ...common, direction: 'stamp', statements: statementsOf(versionSql(opened, changes)) },
    native: { ...common, direction, statements: [], versionChanges: changes },
  };
}

function purgeStep(opened: OpenedProject, current: readonly string[]): Draft {
  const [change] = versionSql(opened, [{ kind: 'delete', version: '' }]);
  const sql = (change ?? '').replace(/ WHERE [\s\S]*$/u, '');
  const common = { revision: '', message: 'delete all rows', path: '', from: current, to: [] };
  return {
    planned: { ...common, direction: 'stamp', statements: statementsOf([sql]) },
    native: {
      ...common,
      direction: 'downgrade',
      statements: [{ sql, line: undefined, transactional: true }],
      versionChanges: [],
    },
  };
}

function createStep(opened: OpenedProject): PlannedStep {
  const [create = ''] = versionSql(opened, [], []);
  const statements = statementsOf([create]);
  return { direction: 'stamp', revision: '', message: '', path: '', from: [], to: [], statements };
}

function statementsOf(texts: readonly string[]): PlannedStep['statements'] {
  return texts.map((text) => ({
    sql: text.replace(/;$/u, ''),
    line: undefined,
    lock: undefined,
    destroys: undefined,
    transactional: true,
  }));
}

/** The statements for changes of rows; with no `heads`, that which creates the table comes first. */
function versionSql(
  opened: OpenedProject,
  changes: readonly VersionChange[],
  heads: readonly string[] = ['any'],
): readonly string[] {
  return rendered(opened, [{ from: [], to: [], changes }], heads)
    .statements.filter(({ source }) => source === 'version')
    .map(({ text }) => text);
}

function rendered(
  opened: OpenedProject,
  steps: readonly Pick<StampStep, 'from' | 'to' | 'changes'>[],
  heads: readonly string[],
): ReturnType<typeof renderRange> {
  const { environment, dialect } = opened.workspace.settings;
  const range = renderRange(
    steps.map((step) => ({ ...step, direction: 'stamp' as const, revision: '', rendered: NOTHING })),
    { ...environment, dialect, mode: 'offline' },
    { heads, hasBeginTransaction: true },
  );
  const [unresolved] = range.unresolved;
  if (unresolved === undefined) return range;
  throw new CommandFailure(EXIT.refused, `this cannot be known statically: ${unresolved.reason}`, {
    place: opened.shownPath(opened.project.environmentFile),
    nextStep: 'Let the project’s own Alembic do it: run the same command with `alembic`.',
  });
}

/** `stamp [FROM:]TO... --sql`. */
function stampSql(input: CommandInput, opened: OpenedProject, targets: readonly string[]): string {
  const { graph } = opened.workspace;
  let start: string | undefined;
  const destinations = targets.map((target) => {
    const [left = '', right, ...more] = target.split(':');
    if (right === undefined) return target;
    if (more.length > 0) throw new CommandFailure(EXIT.usage, 'ValueError: too many values to unpack');
    if (start !== undefined && start !== left) {
      const message = 'Stamp operation with --sql only supports a single starting revision at a time';
      throw new CommandFailure(EXIT.usage, message);
    }
    start = left;
    return right;
  });
  const heads = valueOrFail(planStart(graph, start));
  const { steps } = stampPlan(graph, heads, destinations);
  checkText(input, opened);
  return rangeText(rendered(opened, steps, heads));
}

function ensureVersionSql(input: CommandInput, opened: OpenedProject): string {
  checkText(input, opened);
  const range = rendered(opened, [{ from: [], to: [], changes: [] }], []);
  return rangeText({ ...range, statements: range.statements.filter(({ source }) => source !== 'comment') });
}
