// What measuring written downgrades needs: a file without its downgrade(), and a database's catalogue as lines of text.

/**
 * The source with every function called downgrade cut out.
 * @param {any} module
 * @param {string} source
 */
export function withoutDowngrade(module, source) {
  let text = source;
  for (const statement of [...module.body].reverse()) {
    if (statement.kind !== 'function' || statement.name !== 'downgrade') continue;
    text = text.slice(0, statement.span.start) + text.slice(statement.span.end);
  }
  return text;
}

/** One line for each column, constraint, index, enum, sequence and comment; the order of columns does not count. */
export const CATALOGUE = `
  SELECT 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
         || a.attidentity::text || a.attgenerated::text || ' ' || coalesce(col_description(c.oid, a.attnum), '') AS line
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'table ' || c.oid::regclass || ' ' || coalesce(obj_description(c.oid, 'pg_class'), '')
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL
  SELECT 'index ' || pg_get_indexdef(c.oid) FROM pg_class c
   WHERE c.relkind IN ('i', 'I') AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'sequence ' || c.oid::regclass FROM pg_class c WHERE c.relkind = 'S' AND c.relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'enum ' || t.oid::regtype || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.oid
  ORDER BY 1`;

/**
 * @param {{ query: (sql: string) => Promise<{ rows: any[] }> }} client
 * @returns {Promise<readonly string[]>}
 */
export async function catalogueOf(client) {
  const { rows } = await client.query(CATALOGUE);
  return rows.map(({ line }) => String(line));
}
