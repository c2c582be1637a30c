// What a database holds at one moment, as values that can be compared: catalogueQuery.ts says what counts.
import { CATALOGUE_QUERY } from './catalogueQuery';
import type { Connection, Execution } from '../connection';
import { DatabaseProblem } from '../databaseProblem';

export interface CatalogueObject {
  /** `table`, `column`, `index`, `enum` and so on. */
  readonly kind: string;
  /** Qualified, quoted where needed; unique together with `kind`. */
  readonly name: string;
  /** The table it belongs to; undefined for what stands alone. */
  readonly partOf: string | undefined;
  /** In the server's own words; the same text means the same thing on servers of one version. */
  readonly definition: string;
}

export interface Catalogue {
  readonly objects: readonly CatalogueObject[];
  /** Columns of each table in their order, which is not part of its definition. */
  readonly columnOrder: ReadonlyMap<string, readonly string[]>;
}

/** Reads it without the tables named in `without` (names as the catalogue has them, the version table's). */
export async function readCatalogue(
  connection: Connection,
  without: ReadonlySet<string>,
): Promise<Catalogue> {
  if (connection.kind !== 'sqlite') return await readServerCatalogue(connection, without);
  const { readSqliteCatalogue } = await import('./sqliteCatalogue');
  return await readSqliteCatalogue(connection, without);
}

/** Sessions that have been asked before. */
const ASKED = new WeakSet<Connection>();
const PREPARED = 'retort_catalogue';
const NO_SUCH_PREPARED_STATEMENT = '26000';
/**
 * Deparsers leave out the schema of whatever the search path finds, and compiling the query takes longer than answering it.
 * Statements sent together are one transaction, which ends with the last of them.
 */
const SETTINGS = 'SET LOCAL search_path = pg_catalog; SET LOCAL jit = off';

/** Planning the question takes as long as answering it: a session that is asked again keeps the plan. */
async function ask(connection: Connection): Promise<Execution> {
  if (!ASKED.has(connection)) {
    ASKED.add(connection);
    return await connection.execute(`${SETTINGS}; ${CATALOGUE_QUERY}`);
  }
  try {
    return await connection.execute(`${SETTINGS}; EXECUTE ${PREPARED}`);
  } catch (error) {
    // Nobody prepared it yet, or what ran in between discarded it.
    if (!(error instanceof DatabaseProblem) || error.code !== NO_SUCH_PREPARED_STATEMENT) throw error;
    return await connection.execute(
      `${SETTINGS}; PREPARE ${PREPARED} AS ${CATALOGUE_QUERY}; EXECUTE ${PREPARED}`,
    );
  }
}

async function readServerCatalogue(connection: Connection, without: ReadonlySet<string>): Promise<Catalogue> {
  const { rows } = await ask(connection);
  const objects: CatalogueObject[] = [];
  const columns = new Map<string, { readonly position: number; readonly name: string }[]>();
  for (const row of rows) {
    const [kind, name] = [String(row['kind']), String(row['name'])];
    const partOf = typeof row['part_of'] === 'string' ? row['part_of'] : undefined;
    const definition = typeof row['definition'] === 'string' ? row['definition'] : '';
    if (without.has(name) || (partOf !== undefined && without.has(partOf))) continue;
    objects.push({ kind, name, partOf, definition });
    if (kind !== 'column' || partOf === undefined) continue;
    const list = columns.get(partOf) ?? [];
    columns.set(partOf, list);
    list.push({ position: Number(row['position']), name: unquoted(name.slice(partOf.length + 1)) });
  }
  const ordered = [...columns].map(
    ([table, list]) => [table, list.sort((a, b) => a.position - b.position).map(({ name }) => name)] as const,
  );
  return { objects, columnOrder: new Map(ordered) };
}

/** An identifier without the quotes that quote_ident gave it. */
export function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
