// The catalogue of a SQLite file in the same shape as that of a server. SQLite keeps the text of a table and nothing else, so
// what its pragmas do not tell (checks, names of constraints) is taken out of that text.
import type { Catalogue, CatalogueObject } from './catalogue';
import { tableClauses } from './sqliteTableText';
import type { Connection } from '../connection';

type Row = Readonly<Record<string, unknown>>;

/** Reads it without the tables named in `without`. Batch operations make a table anew: its text is not compared as it is. */
export async function readSqliteCatalogue(
  connection: Connection,
  without: ReadonlySet<string>,
): Promise<Catalogue> {
  const { rows } = await connection.execute(
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
  );
  const objects: CatalogueObject[] = [];
  const columnOrder = new Map<string, readonly string[]>();
  for (const row of rows) {
    const [kind, name, table, sql] = ['type', 'name', 'tbl_name', 'sql'].map((key) => text(row[key]));
    if (kind === undefined || name === undefined || without.has(name) || without.has(table ?? '')) continue;
    if (kind !== 'table') {
      const partOf = kind === 'view' ? undefined : table;
      objects.push({ kind, name, partOf, definition: normalized(sql ?? '') });
      continue;
    }
    objects.push({ kind, name, partOf: undefined, definition: optionsOf(sql ?? '') });
    const columns = await columnsOf(connection, name);
    columnOrder.set(
      name,
      columns.map((column) => column.name.slice(name.length + 1)),
    );
    objects.push(
      ...columns,
      ...(await keysOf(connection, name)),
      ...(await uniquesOf(connection, name, sql ?? '')),
    );
    for (const { name: given, body } of tableClauses(sql ?? '')) {
      if (!/^CHECK\b/iu.test(body)) continue;
      const definition = normalized(body);
      const label = `${name}.${given ?? definition}`;
      objects.push({ kind: 'constraint', name: label, partOf: name, definition });
    }
  }
  return { objects: numbered(objects), columnOrder };
}

/** The statements that made tables, indexes, views and triggers, by their names, as SQLite keeps them. */
export async function readSqliteTexts(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const { rows } = await connection.execute('SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL');
  return new Map(rows.map((row) => [text(row['name']) ?? '', text(row['sql']) ?? '']));
}

async function columnsOf(connection: Connection, table: string): Promise<readonly CatalogueObject[]> {
  const { rows } = await connection.execute(
    'SELECT name, type, "notnull" AS required, dflt_value AS preset, pk, hidden FROM pragma_table_xinfo($1) ORDER BY cid',
    [table],
  );
  return rows.map((row) => {
    const preset = text(row['preset']);
    const words = [
      text(row['type'])?.toUpperCase() ?? '',
      ...(Number(row['required']) === 0 ? [] : ['NOT NULL']),
      ...(preset === undefined ? [] : [`DEFAULT ${normalized(preset)}`]),
      ...(Number(row['pk']) === 0 ? [] : [`PRIMARY KEY ${Number(row['pk'])}`]),
      ...(Number(row['hidden']) < 2 ? [] : ['GENERATED']),
    ];
    const name = `${table}.${text(row['name']) ?? ''}`;
    return { kind: 'column', name, partOf: table, definition: words.join(' ').trim() };
  });
}

async function keysOf(connection: Connection, table: string): Promise<readonly CatalogueObject[]> {
  const { rows } = await connection.execute(
    `SELECT id, "table" AS target, "from" AS source, "to" AS key, on_update AS updates, on_delete AS deletes
      FROM pragma_foreign_key_list($1) ORDER BY id, seq`,
    [table],
  );
  return [...grouped(rows).values()].map((parts) => {
    const [first] = parts;
    const list = (key: string): string => parts.map((part) => text(part[key]) ?? '').join(', ');
    const actions = (['deletes', 'updates'] as const).flatMap((key) => {
      const action = text(first?.[key]);
      const when = key === 'deletes' ? 'DELETE' : 'UPDATE';
      return action === undefined || action === 'NO ACTION' ? [] : [`ON ${when} ${action}`];
    });
    const definition = [
      `FOREIGN KEY (${list('source')}) REFERENCES ${text(first?.['target']) ?? ''} (${list('key')})`,
      ...actions,
    ].join(' ');
    return { kind: 'constraint', name: `${table}.(${list('source')})`, partOf: table, definition };
  });
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const id = String(row['id']);
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

/** Constraints only: an index has a name and a text of its own. */
async function uniquesOf(
  connection: Connection,
  table: string,
  sql: string,
): Promise<readonly CatalogueObject[]> {
  const { rows } = await connection.execute(
    `SELECT l.name, (SELECT group_concat(i.name, ', ') FROM pragma_index_info(l.name) AS i) AS columns
      FROM pragma_index_list($1) AS l WHERE l.origin = 'u' ORDER BY 2`,
    [table],
  );
  const named = new Map(
    tableClauses(sql).flatMap(({ name, body }) => {
      const columns = /^UNIQUE\s*\(([^)]*)\)/iu.exec(body)?.[1];
      return columns === undefined || name === undefined ? [] : [[normalized(columns), name] as const];
    }),
  );
  return rows.map((row) => {
    const columns = text(row['columns']) ?? '';
    const given = named.get(normalized(columns));
    const name = `${table}.${given ?? `unique (${columns})`}`;
    return { kind: 'constraint', name, partOf: table, definition: `UNIQUE (${columns})` };
  });
}

/** What follows the closing bracket of a table: STRICT, WITHOUT ROWID; a virtual table as a whole. */
function optionsOf(sql: string): string {
  if (/^CREATE\s+VIRTUAL\b/iu.test(sql)) return normalized(sql);
  return normalized(sql.slice(sql.lastIndexOf(')') + 1)).toUpperCase();
}

/** Two that are alike have to have different names. */
function numbered(objects: readonly CatalogueObject[]): readonly CatalogueObject[] {
  const seen = new Map<string, number>();
  return objects.map((object) => {
    const key = `${object.kind} ${object.name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? object : { ...object, name: `${object.name} #${count}` };
  });
}

/** Blanks and the quotes of plain names do not count outside of strings. */
function normalized(sql: string): string {
  return sql
    .split(/('(?:[^']|'')*')/u)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/"(\w+)"/gu, '$1')
            .replace(/\s+/gu, ' ')
            .replace(/ ?([(),]) ?/gu, '$1'),
    )
    .join('')
    .trim();
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
