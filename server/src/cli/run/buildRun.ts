// Makes the plan of an upgrade or downgrade: the steps with their SQL and locks for people, the same steps for the native
// runner, and why native may not run them. A native plan that is shown is a plan that can be run.
import type { NativeRefusal } from './chooseRunner';
import { placeOf, unresolvedRefusal } from './migrationSql';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import type { OpenedProject } from '../openProject';
import {
  LineIndex,
  LOCK_BLOCKS,
  planMigration,
  statementEffect,
  type MigrationStep,
} from '../../engine/index';
import { knownFailure } from '../../database/knownFailures';
import type { NativeStep } from '../../database/nativeRun';
import type { PlannedStatement, PlannedStep, RunPlan, StepWarning } from '../../database/runEvents';

export interface RunRequest {
  readonly opened: OpenedProject;
  readonly direction: 'upgrade' | 'downgrade';
  readonly target: string;
  /** Version rows of the database. */
  readonly current: readonly string[];
  readonly id: string;
  readonly database: RunPlan['database'];
  /** What env.py does that native cannot. */
  readonly environment: NativeRefusal | undefined;
}

/** The steps of a request before a runner is chosen. */
export interface DraftedRun {
  readonly migration: readonly MigrationStep[];
  /** The version rows after all steps. */
  readonly end: readonly string[];
  /** Why native may not run them. */
  readonly refusal: NativeRefusal | undefined;
}

/** The steps from the current rows to the target. Throws, in Alembic's words, where there are none. */
export function draftRun({ opened, direction, target, current, environment }: RunRequest): DraftedRun {
  const { workspace } = opened;
  const { steps, heads } = valueOrFail(
    planMigration(
      {
        graph: workspace.graph,
        renderSequence: (places, mode) => {
          // The warnings of a plan want them replayed; the statements then need no evaluation of their own.
          for (const place of places)
            if (place.direction === 'upgrade' && opened.findings.get(place.path) === undefined)
              workspace.analysis(place.path, 'upgrade');
          return workspace.renderSequence(places, workspace.settings.dialect, mode);
        },
      },
      direction,
      current,
      target,
      'online',
    ),
  );
  return { migration: steps, end: heads, refusal: nativeRefusal(opened, steps, environment) };
}

/** The plan for people; one of Alembic also says which parts are not known. */
export function buildPlan(
  request: RunRequest,
  steps: readonly MigrationStep[],
  chosen: { readonly runner: RunPlan['runner']; readonly reason: string },
): RunPlan {
  const { opened, direction, target, current } = request;
  const { environment } = opened;
  const isUnsure = chosen.runner === 'alembic' && !environment.isRecognised;
  return {
    id: request.id,
    command: direction,
    target,
    project: projectOf(opened),
    database: request.database,
    runner: chosen.runner,
    runnerReason: chosen.reason,
    current,
    steps: steps.map((step) => plannedStep(opened, step)),
    warnings: isUnsure ? ['What env.py does besides running the revisions is not in this plan.'] : [],
  };
}

/** The project as plans name it. */
export function projectOf({ project }: OpenedProject): RunPlan['project'] {
  return { configFile: project.iniFile ?? project.tomlFile ?? '', section: project.section };
}

/** Options of the engine that change neither what is sent nor how it is committed. */
const HARMLESS_OPTIONS = /^sqlalchemy\.(?:echo|echo_pool|pool_\w+|poolclass|future|hide_parameters)$/;

