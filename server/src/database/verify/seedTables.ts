// The tables of a database as something to put rows into: columns, what they need, and foreign keys.
import type { Connection } from '../connection';

export interface SeedColumn {
  readonly name: string;
  /** `character varying(20)`: as format_type writes it, of a domain the type it stands on. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
  /** Nobody but the server gives it a value. */
  readonly isGenerated: boolean;
  /** Part of a primary key or a unique index. */
  readonly isUnique: boolean;
  /** In order; empty for every type but an enum. */
  readonly enumLabels: readonly string[];
}

export interface SeedKey {
  readonly columns: readonly string[];
  /** Qualified, as `SeedTable.name`. */
  readonly referencedTable: string;
  readonly referencedColumns: readonly string[];
}

export interface SeedTable {
  /** Qualified and quoted where it needs it. */
  readonly name: string;
  readonly columns: readonly SeedColumn[];
  readonly keys: readonly SeedKey[];
}

const NAME = "quote_ident(n.nspname) || '.' || quote_ident(c.relname)";

const COLUMNS = `
SELECT ${NAME} AS table_name, a.attname AS name,
  format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END,
              CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE a.atttypmod END) AS type,
  a.attnotnull OR (t.typtype = 'd' AND t.typnotnull) AS is_required,
  a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL AS has_default,
  a.attgenerated <> '' OR a.attidentity = 'a' AS is_generated,
  EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS is_unique,
  (SELECT array_agg(v.enumlabel::text ORDER BY v.enumsortorder) FROM pg_enum v WHERE v.enumtypid = t.oid) AS enum_labels
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 1, a.attnum`;

const KEYS = `
SELECT ${NAME} AS table_name, quote_ident(rn.nspname) || '.' || quote_ident(r.relname) AS referenced_table,
  (SELECT array_agg(a.attname::text ORDER BY k.position) FROM unnest(f.conkey) WITH ORDINALITY k(number, position)
   JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number) AS columns,
  (SELECT array_agg(a.attname::text ORDER BY k.position) FROM unnest(f.confkey) WITH ORDINALITY k(number, position)
   JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.number) AS referenced_columns
FROM pg_constraint f
JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class r ON r.oid = f.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
WHERE f.contype = 'f' ORDER BY 1, f.conname`;

/** All tables of the user but those in `ignored`, partitions left out: rows go in through their parent. */
export async function readSeedTables(
  connection: Connection,
  ignored: ReadonlySet<string>,
): Promise<readonly SeedTable[]> {
  if (connection.kind === 'sqlite') {
    const { readSqliteSeedTables } = await import('./sqliteSeedTables');
    return await readSqliteSeedTables(connection, ignored);
  }
  const columns = await connection.execute(COLUMNS);
  const keys = await connection.execute(KEYS);
  const tables = new Map<string, { name: string; columns: SeedColumn[]; keys: SeedKey[] }>();
  for (const row of columns.rows) {
    const name = String(row['table_name']);
    if (ignored.has(name)) continue;
    const table = tables.get(name) ?? { name, columns: [], keys: [] };
    tables.set(name, table);
    table.columns.push({
      name: String(row['name']),
      type: String(row['type']),
      isRequired: row['is_required'] === true,
      hasDefault: row['has_default'] === true,
      isGenerated: row['is_generated'] === true,
      isUnique: row['is_unique'] === true,
      enumLabels: (row['enum_labels'] as readonly string[] | null) ?? [],
    });
  }
  for (const row of keys.rows) {
    tables.get(String(row['table_name']))?.keys.push({
      columns: row['columns'] as readonly string[],
      referencedTable: String(row['referenced_table']),
      referencedColumns: row['referenced_columns'] as readonly string[],
    });
  }
  return [...tables.values()];
}
