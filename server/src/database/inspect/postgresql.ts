// Describes a live PostgreSQL database from its catalogues: who is connected, and every table with columns and indexes.
import type { Connection } from '../connection';
import type { LiveColumn, LiveIndex, LiveServer, LiveTable } from './inspection';

type Row = Readonly<Record<string, unknown>>;

const SERVER = `
SELECT current_database() AS database, current_user AS "user", current_setting('server_version') AS version,
  pg_database_size(current_database())::float8 AS bytes,
  pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS read_only`;

const TLS = 'SELECT ssl, version, cipher FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()';

/** Objects of extensions are the extension's business; partitions are shown by their parent. */
const OWN_TABLES = `
  c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

const TABLES = `
SELECT c.oid::int8::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind::text AS kind,
  CASE WHEN c.reltuples >= 0 AND c.relkind IN ('r', 'p', 'm') THEN c.reltuples::float8 END AS rows,
  CASE WHEN c.relkind IN ('r', 'm') THEN pg_total_relation_size(c.oid)::float8 END AS bytes,
  obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${OWN_TABLES}
ORDER BY n.nspname, c.relname`;

const COLUMNS = `
SELECT a.attrelid::int8::text AS oid, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
  NOT a.attnotnull AS nullable,
  CASE WHEN a.attidentity <> '' THEN 'identity' ELSE pg_get_expr(d.adbin, d.adrelid) END AS default_text,
  EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)) AS is_key,
  (SELECT CASE WHEN fn.nspname = n.nspname THEN '' ELSE fn.nspname || '.' END || f.relname || '.' || fa.attname
   FROM pg_constraint k
   JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
   JOIN pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
   WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey) ORDER BY k.conname LIMIT 1) AS refers_to,
  col_description(c.oid, a.attnum) AS comment
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND ${OWN_TABLES}
ORDER BY a.attrelid, a.attnum`;

const INDEXES = `
SELECT i.indrelid::int8::text AS oid, x.relname AS name, pg_get_indexdef(i.indexrelid) AS definition,
  i.indisunique AS is_unique, i.indisprimary AS is_primary, i.indisvalid AS is_valid
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${OWN_TABLES}
ORDER BY i.indrelid, i.indisprimary DESC, x.relname`;

const KINDS: Readonly<Record<string, LiveTable['kind']>> = {
  r: 'table',
  p: 'partitioned table',
  v: 'view',
  m: 'materialized view',
  f: 'foreign table',
};

/** Who is connected to what. */
export async function inspectPostgresServer(connection: Connection): Promise<LiveServer> {
  const server = (await connection.execute(SERVER)).rows[0] ?? {};
  const tls = (await connection.execute(TLS)).rows[0];
  const isLocal = connection.kind === 'embedded';
  return {
    database: text(server['database']) ?? '',
    user: text(server['user']),
    version: `PostgreSQL ${(text(server['version']) ?? '').split(' ')[0] ?? ''}`,
    tls: isLocal ? undefined : tls?.['ssl'] === true ? words(tls['version'], tls['cipher']) : null,
    bytes: number(server['bytes']),
    isReadOnly: server['read_only'] === true,
  };
}

/** Every table of the user's schemas, in one read-only transaction so that the parts fit together. */
export async function inspectPostgresTables(connection: Connection): Promise<readonly LiveTable[]> {
  await connection.execute('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    // Deparsed expressions and types then come out qualified, and nobody's own function stands in for a system one.
    await connection.execute('SET LOCAL search_path = pg_catalog');
    const tables = (await connection.execute(TABLES)).rows;
    const columns = byTable((await connection.execute(COLUMNS)).rows, columnOf);
    const indexes = byTable((await connection.execute(INDEXES)).rows, indexOf);
    return tables.map((row): LiveTable => {
      const oid = String(row['oid']);
      return {
        schema: text(row['schema']) ?? '',
        name: text(row['name']) ?? '',
        kind: KINDS[String(row['kind'])] ?? 'table',
        rows: number(row['rows']),
        bytes: number(row['bytes']),
        comment: text(row['comment']),
        columns: columns.get(oid) ?? [],
        indexes: indexes.get(oid) ?? [],
      };
    });
  } finally {
    await connection.execute('ROLLBACK');
  }
}

function columnOf(row: Row): LiveColumn {
  return {
    name: text(row['name']) ?? '',
    type: text(row['type']) ?? '',
    isNullable: row['nullable'] === true,
    default: text(row['default_text']),
    isPrimaryKey: row['is_key'] === true,
    references: text(row['refers_to']),
    comment: text(row['comment']),
  };
}

function indexOf(row: Row): LiveIndex {
  return {
    name: text(row['name']) ?? '',
    definition: text(row['definition']) ?? '',
    isUnique: row['is_unique'] === true,
    isPrimary: row['is_primary'] === true,
    isValid: row['is_valid'] === true,
  };
}

function byTable<T>(rows: readonly Row[], read: (row: Row) => T): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const oid = String(row['oid']);
    const list = found.get(oid) ?? [];
    list.push(read(row));
    found.set(oid, list);
  }
  return found;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function words(...parts: readonly unknown[]): string {
  return parts.filter((part): part is string => typeof part === 'string').join(' ');
}
