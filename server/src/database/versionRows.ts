// Alembic's version table in PostgreSQL: reading its rows, creating it, and changing rows the way Alembic does.
import { TEMPLATE_ENVIRONMENT, versionTableStatements } from '../engine/index';
import type { Connection } from './connection';
import { DatabaseProblem } from './databaseProblem';

export interface VersionTable {
  /** `version_table`, by default `alembic_version`. */
  readonly name: string;
  /** `version_table_schema`; undefined is whatever the search path finds. */
  readonly schema: string | undefined;
  /** `version_table_pk`; absent means true. */
  readonly hasPrimaryKey?: boolean;
}

/** The version table as a catalogue names it: it is Alembic's and no part of what a history makes. */
export function ignoredTables(
  { name, schema }: VersionTable,
  kind: 'server' | 'embedded' | 'sqlite',
): ReadonlySet<string> {
  return new Set([kind === 'sqlite' ? name : `${schema ?? 'public'}.${name}`]);
}

/** One change of one row, in the shape the engine's plan has it. */
export type VersionChange =
  | { readonly kind: 'insert'; readonly version: string }
  | { readonly kind: 'delete'; readonly version: string }
  | { readonly kind: 'update'; readonly from: string; readonly to: string };

/** The version rows; none when the table does not exist. */
export async function readVersionRows(
  connection: Connection,
  table: VersionTable,
): Promise<readonly string[]> {
  return (await findVersionRows(connection, table)) ?? [];
}

/** The version rows; undefined when the table does not exist. */
export async function findVersionRows(
  connection: Connection,
  table: VersionTable,
): Promise<readonly string[] | undefined> {
  if (!(await hasVersionTable(connection, table))) return undefined;
  const { rows } = await connection.execute(`SELECT version_num FROM ${qualified(table)}`);
  return rows.map((row) => String(row['version_num']));
}

/** Whether the version table is there. */
export async function hasVersionTable(connection: Connection, table: VersionTable): Promise<boolean> {
  if (connection.kind === 'sqlite') return await hasSqliteTable(connection, table);
  const { rows } = await connection.execute('SELECT to_regclass($1) IS NOT NULL AS found', [
    qualified(table),
  ]);
  return rows[0]?.['found'] === true;
}

/** SQLite compares names without case. */
async function hasSqliteTable(connection: Connection, { name, schema }: VersionTable): Promise<boolean> {
  const { rows } = await connection.execute(
    `SELECT 1 FROM ${schema === undefined ? '' : `${quoted(schema)}.`}sqlite_master
      WHERE type IN ('table', 'view') AND name = $1 COLLATE NOCASE`,
    [name],
  );
  return rows.length > 0;
}

function createText({ name, schema, hasPrimaryKey }: VersionTable): string {
  const known = <Value>(value: Value): { readonly state: 'known'; readonly value: Value } => ({
    state: 'known',
    value,
  });
  return versionTableStatements({
    ...TEMPLATE_ENVIRONMENT,
    dialect: 'sqlite',
    mode: 'online',
    versionTable: known(name),
    versionTableSchema: schema === undefined ? { state: 'absent' } : known(schema),
    versionTablePk: known(hasPrimaryKey !== false),
  }).create();
}

/** Creates the table as Alembic does; nothing happens when it is there. */
export async function ensureVersionTable(connection: Connection, table: VersionTable): Promise<void> {
  if (await hasVersionTable(connection, table)) return;
  if (connection.kind === 'sqlite') {
    // SQLite keeps the text of a table, so it is Alembic's to the last blank.
    await connection.execute(createText(table));
    return;
  }
  const key =
    table.hasPrimaryKey === false
      ? ''
      : `,\n    CONSTRAINT ${quoted(`${table.name}_pkc`)} PRIMARY KEY (version_num)`;
  await connection.execute(
    `CREATE TABLE ${qualified(table)} (\n    version_num VARCHAR(32) NOT NULL${key}\n)`,
  );
}

/** Changes one row. Throws, in Alembic's words, when it is not exactly one. */
export async function applyVersionChange(
  connection: Connection,
  table: VersionTable,
  change: VersionChange,
): Promise<void> {
  const name = qualified(table);
  switch (change.kind) {
    case 'insert':
      await connection.execute(`INSERT INTO ${name} (version_num) VALUES ($1)`, [change.version]);
      return;
    case 'delete': {
      const { rowCount } = await connection.execute(`DELETE FROM ${name} WHERE version_num = $1`, [
        change.version,
      ]);
      expectOneRow(rowCount, `deleting '${change.version}' in '${table.name}'`);
      return;
    }
    case 'update': {
      const { from, to } = change;
      const { rowCount } = await connection.execute(
        `UPDATE ${name} SET version_num = $1 WHERE version_num = $2`,
        [to, from],
      );
      expectOneRow(rowCount, `updating '${from}' to '${to}' in '${table.name}'`);
    }
  }
}

function expectOneRow(found: number, doing: string): void {
  if (found === 1) return;
  throw new DatabaseProblem({
    message: `Online migration expected to match one row when ${doing}; ${found} found`,
    nextStep: 'Somebody else changed the version table. Look at `retort current`, then make the plan again.',
  });
}

function qualified({ name, schema }: VersionTable): string {
  return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
