// `--sql`: the text of `alembic upgrade|downgrade RANGE --sql`, or a refusal that names the first unknown place.
import { checkText } from './environmentObstacle';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import type { OpenedProject } from '../openProject';
import { projectDialect } from '../../files/retortSettings';
import { LineIndex, planMigration, planStart, rangeText, renderRange, splitTarget } from '../../engine/index';

/** The whole text. Nothing is returned when any part of it would be a guess. */
export function migrationSql(
  input: CommandInput,
  opened: OpenedProject,
  direction: 'upgrade' | 'downgrade',
  target: string,
): string {
  const { workspace, project } = opened;
  const { unsupported } = projectDialect(project);
  if (unsupported !== undefined) {
    throw new CommandFailure(EXIT.refused, `the SQL of ${unsupported} is not rendered`, {
      nextStep: 'Let the project’s own Alembic do it: run the same command with `alembic`.',
    });
  }
  const { graph, settings } = workspace;
  const { from, to } = valueOrFail(splitTarget(target, { direction, sql: true }));
  const start = valueOrFail(planStart(graph, from));
  const plan = planMigration(
    {
      graph,
      renderSequence: (places, mode) => workspace.renderSequence(places, settings.dialect, mode),
    },
    direction,
    start,
    to,
    'offline',
  );
  const { steps } = valueOrFail(plan);
  checkText(input, opened);
  const options = { ...settings.environment, dialect: settings.dialect, mode: 'offline' as const };
  const range = renderRange(steps, options, { heads: start, hasBeginTransaction: true });
  const [unresolved] = range.unresolved;
  if (unresolved !== undefined) throw unresolvedRefusal(opened, unresolved);
  if (range.error !== undefined) {
    const { revision, type, message, span } = range.error;
    throw new CommandFailure(EXIT.refused, `${type}: ${message}`, {
      place: placeOf(opened, revision, span?.start),
      nextStep: 'Alembic fails here too; correct the revision.',
    });
  }
  return rangeText(range);
}

/** Says what could not be evaluated, and where. */
export function unresolvedRefusal(
  opened: OpenedProject,
  unresolved: {
    readonly revision: string | undefined;
    readonly span: { readonly start: number } | undefined;
    readonly reason: string;
  },
): CommandFailure {
  return new CommandFailure(EXIT.refused, `this cannot be known statically: ${unresolved.reason}`, {
    place: placeOf(opened, unresolved.revision, unresolved.span?.start),
    nextStep: 'Let the project’s own Alembic do it: run the same command with `alembic`.',
  });
}

/** `file:line` of an offset in a revision; the environment file where no revision is meant. */
export function placeOf(
  opened: OpenedProject,
  revision: string | undefined,
  offset: number | undefined,
): string {
  const path = revision === undefined ? undefined : opened.workspace.pathOf(revision);
  if (path === undefined) return opened.shownPath(opened.project.environmentFile);
  if (offset === undefined) return opened.shownPath(path);
  const { line } = new LineIndex(opened.workspace.text(path) ?? '').positionAt(offset);
  return `${opened.shownPath(path)}:${line + 1}`;
}
