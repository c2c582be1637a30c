// What a database holds at one moment, as values that can be compared: catalogueQuery.ts says what counts.
import { CATALOGUE_QUERY, COLUMN_ORDER_QUERY } from './catalogueQuery';
import type { Connection } from '../connection';

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

/** Planning the question takes as long as answering it: a session that is asked again keeps the plan. */
async function questionFor(connection: Connection): Promise<string> {
  if (!ASKED.has(connection)) {
    ASKED.add(connection);
    return CATALOGUE_QUERY;
  }
  // What runs in between may discard it.
  const held = await connection.execute(`SELECT FROM pg_prepared_statements WHERE name = '${PREPARED}'`);
  if (held.rows.length === 0) await connection.execute(`PREPARE ${PREPARED} AS ${CATALOGUE_QUERY}`);
  return `EXECUTE ${PREPARED}`;
}

async function readServerCatalogue(connection: Connection, without: ReadonlySet<string>): Promise<Catalogue> {
  // Deparsers leave out the schema of whatever the search path finds.
  await connection.execute('BEGIN; SET LOCAL search_path = pg_catalog');
  try {
    const { rows } = await connection.execute(await questionFor(connection));
    const order = await connection.execute(COLUMN_ORDER_QUERY);
    const objects = rows.map((row) => ({
      kind: String(row['kind']),
      name: String(row['name']),
      partOf: typeof row['part_of'] === 'string' ? row['part_of'] : undefined,
      definition: typeof row['definition'] === 'string' ? row['definition'] : '',
    }));
    return {
      objects: objects.filter(({ name, partOf }) => !without.has(name) && !without.has(partOf ?? '')),
      columnOrder: new Map(
        order.rows
          .map((row) => [String(row['table_name']), row['columns'] as readonly string[]] as const)
          .filter(([table]) => !without.has(table)),
      ),
    };
  } finally {
    await connection.execute('ROLLBACK').catch(() => undefined);
  }
}
