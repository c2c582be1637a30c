// Puts rows into empty tables before a revision is tried: one with a value in every column, one with NULL wherever that
// is allowed, one that repeats the first where no unique index forbids it. So NOT NULL, unique and backfill failures show.
import type { Connection } from '../connection';
import { DatabaseProblem } from '../databaseProblem';
import { readSeedTables, type SeedColumn, type SeedTable } from './seedTables';
import { sampleValue } from './sampleValue';
import type { RowChange } from './verifyEvents';

export type SeedWish =
  | { readonly kind: 'none' }
  | { readonly kind: 'auto' }
  /** SQL that is run once, before the first verified revision. */
  | { readonly kind: 'script'; readonly sql: string; readonly name: string };

/** Values of a foreign key as the referenced table holds them; undefined where it is empty. */
type Borrowed = ReadonlyMap<string, string | null>;

/** Which of the three rows: all values, as few as possible, the first one again. */
const ROWS = ['full', 'sparse', 'repeated'] as const;

/** Fills what is empty; the answer tells in sentences which tables stay empty and why. */
export async function seedTables(
  connection: Connection,
  ignored: ReadonlySet<string>,
  wish: Exclude<SeedWish, { readonly kind: 'none' }>,
): Promise<readonly string[]> {
  if (wish.kind === 'script') return await runScript(connection, wish);
  const notes: string[] = [];
  const tables = await readSeedTables(connection, ignored);
  await connection.execute('BEGIN');
  try {
    for (const table of inOrderOfKeys(tables)) {
      const problem = await seedTable(connection, table);
      if (problem !== undefined) notes.push(`no rows in ${table.name}: ${problem}`);
    }
    await connection.execute('COMMIT');
  } catch (error) {
    await connection.execute('ROLLBACK').catch(() => undefined);
    if (!(error instanceof DatabaseProblem)) throw error;
    notes.push(`no rows: ${error.message}`);
  }
  return notes;
}

/** Rows of every table, by qualified name. */
export async function countRows(
  connection: Connection,
  ignored: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const tables = await readSeedTables(connection, ignored);
  if (tables.length === 0) return new Map();
  const { rows } = await connection.execute(
    tables
      .map(({ name }) => `SELECT ${literal(name)} AS name, count(*) AS count FROM ${name}`)
      .join(' UNION ALL '),
  );
  return new Map(rows.map((row) => [String(row['name']), Number(row['count'])]));
}

