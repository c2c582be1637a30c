// `retort drift --revision`: the revision for what only the database has, tried on the scratch database before it is written.
import type { Drift } from './compareWithHistory';
import { driftSql, type DriftSql } from './driftSql';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { fullVersionTable } from '../run/runOptions';
import { writeRevision } from '../writeRevision';
import { differenceLines, type CatalogueDifference } from '../../database/catalogue/compareCatalogues';
import { DatabaseProblem } from '../../database/databaseProblem';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';

/** Answers 0 when a file was written, or none is needed. */
export async function writeDrift(
  input: CommandInput,
  drift: Drift,
  scratch: ScratchDatabase,
): Promise<number> {
  const { opened, label, rows, differences } = drift;
  const { write, writeError } = input.process;
  const wanted = differences.filter(({ change }) => change !== 'removed');
  if (wanted.length === 0) {
    write(`${label} has nothing that the history does not make; no revision was written.\n`);
    return 0;
  }
  if (opened.workspace.settings.dialect === 'sqlite') {
    throw new CommandFailure(EXIT.refused, 'a revision is written for what is in PostgreSQL only', {
      place: label,
      nextStep: 'Put it into the models, then `retort revision --autogenerate`.',
    });
  }
  const heads = opened.workspace.graph.heads;
  const pending = heads.find((head) => !rows.includes(head));
  if (pending !== undefined) {
    throw new CommandFailure(EXIT.usage, 'Target database is not up to date.', {
      place: label,
      nextStep: `It lacks ${pending}: run \`retort upgrade heads\` first, since the new revision stands on it.`,
    });
  }
  const sql = driftSql(drift);
  const [problem] = sql.problems;
  if (problem !== undefined) throw cannotBeWritten(problem);
  await tryOut(drift, scratch, sql);
  writeRevision(input, opened, {
    id: valueOf(input.arguments, 'revId'),
    message: valueOf(input.arguments, 'message') ?? 'what the database has',
    head: 'head',
    splice: false,
    branchLabel: undefined,
    dependsOn: [],
    versionPath: undefined,
    withoutHooks: input.arguments.flags.has('noHooks'),
    upgrades: sql.upgrade.map(operation).join('\n    '),
    downgrades: sql.downgrade.map(operation).join('\n    '),
  });
  const left = differences.length - wanted.length;
  const leftOut = left === 0 ? '' : ` What only the history makes (${left}) is not in it.`;
  writeError(
    `note: ${label} has all of it already: \`retort stamp head\` there, \`retort upgrade head\` everywhere else.${leftOut}\n`,
  );
  return 0;
}

/** Upgrades the scratch database, looks whether it is then as the database, and whether the downgrade brings it back. */
async function tryOut(drift: Drift, scratch: ScratchDatabase, sql: DriftSql): Promise<void> {
  const { readCatalogue } = await import('../../database/catalogue/catalogue');
  const { compareCatalogues } = await import('../../database/catalogue/compareCatalogues');
  const { withoutGrants, wordedBy } = await import('../../database/catalogue/sameMeaning');
  const { name, schema } = fullVersionTable(drift.opened);
  const ignored = new Set([`${schema ?? 'public'}.${name}`]);
  const run = async (statements: readonly string[]): Promise<Drift['history']> => {
    for (const statement of statements) {
      try {
        await scratch.connection.execute(statement);
      } catch (error) {
        if (!(error instanceof DatabaseProblem)) throw error;
        throw cannotBeWritten(`${statement.split('\n')[0] ?? ''} fails: ${error.message}`);
      }
    }
    return withoutGrants(await readCatalogue(scratch.connection, ignored));
  };
  const isLeft = ({ change }: CatalogueDifference): boolean => change === 'added' || change === 'changed';
  const upgraded = await run(sql.upgrade);
  const wanted = await wordedBy(scratch.connection, drift.database, upgraded);
  const up = compareCatalogues(upgraded, wanted).find(isLeft);
  if (up !== undefined) throw cannotBeWritten(differenceLines(up).join(', '));
  const down = compareCatalogues(drift.history, await run(sql.downgrade)).find(
    ({ change }) => change !== 'reordered',
  );
  if (down !== undefined) throw cannotBeWritten(`a downgrade of ${differenceLines(down).join(', ')}`);
}

function cannotBeWritten(what: string): CommandFailure {
  return new CommandFailure(EXIT.refused, `this cannot be written as a revision: ${what}`, {
    nextStep: 'Write the revision by hand (`retort revision -m TEXT`); nothing was written.',
  });
}

/**
 * What SQLAlchemy's text() takes for a bind parameter and a backslash keeps from it; a name between two colons it takes
 * for none, and would leave the backslash.
 */
const PARAMETER = /(?<![:\p{L}\p{N}_$\\]):(?=[\p{L}\p{N}_$]+(?![:\p{L}\p{N}_$]))/gu;

/** `op.execute` with the statement as a Python string. */
export function operation(sql: string): string {
  const escaped = sql
    .replaceAll('\\', '\\\\')
    .replace(PARAMETER, '\\\\:')
    .replaceAll('\r', '\\r')
    .replaceAll('"', '\\"');
  return escaped.includes('\n') ? `op.execute(\n        """${escaped}"""\n    )` : `op.execute("${escaped}")`;
}
