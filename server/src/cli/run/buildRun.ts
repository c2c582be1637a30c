// Makes the plan of a run: the steps with their SQL and locks for people, and the same steps for the native runner.
// Refuses whatever is not known statically; a plan that is shown is a plan that can be run.
import { environmentRefusal, placeOf, unresolvedRefusal } from './migrationSql';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import type { OpenedProject } from '../openProject';
import { LineIndex, planMigration, statementEffect, type MigrationStep } from '../../engine/index';
import type { NativeStep } from '../../database/nativeRun';
import type { PlannedStatement, PlannedStep, RunPlan } from '../../database/runEvents';

export interface RunRequest {
  readonly opened: OpenedProject;
  readonly direction: 'upgrade' | 'downgrade';
  readonly target: string;
  /** Version rows of the database. */
  readonly current: readonly string[];
  readonly id: string;
  readonly database: RunPlan['database'];
}

/** The plan for people, its steps for the runner, and what both were made from. */
export interface BuiltRun {
  readonly plan: RunPlan;
  readonly steps: readonly NativeStep[];
  readonly migration: readonly MigrationStep[];
}

/** The plan of a native run. Throws a CommandFailure where native may not run. */
export function buildRun(request: RunRequest): BuiltRun {
  const { opened, direction, target, current } = request;
  const { workspace, environment, project } = opened;
  const { graph } = workspace;
  const { steps } = valueOrFail(
    planMigration(
      {
        graph,
        renderSequence: (places, mode) => workspace.renderSequence(places, workspace.settings.dialect, mode),
      },
      direction,
      current,
      target,
      'online',
    ),
  );
  if (!environment.isRecognised && steps.length > 0) throw environmentRefusal(opened);
  for (const step of steps) refuseUnknown(opened, step);
  const planned = steps.map((step) => plannedStep(opened, step));
  const plan: RunPlan = {
    id: request.id,
    command: direction,
    target,
    project: { configFile: project.iniFile ?? project.tomlFile ?? '', section: project.section },
    database: request.database,
    runner: 'native',
    runnerReason: 'every statement is known and env.py adds nothing to them',
    current,
    steps: planned,
    warnings: warnings(opened, steps),
  };
  return { plan, steps: steps.map((step) => nativeStep(opened, step)), migration: steps };
}

function refuseUnknown(opened: OpenedProject, step: MigrationStep): void {
  const { rendered, revision } = step;
  const [unresolved] = rendered.unresolved;
  if (unresolved !== undefined) throw unresolvedRefusal(opened, { ...unresolved, revision });
  if (rendered.error === undefined) return;
  const { type, message, span } = rendered.error;
  throw new CommandFailure(EXIT.refused, `${type}: ${message}`, {
    place: placeOf(opened, revision, span?.start),
    nextStep: 'The run would fail here; correct the revision first. Nothing was run.',
  });
}

function plannedStep(opened: OpenedProject, step: MigrationStep): PlannedStep {
  const lines = new LineIndex(opened.workspace.text(step.path) ?? '');
  const { direction, revision, message, path, from, to } = step;
  const made = new Set<string>();
  const statements = step.rendered.statements.map(({ text, span, transactional }): PlannedStatement => {
    const effect = statementEffect(text);
    const isNewTable = [...made].some((table) => text.includes(table));
    const created = /^CREATE TABLE (?:IF NOT EXISTS )?([^\s(]+)/.exec(text)?.[1];
    if (created !== undefined) made.add(created);
    return {
      sql: text,
      line: span === undefined ? undefined : lines.positionAt(span.start).line + 1,
      lock: isNewTable ? undefined : effect?.lock,
      destroys: effect?.isDestructive === true ? `${revision}: ${firstLine(text)}` : undefined,
      transactional,
    };
  });
  return { direction, revision, message, path, from, to, statements };
}

function nativeStep(opened: OpenedProject, step: MigrationStep): NativeStep {
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

/** What a person should know before saying yes: findings of error severity, and parts that cannot be rolled back. */
function warnings(opened: OpenedProject, steps: readonly MigrationStep[]): readonly string[] {
  const found = steps
    .filter((step) => step.direction === 'upgrade')
    .flatMap((step) => opened.workspace.lint(step.path))
    .filter((finding) => finding.severity === 'error')
    .map((finding) => {
      const { line } = new LineIndex(opened.workspace.text(finding.path) ?? '').positionAt(
        finding.span.start,
      );
      return `${opened.shownPath(finding.path)}:${line + 1} [${finding.ruleId}] ${finding.message}`;
    });
  const outside = steps.filter((step) =>
    step.rendered.statements.some((statement) => !statement.transactional),
  );
  return [
    ...found,
    ...outside.map(
      (step) =>
        `${step.revision} runs statements outside a transaction: if a later one fails, what ran before it stays.`,
    ),
  ];
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}
