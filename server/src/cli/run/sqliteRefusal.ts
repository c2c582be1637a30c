// Why a run on a SQLite file goes to Alembic: this Node has no SQLite, or a statement means something else in our one
// transaction than in Alembic's run, where a transaction begins only with the first change of rows.
import type { NativeRefusal } from './chooseRunner';
import type { RunLimitOptions } from './limits';
import { placeOf } from './migrationSql';
import type { CommandInput } from '../command';
import { databaseEnvironment } from '../databaseEnvironment';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { resolveTarget } from '../../database/resolveTarget';
import { nodeSqliteObstacle } from '../../database/sqlite/nodeSqlite';
import { withoutComments } from '../../database/sqlite/singleStatement';
import type { Target } from '../../database/target';
import type { MigrationStep } from '../../engine/index';

/** They have no effect, fail or end the transaction inside of one. */
const OUTSIDE_ONLY = /^(?:pragma|attach|detach|vacuum)\b/iu;
/** They would end the transaction, or begin another one. */
const TRANSACTION = /^(?:begin|commit|end|rollback|savepoint|release)\b/iu;

/** Undefined where native may run it, as far as SQLite is concerned; `steps` are those with SQL of their own. */
export function sqliteRefusal(
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
  steps: readonly MigrationStep[],
): NativeRefusal | undefined {
  if (resolveTarget(database, databaseEnvironment(input, database)).kind !== 'sqlite') return undefined;
  const obstacle = nodeSqliteObstacle();
  if (obstacle !== undefined) {
    return refusal(obstacle, undefined, 'Run it with a newer Node, or let the project’s own Alembic do it.');
  }
  for (const { revision, rendered } of steps) {
    for (const { text, span, transactional } of rendered.statements) {
      const word = sqliteWord({ text, transactional });
      if (word === undefined) continue;
      return refusal(
        `${word} means something else inside the transaction in which the revisions run`,
        placeOf(opened, revision, span?.start),
        'Put it into `with op.get_context().autocommit_block():`, or let the project’s own Alembic run it.',
      );
    }
  }
  return undefined;
}

/** The word of a statement that means something else inside our transaction; undefined for every other one. */
export function sqliteWord({
  text,
  transactional,
}: Pick<MigrationStep['rendered']['statements'][number], 'text' | 'transactional'>): string | undefined {
  const start = withoutComments(text);
  const isForbidden = TRANSACTION.test(start) || (transactional && OUTSIDE_ONLY.test(start));
  return isForbidden ? (/^\w+/u.exec(start)?.[0].toUpperCase() ?? '') : undefined;
}

/** Ends the command where a limit was asked for that nobody can keep on SQLite. */
export function checkSqliteLimits(
  input: CommandInput,
  database: Target,
  runner: 'native' | 'alembic',
  { limits }: RunLimitOptions,
): void {
  if (resolveTarget(database, databaseEnvironment(input, database)).kind !== 'sqlite') return;
  if (limits?.statementTimeoutSeconds !== undefined) {
    throw new CommandFailure(EXIT.usage, 'argument --statement-timeout: SQLite has no such limit', {
      nextStep: 'Leave it out; a run can be cancelled at any time.',
    });
  }
  if (runner === 'alembic' && limits?.lockTimeoutSeconds !== undefined) {
    throw new CommandFailure(EXIT.usage, 'argument --lock-timeout: Alembic would not know of it on SQLite', {
      nextStep: 'Write it into the URL: sqlite:///app.db?timeout=SECONDS.',
    });
  }
}

function refusal(message: string, place: string | undefined, nextStep: string): NativeRefusal {
  return { failure: new CommandFailure(EXIT.refused, message, { place, nextStep }), isCertain: false };
}
