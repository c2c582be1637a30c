// What the catalogue knows, while a plan is made, of the tables it touches and of who works with them. It waits for nobody:
// facts that another session's lock keeps back are left out.
import type { Connection } from './connection';
import { DatabaseProblem } from './databaseProblem';
import type { OtherSession, TouchedTable } from './runEvents';

/** A relation of the plan, found in the catalogue. */
export interface FoundTable extends TouchedTable {
  /** As the statement names it: a table, or an index of this table. */
  readonly asked: string;
}

const BEGIN = 'BEGIN READ ONLY; SET LOCAL lock_timeout = 250; SET LOCAL statement_timeout = 5000';

const TABLES = `
  SELECT asked.name AS asked, main.oid::regclass::text AS table, sum(leaf.reltuples)::float8 AS rows,
         bool_or(leaf.reltuples < 0) AS is_unknown, SIZES
    FROM unnest($1::text[]) AS asked(name)
    JOIN pg_catalog.pg_class AS named ON named.oid = to_regclass(asked.name)
    JOIN pg_catalog.pg_class AS main
      ON main.oid = coalesce((SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = named.oid), named.oid)
    JOIN LATERAL (
      SELECT main.oid AS oid WHERE main.relkind IN ('r', 'm')
      UNION ALL
      SELECT relid FROM pg_catalog.pg_partition_tree(main.oid) WHERE isleaf AND main.relkind = 'p'
    ) AS part ON true
    JOIN pg_catalog.pg_class AS leaf ON leaf.oid = part.oid
   GROUP BY asked.name, main.oid`;
const SIZES = {
  exact:
    'sum(pg_catalog.pg_total_relation_size(leaf.oid))::float8 AS bytes, sum(pg_catalog.pg_relation_size(leaf.oid))::float8 AS heap',
  /** Needs no lock, and is as old as the last analysis. */
  remembered:
    "sum(leaf.relpages::float8) * current_setting('block_size')::float8 AS bytes, NULL::float8 AS heap",
} as const;

/** Size and rows of the tables among `names`; those that do not exist are left out. */
export async function touchedTables(
  connection: Connection,
  names: readonly string[],
): Promise<readonly FoundTable[]> {
  if (names.length === 0) return [];
  const rows =
    (await ask(connection, TABLES.replace('SIZES', SIZES.exact), [names])) ??
    (await ask(connection, TABLES.replace('SIZES', SIZES.remembered), [names])) ??
    [];
  return rows.map((row): FoundTable => {
    const bytes = Number(row['bytes']);
    const isEmpty = row['heap'] !== null && Number(row['heap']) === 0;
    const counted = isEmpty ? 0 : row['is_unknown'] === true ? null : Number(row['rows']);
    const table = String(row['table']);
    return { asked: String(row['asked']), table, rows: counted, bytes, size: sizeText(counted, bytes) };
  });
}

/** Empty, about 1.2 million rows, or a size alone where nobody has counted. */
export function sizeText(rows: number | null, bytes: number): string {
  if (rows === 0) return 'empty';
  if (rows === null) return `rows unknown (never analysed), ${bytesText(bytes)}`;
  return `about ${countText(rows)} ${rows === 1 ? 'row' : 'rows'}, ${bytesText(bytes)}`;
}

function countText(rows: number): string {
  if (rows < 1_000) return rows.toFixed(0);
  if (rows < 1_000_000) return `${short(rows / 1_000)} thousand`;
  if (rows < 1_000_000_000) return `${short(rows / 1_000_000)} million`;
  return `${short(rows / 1_000_000_000)} billion`;
}