/** Tables that are in both and hold another number of rows. */
export function rowChanges(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly RowChange[] {
  return [...before].flatMap(([table, count]) => {
    const now = after.get(table);
    return now === undefined || now === count ? [] : [{ table, before: count, after: now }];
  });
}

async function runScript(
  connection: Connection,
  { sql, name }: Extract<SeedWish, { readonly kind: 'script' }>,
): Promise<readonly string[]> {
  try {
    await connection.executeScript(sql);
    return [];
  } catch (error) {
    if (!connection.isLost) await connection.execute('ROLLBACK').catch(() => undefined);
    if (error instanceof DatabaseProblem) return [`${name} was not run: ${error.message}`];
    throw error;
  }
}

async function seedTable(connection: Connection, table: SeedTable): Promise<string | undefined> {
  const { rows } = await connection.execute(`SELECT 1 FROM ${table.name} LIMIT 1`);
  if (rows.length > 0) return undefined;
  let problem: string | undefined;
  let count = 0;
  for (const [index, kind] of ROWS.entries()) {
    const values = await rowOf(connection, table, kind, index + 1);
    if (typeof values === 'string') {
      problem ??= values;
      continue;
    }
    const failure = await insert(connection, table, values);
    if (failure === undefined) count += 1;
    else problem ??= failure;
  }
  return count > 0 ? undefined : problem;
}

type Row = readonly (readonly [column: string, literal: string])[];

/** The literals of one row; a sentence where a column that needs a value has none that is known. */
async function rowOf(
  connection: Connection,
  table: SeedTable,
  kind: (typeof ROWS)[number],
  number: number,
): Promise<Row | string> {
  const borrowed = await borrow(connection, table, number);
  if (typeof borrowed === 'string') return borrowed;
  const row: (readonly [string, string])[] = [];
  const isSqlite = connection.kind === 'sqlite';
  for (const column of table.columns) {
    if (column.isGenerated) continue;
    if (borrowed.has(column.name)) {
      const value = borrowed.get(column.name);
      row.push([column.name, value === null || value === undefined ? 'NULL' : literal(value, isSqlite)]);
      continue;
    }
    const isSparse = kind === 'sparse' && !column.isUnique;
    if (isSparse && (!column.isRequired || column.hasDefault)) continue;
    if (column.hasDefault && column.isUnique) continue;
    const value = sampleValue(column, column.isUnique ? number : 1);
    if (value !== undefined) row.push([column.name, literal(value, isSqlite)]);
    else if (column.isRequired && !column.hasDefault) return unknownValue(column);
  }
  return row;
}

function unknownValue({ name, type }: SeedColumn): string {
  return `no value of type ${type} is known for its column ${name}`;
}

/** Values for the columns of foreign keys. One that cannot be had is NULL, or a reason where NULL is not allowed. */
async function borrow(
  connection: Connection,
  { name, keys, columns }: SeedTable,
  number: number,
): Promise<Borrowed | string> {
  const values = new Map<string, string | null>();
  for (const key of keys) {
    const list = key.referencedColumns
      .map((column) => `CAST(${quoted(column)} AS text) AS ${quoted(column)}`)
      .join(', ');
    const { rows } = await connection.execute(
      `SELECT ${list} FROM ${key.referencedTable} ORDER BY 1 LIMIT 1 OFFSET ${number - 1}`,
    );
    // A table with fewer rows lends its first again.
    const [row] =
      rows.length > 0
        ? rows
        : (await connection.execute(`SELECT ${list} FROM ${key.referencedTable} ORDER BY 1 LIMIT 1`)).rows;
    for (const [index, column] of key.columns.entries()) {
      const value = row?.[key.referencedColumns[index] ?? ''];
      const isRequired = columns.some((one) => one.name === column && one.isRequired);
      if (row === undefined && isRequired) {
        return key.referencedTable === name
          ? 'its rows need each other'
          : `${key.referencedTable}, which it refers to, has none`;
      }
      values.set(column, typeof value === 'string' ? value : null);
    }
  }
  return values;
}

async function insert(connection: Connection, table: SeedTable, row: Row): Promise<string | undefined> {
  const columns = row.map(([column]) => quoted(column)).join(', ');
  const values = row.map(([, value]) => value).join(', ');
  const what = row.length === 0 ? 'DEFAULT VALUES' : `(${columns}) VALUES (${values})`;
  await connection.execute('SAVEPOINT seed');
  try {
    await connection.execute(`INSERT INTO ${table.name} ${what}`);
    await connection.execute('RELEASE SAVEPOINT seed');
    return undefined;
  } catch (error) {
    if (!(error instanceof DatabaseProblem) || connection.isLost) throw error;
    await connection.execute('ROLLBACK TO SAVEPOINT seed');
    return error.message;
  }
}

/** Referenced tables first; those in a cycle in any order, their keys stay NULL where they can. */
function inOrderOfKeys(tables: readonly SeedTable[]): readonly SeedTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const done = new Set<SeedTable>();
  const visit = (table: SeedTable, path: ReadonlySet<SeedTable>): void => {
    if (done.has(table) || path.has(table)) return;
    const longer = new Set([...path, table]);
    for (const { referencedTable } of table.keys) {
      const other = byName.get(referencedTable);
      if (other !== undefined) visit(other, longer);
    }
    done.add(table);
  };
  for (const table of tables) visit(table, new Set());
  return [...done];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQLite knows no E'...', and takes a backslash for itself. */
function literal(value: string, isSqlite = false): string {
  if (isSqlite) return `'${value.replaceAll("'", "''")}'`;
  const escaped = value.replaceAll("'", "''");
  return value.includes('\\') ? ` E'${escaped.replaceAll('\\', '\\\\')}'` : `'${escaped}'`;
}
