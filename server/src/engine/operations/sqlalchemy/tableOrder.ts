// In which order a MetaData makes and drops its tables, and which foreign keys are added and dropped by themselves.
// https://github.com/sqlalchemy/sqlalchemy/blob/rel_2_0_52/lib/sqlalchemy/sql/ddl.py, sort_tables_and_constraints.
import type { ForeignKeyDefinition } from '../definition';
import type { CreateTable } from '../operation';

/** What CREATE TABLE is made of. */
export type Defined = Pick<CreateTable, 'table' | 'items' | 'options' | 'comment' | 'prefixes'>;

export interface TableOrder {
  readonly tables: readonly Defined[];
  /** Foreign keys that stand in no CREATE TABLE, with their tables. */
  readonly apart: ReadonlyMap<Defined, readonly ForeignKeyDefinition[]>;
}

/** The foreign keys of a table with their columns, those that stand in a column as well. */
export function foreignKeysOf(table: Pick<Defined, 'items'>): readonly ForeignKeyDefinition[] {
  return table.items.flatMap((item): readonly ForeignKeyDefinition[] => {
    if (item.kind === 'foreignKey') return [item];
    if (item.kind !== 'column') return [];
    return item.constraints.flatMap((key) =>
      key.kind === 'foreignKey' ? [{ ...key, columns: [item.name] }] : [],
    );
  });
}

export function isReferred(
  { table }: Defined,
  { schema, table: name }: ForeignKeyDefinition['referred'],
): boolean {
  return table.name === name && table.schema === schema;
}

/** The order of the tables; undefined where they refer to each other by keys of which `canBeApart` says no. */
export function tableOrder(
  tables: readonly Defined[],
  canBeApart: (key: ForeignKeyDefinition) => boolean,
): TableOrder | undefined {
  const apart = new Map<Defined, readonly ForeignKeyDefinition[]>();
  for (const table of tables)
    apart.set(
      table,
      foreignKeysOf(table).filter(({ useAlter }) => useAlter),
    );
  const sorted = inLevels(tables, apart);
  if (sorted !== undefined) return { tables: sorted, apart };
  // Of a table in a cycle every foreign key is apart, whatever it refers to.
  for (const table of tables.filter((candidate) => reaches(candidate, candidate, tables, apart)))
    apart.set(
      table,
      foreignKeysOf(table).filter((key) => key.useAlter || canBeApart(key)),
    );
  const rest = inLevels(tables, apart);
  return rest && { tables: rest, apart };
}

function parentsOf(
  table: Defined,
  tables: readonly Defined[],
  apart: TableOrder['apart'],
): readonly Defined[] {
  const names = new Set(apart.get(table)?.map(nameOfKey));
  const keys = foreignKeysOf(table).filter((key) => !names.has(nameOfKey(key)));
  return tables.filter(
    (other) => other !== table && keys.some(({ referred }) => isReferred(other, referred)),
  );
}

function nameOfKey({ columns, referred, name }: ForeignKeyDefinition): string {
  return JSON.stringify([columns, referred, name ?? null]);
}

/** Level by level: first the tables that refer to none but themselves; undefined in a cycle. */
function inLevels(tables: readonly Defined[], apart: TableOrder['apart']): readonly Defined[] | undefined {
  const parents = new Map(tables.map((table) => [table, parentsOf(table, tables, apart)] as const));
  const sorted: Defined[] = [];
  for (let open = [...tables]; open.length > 0;) {
    const free = open.filter((table) => !parents.get(table)?.some((parent) => open.includes(parent)));
    if (free.length === 0) return undefined;
    sorted.push(...free);
    open = open.filter((table) => !free.includes(table));
  }
  return sorted;
}

function reaches(
  from: Defined,
  target: Defined,
  tables: readonly Defined[],
  apart: TableOrder['apart'],
): boolean {
  const met = new Set<Defined>();
  const open = [...parentsOf(from, tables, apart)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === target) return true;
    if (met.has(next)) continue;
    met.add(next);
    open.push(...parentsOf(next, tables, apart));
  }
  return false;
}
