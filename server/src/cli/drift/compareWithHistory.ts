// What a database holds beside what its history makes: the history is applied to a scratch database up to the same version
// rows, and both catalogues are compared.
import type { CommandInput } from '../command';
import { asFailure, databaseLabel, openDatabase, openForRun, versionTable } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { fullVersionTable } from '../run/runOptions';
import { refuseUnknownRows } from '../run/unknownRows';
import { alembicOnScratch } from '../verify/alembicOnScratch';
import { openScratch } from '../verify/openScratch';
import { stepsToRows } from '../verify/verifySteps';
import type { Catalogue } from '../../database/catalogue/catalogue';
import type { Connection } from '../../database/connection';
import type { CatalogueDifference } from '../../database/catalogue/compareCatalogues';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';

export interface Drift {
  readonly opened: OpenedProject;
  readonly label: string;
  /** The version rows of the database. */
  readonly rows: readonly string[];
  /** `added` is in the database only, `removed` in the history only. */
  readonly differences: readonly CatalogueDifference[];
  readonly history: Catalogue;
  readonly database: Catalogue;
  /** What limits the comparison. */
  readonly notes: readonly string[];
  /** Of SQLite: the statements that made what is there, by name. */
  readonly texts: { readonly history: SqliteTexts; readonly database: SqliteTexts } | undefined;
}

type SqliteTexts = ReadonlyMap<string, string>;

/** The scratch database, which is at the version rows of the database. */
export interface DriftScratch {
  readonly database: ScratchDatabase;
  /** Makes it so again after something was tried on it. */
  readonly restore: () => Promise<void>;
}

interface Found {
  readonly label: string;
  readonly rows: readonly string[];
  readonly catalogue: Catalogue;
  readonly serverVersion: string;
  readonly texts: SqliteTexts | undefined;
}

/** Compares, and lets `work` go on with the scratch database. */
export async function withDrift<T>(
  input: CommandInput,
  work: (drift: Drift, scratch: DriftScratch) => Promise<T>,
): Promise<T> {
  const { opened, database } = await openForRun(input);
  const { readCatalogue } = await import('../../database/catalogue/catalogue');
  const { compareCatalogues } = await import('../../database/catalogue/compareCatalogues');
  const { withoutGrants, wordedBy } = await import('../../database/catalogue/sameMeaning');
  const { applySteps } = await import('../../database/verify/applySteps');
  const table = fullVersionTable(opened);
  const { ignoredTables } = await import('../../database/versionRows');
  const isSqlite = opened.workspace.settings.dialect === 'sqlite';
  const ignored = ignoredTables(table, isSqlite ? 'sqlite' : 'server');
  const found = await look(input, opened, database, ignored);
  await refuseUnknownRows(opened, found.rows, found.label);
  const scratch = await openScratch(input, opened);
  try {
    const prepare = async (): Promise<void> =>
      await applySteps({
        scratch,
        steps: stepsToRows(opened, found.rows),
        rows: found.rows,
        versionTable: table,
        alembic: alembicOnScratch(input, opened),
        signal: input.process.signal,
      });
    await prepare();
    if (input.process.signal.aborted) throw new CommandFailure(EXIT.cancelled, 'cancelled', {});
    const history = withoutGrants(await readCatalogue(scratch.connection, ignored));
    const mine = withoutGrants(found.catalogue);
    const versions = [found.serverVersion, scratch.connection.serverVersion];
    const [here, there] = isSqlite ? [] : versions.map(majorOf);
    const worded = here === there ? mine : await wordedBy(scratch.connection, mine, history);
    const differences = compareCatalogues(history, worded).filter(({ change }) => change !== 'reordered');
    const notes =
      here === there
        ? []
        : [
            `The database is PostgreSQL ${here ?? ''}, the scratch database ${there ?? ''}: what the two word differently may show as a difference. --scratch env:NAME takes a server of the same version.`,
          ];
    const { label, rows } = found;
    const texts =
      found.texts === undefined
        ? undefined
        : { history: await sqliteTexts(scratch.connection), database: found.texts };
    const restore = async (): Promise<void> => {
      await scratch.reset();
      await prepare();
    };
    const drift = { opened, label, rows, differences, history, database: worded, notes, texts };
    return await work(drift, { database: scratch, restore });
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await scratch.dispose();
  }
}

async function look(
  input: CommandInput,
  opened: OpenedProject,
  database: Parameters<typeof openDatabase>[2],
  ignored: ReadonlySet<string>,
): Promise<Found> {
  const connection = await openDatabase(input, opened, database);
  try {
    const { readCatalogue } = await import('../../database/catalogue/catalogue');
    const { readVersionRows } = await import('../../database/versionRows');
    return {
      label: databaseLabel(input, database, opened),
      rows: await readVersionRows(connection, versionTable(opened)),
      catalogue: await readCatalogue(connection, ignored),
      serverVersion: connection.serverVersion,
      texts: connection.kind === 'sqlite' ? await sqliteTexts(connection) : undefined,
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

async function sqliteTexts(connection: Connection): Promise<SqliteTexts> {
  const { readSqliteTexts } = await import('../../database/catalogue/sqliteCatalogue');
  return await readSqliteTexts(connection);
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? version;
}
