// Describes a live SQLite database from its schema table and pragmas: version, size, and every table with columns and indexes.
import { basename } from 'node:path';
import { statSync } from 'node:fs';
import type { Connection } from '../connection';
import type { LiveColumn, LiveIndex, LiveServer, LiveTable } from './inspection';

type Row = Readonly<Record<string, unknown>>;

/** A file has no user and no TLS; its size is what counts. */
export function inspectSqliteFile(connection: Connection): LiveServer {
  const { file, serverVersion } = connection;
  return {
    database: file === undefined ? connection.database : basename(file),
    user: undefined,
    version: `SQLite ${serverVersion}`,
    tls: undefined,
    bytes: file === undefined ? undefined : statSync(file, { throwIfNoEntry: false })?.size,
    isReadOnly: false,
  };
}

/** Every table and view but SQLite's own; rows are not counted, which would read the whole file. */
export async function inspectSqliteTables(connection: Connection): Promise<readonly LiveTable[]> {
  const { rows } = await connection.execute(
    "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  );
  const tables: LiveTable[] = [];
  for (const row of rows) {
    const name = text(row['name']) ?? '';
    tables.push({
      schema: 'main',
      name,
      kind: row['type'] === 'view' ? 'view' : 'table',
      rows: undefined,
      bytes: undefined,
      comment: undefined,
      columns: await columnsOf(connection, name),
      indexes: await indexesOf(connection, name),
    });
  }
  return tables;
}

async function columnsOf(connection: Connection, table: string): Promise<readonly LiveColumn[]> {
  const foreign = await connection.execute(
    'SELECT "from" AS source, "table" AS target, "to" AS key FROM pragma_foreign_key_list($1)',
    [table],
  );
  const references = new Map(
    foreign.rows.map((row) => [
      String(row['source']),
      [text(row['target']), text(row['key'])].filter((part) => part !== undefined).join('.'),
    ]),
  );
  const { rows } = await connection.execute(
    'SELECT name, type, "notnull" AS required, dflt_value AS preset, pk FROM pragma_table_info($1) ORDER BY cid',
    [table],
  );
  return rows.map((row): LiveColumn => {
    const name = text(row['name']) ?? '';
    return {
      name,
      type: text(row['type']) ?? '',
      isNullable: Number(row['required']) === 0,
      default: text(row['preset']),
      isPrimaryKey: Number(row['pk']) > 0,
      references: references.get(name),
      comment: undefined,
    };
  });
}

async function indexesOf(connection: Connection, table: string): Promise<readonly LiveIndex[]> {
  const { rows } = await connection.execute(
    `SELECT l.name, l."unique" AS is_unique, l.origin,
      coalesce(m.sql, 'UNIQUE (' || (SELECT group_concat(i.name, ', ') FROM pragma_index_info(l.name) AS i) || ')') AS definition
    FROM pragma_index_list($1) AS l LEFT JOIN sqlite_master AS m ON m.type = 'index' AND m.name = l.name
    ORDER BY l.name`,
    [table],
  );
  return rows.map((row: Row): LiveIndex => {
    return {
      name: text(row['name']) ?? '',
      definition: text(row['definition']) ?? '',
      isUnique: Number(row['is_unique']) === 1,
      isPrimary: row['origin'] === 'pk',
      isValid: true,
    };
  });
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
