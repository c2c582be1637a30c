// From what a person asks to verify to the steps of a verification: every revision on the way, both directions rendered.
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import type { OpenedProject } from '../openProject';
import { environmentRefusal } from '../run/environmentObstacle';
import { sqliteWord } from '../run/sqliteRefusal';
import type { NativeStatement } from '../../database/nativeRun';
import { nodeSqliteObstacle } from '../../database/sqlite/nodeSqlite';
import type { HalfObstacle, VerifyHalf, VerifyStep } from '../../database/verify/verifyStep';
import {
  LineIndex,
  planMigration,
  versionChanges,
  type MigrationStep,
  type RenderedFunction,
  type VersionChange,
} from '../../engine/index';

/**
 * The steps from a database at these version rows (none: an empty one) to the last revision that `wanted` (`REV` or `A:B`
 * each; nothing: all) names. `environment` is why env.py leaves them to Alembic.
 */
export function verifySteps(
  opened: OpenedProject,
  wanted: readonly string[],
  start: readonly string[],
  environment: CommandFailure | undefined,
): readonly VerifyStep[] {
  const named = new Set(
    (wanted.length === 0 ? ['base:heads'] : wanted).flatMap((one) => revisionsOf(opened, one)),
  );
  const all = plan(opened, start, 'heads');
  const end = all.findLastIndex(({ revision }) => named.has(revision)) + 1;
  if (end === 0 && start.length > 0) {
    throw new CommandFailure(EXIT.usage, 'the copied database has every revision that is wanted already', {
      place: '--clone',
      nextStep: 'What is pending there is tried: `retort current` shows where it stands.',
    });
  }
  if (end === 0) {
    throw new CommandFailure(EXIT.usage, `there is nothing to verify in '${wanted.join(' ') || 'heads'}'`, {
      nextStep: 'Name a revision, or a range such as base:head.',
    });
  }
  let rows = start;
  return all.slice(0, end).map((step) => {
    const verified = verifyStep({ opened, environment }, step, rows, named.has(step.revision));
    rows = verified.to;
    return verified;
  });
}

/** The steps from an empty database to these version rows, and to nothing that they do not stand on. */
export function stepsToRows(opened: OpenedProject, wanted: readonly string[]): readonly VerifyStep[] {
  const environment = environmentRefusal(opened);
  let rows: readonly string[] = [];
  return wanted.flatMap((target) =>
    plan(opened, rows, target).map((step) => {
      const verified = verifyStep({ opened, environment }, step, rows, false);
      rows = verified.to;
      return verified;
    }),
  );
}

function revisionsOf(opened: OpenedProject, wanted: string): readonly string[] {
  const [from = '', to, ...more] = wanted.split(':');
  if (more.length > 0) {
    throw new CommandFailure(EXIT.usage, `'${wanted}' is no range`, { nextStep: 'Write A:B.' });
  }
  const upTo = (target: string): readonly string[] =>
    plan(opened, [], target).map(({ revision }) => revision);
  if (to === undefined) return upTo(wanted).slice(-1);
  const before = new Set(from === '' || from === 'base' ? [] : upTo(from));
  return upTo(to === '' ? 'heads' : to).filter((revision) => !before.has(revision));
}

/** The steps of an upgrade; what they emit is rendered apart. */
function plan(
  { workspace }: OpenedProject,
  rows: readonly string[],
  target: string,
): readonly MigrationStep[] {
  const renderSequence = (places: readonly unknown[]): readonly RenderedFunction[] =>
    places.map(() => ({ statements: [], unresolved: [], error: undefined }));
  const source = { graph: workspace.graph, renderSequence };
  return valueOrFail(planMigration(source, 'upgrade', rows, target, 'online')).steps;
}

interface StepSource {
  readonly opened: OpenedProject;
  readonly environment: CommandFailure | undefined;
}

