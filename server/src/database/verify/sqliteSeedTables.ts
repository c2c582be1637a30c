// The tables of a SQLite file as something to put rows into. SQLite takes what it is given, so a type is read by its words.
import type { SeedColumn, SeedKey, SeedTable } from './seedTables';
import type { Connection } from '../connection';
import { sqlName } from '../../engine/index';

/** Parts of a declared type, and the type of a server whose sample values fit it; the first that fits is taken. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/BOOL/iu, 'integer'],
  [/INT/iu, 'integer'],
  [/DATETIME|TIMESTAMP/iu, 'timestamp without time zone'],
  [/DATE/iu, 'date'],
  [/TIME/iu, 'time without time zone'],
  [/REAL|FLOA|DOUB|NUMERIC|DECIMAL/iu, 'double precision'],
  [/JSON/iu, 'json'],
];

/** All tables but those in `ignored`. */
export async function readSqliteSeedTables(
  connection: Connection,
  ignored: ReadonlySet<string>,
): Promise<readonly SeedTable[]> {
  const { rows } = await connection.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
  );
  const tables: SeedTable[] = [];
  for (const row of rows) {
    const name = String(row['name']);
    if (ignored.has(name)) continue;
    tables.push({
      name: spelt(name),
      columns: await columnsOf(connection, name),
      keys: await keysOf(connection, name),
    });
  }
  return tables;
}

async function columnsOf(connection: Connection, table: string): Promise<readonly SeedColumn[]> {
  const unique = await connection.execute(
    'SELECT i.name AS name FROM pragma_index_list($1) AS l, pragma_index_info(l.name) AS i WHERE l."unique" = 1',
    [table],
  );
  const names = new Set(unique.rows.map((row) => String(row['name'])));
  const { rows } = await connection.execute(
    'SELECT name, type, "notnull" AS required, dflt_value AS preset, pk, hidden FROM pragma_table_xinfo($1) ORDER BY cid',
    [table],
  );
  const keys = rows.filter((row) => Number(row['pk']) > 0).length;
  return rows.map((row) => {
    const isKey = Number(row['pk']) > 0;
    const declared = typeof row['type'] === 'string' ? row['type'] : '';
    // It is the number of the row, which SQLite gives by itself.
    const isRowNumber = isKey && keys === 1 && /^INTEGER$/iu.test(declared);
    return {
      name: String(row['name']),
      type: typeOf(declared),
      isRequired: Number(row['required']) === 1 || isKey,
      hasDefault: isRowNumber || typeof row['preset'] === 'string',
      isGenerated: Number(row['hidden']) > 0,
      isUnique: isKey || names.has(String(row['name'])),
      enumLabels: [],
    };
  });
}

async function keysOf(connection: Connection, table: string): Promise<readonly SeedKey[]> {
  const { rows } = await connection.execute(
    'SELECT id, "table" AS target, "from" AS source, "to" AS key FROM pragma_foreign_key_list($1) ORDER BY id, seq',
    [table],
  );
  const found = new Map<
    string,
    { columns: string[]; referencedTable: string; referencedColumns: string[] }
  >();
  for (const row of rows) {
    // Without a column the primary key is meant, whose name is not told here.
    if (typeof row['key'] !== 'string') continue;
    const id = String(row['id']);
    const key = found.get(id) ?? {
      columns: [],
      referencedTable: spelt(String(row['target'])),
      referencedColumns: [],
    };
    found.set(id, key);
    key.columns.push(String(row['source']));
    key.referencedColumns.push(row['key']);
  }
  return [...found.values()];
}

/** `VARCHAR(20)` keeps its length, which limits the sample. */
function typeOf(declared: string): string {
  const known = TYPES.find(([pattern]) => pattern.test(declared))?.[1];
  if (known !== undefined) return known;
  const length = /^\w*CHAR\w*\s*\((\d+)\)/iu.exec(declared)?.[1];
  return length === undefined ? 'text' : `character varying(${length})`;
}

/** Capitals are no reason for quotes in SQLite. */
function spelt(name: string): string {
  return sqlName(name.toLowerCase()) === name.toLowerCase() ? name : `"${name.replaceAll('"', '""')}"`;
}