function bytesText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${short(value)} ${units[unit] ?? ''}`;
}

/** Two digits below ten, none behind the point above. */
function short(value: number): string {
  return value < 9.95 ? value.toFixed(1).replace(/\.0$/u, '') : value.toFixed(0);
}

const SESSIONS = `
  SELECT activity.pid, activity.usename AS "user", activity.application_name AS application, activity.state,
         extract(epoch FROM clock_timestamp() - activity.xact_start)::float8 AS "openSeconds",
         left(activity.query, 2000) AS query,
         (SELECT json_agg(DISTINCT jsonb_build_object('table', held.relation::regclass::text, 'mode', held.mode))
            FROM pg_catalog.pg_locks AS held
           WHERE held.pid = activity.pid AND held.granted AND held.locktype = 'relation'
             AND held.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
             AND held.relation::regclass::text = ANY ($1::text[])) AS holds
    FROM pg_catalog.pg_stat_activity AS activity
   WHERE activity.datname = current_database() AND activity.pid <> pg_backend_pid()
     AND coalesce(activity.backend_type, 'client backend') = 'client backend'
   ORDER BY activity.xact_start NULLS LAST`;

/** The other sessions with this database; the locks they hold on `tables` are named with them. */
export async function otherSessions(
  connection: Connection,
  tables: readonly string[],
): Promise<readonly OtherSession[]> {
  const rows = (await ask(connection, SESSIONS, [tables])) ?? [];
  return rows.map((row): OtherSession => {
    const holds = (row['holds'] ?? []) as readonly { readonly table: string; readonly mode: string }[];
    return {
      pid: Number(row['pid']),
      user: text(row['user']),
      application: text(row['application']),
      state: text(row['state'], 'unknown'),
      openSeconds: row['openSeconds'] === null ? null : Math.round(Number(row['openSeconds'])),
      query: shortQuery(text(row['query'])),
      holds: holds.map(({ table, mode }) => ({ table, mode: lockName(mode) })),
    };
  });
}

function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

/** `AccessShareLock` as the manual writes it. */
function lockName(mode: string): string {
  return mode
    .replace(/Lock$/u, '')
    .replace(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .toUpperCase();
}

const SHOWN_CHARACTERS = 120;

/** One line of a query; literals are left out, since plans and events are kept and shown. */
export function shortQuery(query: string): string {
  const line = query
    .replace(/'(?:[^']|'')*('|$)/gu, "'...'")
    .replace(/\$(\w*)\$[\s\S]*?(?:\$\1\$|$)/gu, '$$...$$')
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length <= SHOWN_CHARACTERS ? line : `${line.slice(0, SHOWN_CHARACTERS - 3)}...`;
}

/** A concurrent build that was broken off leaves an index that costs and serves nobody. */
export interface InvalidIndex {
  readonly name: string;
  readonly table: string;
  /** The statements that mend it: the first removes it, the second, where there is one, makes it again. */
  readonly fix: readonly string[];
}

const INVALID_INDEXES = `
  SELECT class.oid::regclass::text AS name, broken.indrelid::regclass::text AS table, class.relname AS bare,
         pg_catalog.pg_get_indexdef(class.oid) AS definition
    FROM pg_catalog.pg_index AS broken
    JOIN pg_catalog.pg_class AS class ON class.oid = broken.indexrelid AND class.relkind = 'i'
   WHERE NOT broken.indisvalid
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_progress_create_index AS built
                      WHERE built.index_relid = class.oid)
   ORDER BY 1`;

/** Indexes that are not valid and that nobody is building. */
export async function invalidIndexes(connection: Connection): Promise<readonly InvalidIndex[]> {
  const rows = (await ask(connection, INVALID_INDEXES, [])) ?? [];
  return rows.map((row): InvalidIndex => {
    const name = String(row['name']);
    const again = String(row['definition']).replace(
      /^CREATE (UNIQUE )?INDEX /u,
      'CREATE $1INDEX CONCURRENTLY ',
    );
    // What REINDEX CONCURRENTLY leaves behind stands beside the index it was to replace.
    const isCopy = /_cc(?:new|old)\d*$/u.test(String(row['bare']));
    const fix = [`DROP INDEX CONCURRENTLY ${name};`, ...(isCopy ? [] : [`${again};`])];
    return { name, table: String(row['table']), fix };
  });
}

type Row = Readonly<Record<string, unknown>>;

/** The rows; undefined when another session's lock, or a missing right, keeps them back. */
async function ask(
  connection: Connection,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[] | undefined> {
  if (connection.kind === 'server') return await askAtOnce(connection, sql, values);
  await connection.execute(BEGIN);
  try {
    return (await connection.execute(sql, values)).rows;
  } catch (error) {
    if (error instanceof DatabaseProblem && error.isDisconnected) throw error;
    return undefined;
  } finally {
    if (!connection.isLost) await connection.execute('ROLLBACK');
  }
}

/** The same in one go: a question that fails leaves a transaction that ends all the same. */
async function askAtOnce(
  connection: Connection,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[] | undefined> {
  const [begun, asked, ended] = await Promise.allSettled([
    connection.execute(BEGIN),
    connection.execute(sql, values),
    connection.execute('ROLLBACK'),
  ]);
  for (const part of [begun, ended]) if (part.status === 'rejected') throw part.reason;
  return asked.status === 'fulfilled' ? asked.value.rows : undefined;
}