function verifyStep(
  source: StepSource,
  step: MigrationStep,
  from: readonly string[],
  isVerified: boolean,
): VerifyStep {
  const { workspace } = source.opened;
  const { revision, message, path, changes } = step;
  const to = apply(changes, from);
  const lines = new LineIndex(workspace.text(path) ?? '');
  // Each direction is a run of its own, with a migration context that remembers nothing of the one before.
  const render = (direction: 'upgrade' | 'downgrade'): RenderedFunction =>
    workspace.render(path, direction, workspace.settings.dialect, 'online');
  const rendered = render('upgrade');
  const renderedDown = isVerified ? render('downgrade') : undefined;
  const isSilent = writesNothing(rendered) && (renderedDown === undefined || writesNothing(renderedDown));
  const half = (one: RenderedFunction): ReturnType<typeof halfOf> => halfOf(source, one, lines, isSilent);
  const up: VerifyHalf = { ...half(rendered), versionChanges: changes };
  const common = { revision, message, path, from, to, isVerified, up };
  if (renderedDown === undefined)
    return { ...common, down: { statements: [], versionChanges: [], obstacle: undefined } };
  const back = versionChanges(workspace.graph, { ...step, direction: 'downgrade' }, to);
  const down = half(renderedDown);
  if (back.refusal === undefined) {
    return { ...common, down: { ...down, versionChanges: back.value.changes } };
  }
  const obstacle = { reason: back.refusal.message, line: undefined, isCertain: false };
  return { ...common, down: { ...down, versionChanges: [], obstacle: down.obstacle ?? obstacle } };
}

/** A merge, or a revision that has yet to be written. */
function writesNothing({ statements, unresolved, error }: RenderedFunction): boolean {
  return statements.length === 0 && unresolved.length === 0 && error === undefined;
}

function halfOf(
  source: StepSource,
  rendered: RenderedFunction,
  lines: LineIndex,
  isSilent: boolean,
): Omit<VerifyHalf, 'versionChanges'> {
  const lineOf = (span: { readonly start: number } | undefined): number | undefined =>
    span === undefined ? undefined : lines.positionAt(span.start).line + 1;
  const statements = rendered.statements.map(({ text, span, transactional }): NativeStatement => ({
    sql: text,
    line: lineOf(span),
    transactional,
  }));
  return { statements, obstacle: obstacleOf(source, rendered, lineOf, isSilent) };
}

function obstacleOf(
  { opened, environment }: StepSource,
  { unresolved: [unresolved], error, statements }: RenderedFunction,
  lineOf: (span: { readonly start: number } | undefined) => number | undefined,
  isSilent: boolean,
): HalfObstacle | undefined {
  if (unresolved !== undefined) {
    const reason = `not known statically: ${unresolved.reason}`;
    return { reason, line: lineOf(unresolved.span), isCertain: false };
  }
  if (error !== undefined) {
    return { reason: `${error.type}: ${error.message}`, line: lineOf(error.span), isCertain: true };
  }
  if (statements.length > 0 && environment !== undefined) {
    return { reason: reasonOf(environment), line: undefined, isCertain: false };
  }
  const sqlite = isSilent ? undefined : sqliteObstacle(opened, statements);
  if (sqlite !== undefined) {
    return { reason: sqlite.reason, line: lineOf(sqlite.span), isCertain: false };
  }
  return undefined;
}

/** What a run on a SQLite file leaves to Alembic. */
function sqliteObstacle(
  { workspace }: OpenedProject,
  statements: RenderedFunction['statements'],
): { readonly reason: string; readonly span: { readonly start: number } | undefined } | undefined {
  if (workspace.settings.dialect !== 'sqlite') return undefined;
  // Then not even the version rows can be written, which a direction without statements changes.
  const reason = nodeSqliteObstacle();
  if (reason !== undefined) return { reason, span: undefined };
  const found = statements.find((statement) => sqliteWord(statement) !== undefined);
  return found === undefined
    ? undefined
    : { reason: `${sqliteWord(found) ?? ''} means something else inside a transaction`, span: found.span };
}

/** With its place, which is not in a revision. */
function reasonOf({ message, place }: CommandFailure): string {
  return place === undefined ? message : `${message} (${place})`;
}

function apply(changes: readonly VersionChange[], rows: readonly string[]): readonly string[] {
  const held = new Set(rows);
  for (const change of changes) {
    if (change.kind === 'delete') held.delete(change.version);
    if (change.kind === 'update') held.delete(change.from);
    if (change.kind !== 'delete') held.add(change.kind === 'insert' ? change.version : change.to);
  }
  return [...held];
}