function nativeRefusal(
  opened: OpenedProject,
  steps: readonly MigrationStep[],
  environment: NativeRefusal | undefined,
): NativeRefusal | undefined {
  // With nothing to run it does not matter what else env.py does, but where it fails.
  const matters = steps.length > 0 || opened.environment.isRecognised;
  if (environment !== undefined && matters) return environment;
  const option = opened.project.engineOptions.find((key) => !HARMLESS_OPTIONS.test(key));
  if (option !== undefined && steps.length > 0) {
    const failure = new CommandFailure(EXIT.refused, `${option} changes how the database is reached`, {
      place: opened.shownPath(opened.project.iniFile ?? opened.folder),
      nextStep: 'Only Alembic honours it; run `alembic`, or take it out where it is not needed.',
    });
    return { failure, isCertain: false };
  }
  for (const { rendered, revision } of steps) {
    const [unresolved] = rendered.unresolved;
    if (unresolved !== undefined) {
      return { failure: unresolvedRefusal(opened, { ...unresolved, revision }), isCertain: false };
    }
    if (rendered.error === undefined) continue;
    const { type, message, span } = rendered.error;
    // Only text needs a literal: a run binds the value, and the driver may well take it.
    if (type === 'CompileError' && message.startsWith('No literal value renderer')) {
      const reason = 'how the driver passes a value whose column has no type';
      return { failure: unresolvedRefusal(opened, { revision, span, reason }), isCertain: false };
    }
    const said = `${type}: ${message}`;
    const whatToDo = knownFailure(said)?.nextStep ?? 'The run would fail here; correct the revision first.';
    const failure = new CommandFailure(EXIT.refused, said, {
      place: placeOf(opened, revision, span?.start),
      nextStep: `${whatToDo} Nothing was run.`,
    });
    return { failure, isCertain: true };
  }
  return undefined;
}

function plannedStep(opened: OpenedProject, step: MigrationStep): PlannedStep {
  const lines = new LineIndex(opened.workspace.text(step.path) ?? '');
  const lineOf = (offset: number): number => lines.positionAt(offset).line + 1;
  const { direction, revision, message, path, from, to, rendered } = step;
  const made = new Set<string>();
  // A SQLite file has one lock, for everybody who writes.
  const hasLocks = opened.workspace.settings.dialect === 'postgresql';
  const statements = rendered.statements.map(({ text, span, transactional }): PlannedStatement => {
    const effect = statementEffect(text);
    const isNewTable = [...made].some((table) => text.includes(table));
    const created = /^CREATE TABLE (?:IF NOT EXISTS )?([^\s(]+)/.exec(text)?.[1];
    if (created !== undefined) made.add(created);
    const lock = isNewTable || !hasLocks ? undefined : effect?.lock;
    return {
      sql: text.trimEnd().replaceAll('\t', '    '),
      line: span === undefined ? undefined : lineOf(span.start),
      lock: lock === undefined ? undefined : `${lock} (${LOCK_BLOCKS[lock]})`,
      destroys: effect?.isDestructive === true ? `${revision}: ${firstLine(text)}` : undefined,
      transactional,
    };
  });
  const unknown = rendered.unresolved.map(({ span, reason }) => ({ line: lineOf(span.start), reason }));
  const warnings = warningsOf(opened, step);
  return {
    ...{ direction, revision, message, path, from, to, statements },
    ...(unknown.length === 0 ? {} : { unknown }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

/** A step for the native runner, which is asked only when everything in it is known. */
export function nativeStep(opened: OpenedProject, step: MigrationStep): NativeStep {
  const lines = new LineIndex(opened.workspace.text(step.path) ?? '');
  const { direction, revision, message, path, from, to, changes } = step;
  return {
    direction,
    revision,
    message,
    path,
    from,
    to,
    versionChanges: changes,
    statements: step.rendered.statements.map(({ text, span, transactional }) => ({
      sql: text,
      line: span === undefined ? undefined : lines.positionAt(span.start).line + 1,
      transactional,
    })),
  };
}

/** Findings of error severity of what is upgraded, and parts that cannot be rolled back. */
function warningsOf(
  opened: OpenedProject,
  { direction, path, revision, rendered }: MigrationStep,
): readonly StepWarning[] {
  const message = `${revision} runs statements outside a transaction: if a later one fails, what ran before it stays.`;
  const isOutside = rendered.statements.some((statement) => !statement.transactional);
  return [
    ...(direction === 'upgrade' ? errorsOf(opened, path) : []),
    ...(isOutside ? [{ line: undefined, place: undefined, rule: undefined, message }] : []),
  ];
}

/** The findings of a revision file that are errors, as plans show them. */
function errorsOf({ workspace, shownPath, findings }: OpenedProject, path: string): readonly StepWarning[] {
  const known = findings.get(path);
  if (known !== undefined) return known;
  const lines = new LineIndex(workspace.text(path) ?? '');
  const found = workspace.lintErrors(path).map(({ span, ruleId, message }): StepWarning => {
    const line = lines.positionAt(span.start).line + 1;
    return { line, place: `${shownPath(path)}:${line}`, rule: ruleId, message };
  });
  findings.set(path, found);
  return found;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
