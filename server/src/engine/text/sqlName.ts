// Names in SQL text that we write ourselves. What Alembic prints is quoted as SQLAlchemy does it (sql/identifiers.ts).

/** A name as SQL text has to spell it, for PostgreSQL and SQLite alike. */
export function sqlName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Words that are no name of a table or a column without quotes, on one of the two at least. */
const RESERVED: ReadonlySet<string> = new Set(
  `
  all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning right
  select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using
  variadic verbose when where window with
  add alter autoincrement between commit delete drop escape exists if index insert nothing set transaction update values
`
    .trim()
    .split(/\s+/),
);
