// A SQLite table turned into another one with the same name: a batch whose operations say what changes, and one that only
// tells the table as it shall be.
import {
  columnName,
  columnSource,
  constraintSource,
  defaultSource,
  readColumn,
  tableItems,
  typeSource,
  type SqliteTable,
} from './sqliteTableSource';
import type { CatalogueObject } from '../../database/catalogue/catalogue';
import { pythonString, type RevisionBody } from '../../engine/index';

type Names = RevisionBody['names'];

/** The best first; none where one of the two tables cannot be written. */
export function sqliteBatch(before: SqliteTable, after: SqliteTable, names: Names): readonly string[] {
  const operations = batchOperations(before, after, names);
  const isSameColumns =
    before.columns.map(columnName).sort().join('\0') === after.columns.map(columnName).sort().join('\0');
  const [first, second] = [tableItems(before, names), tableItems(after, names)];
  return [
    ...(first === undefined || operations === undefined
      ? []
      : [batch(before.name, first, operations, names)]),
    ...(second === undefined || !isSameColumns ? [] : [batch(after.name, second, ['pass'], names)]),
  ];
}

function batch(table: string, items: readonly string[], lines: readonly string[], { op, sa }: Names): string {
  const parts = [pythonString(table), `${sa}.MetaData()`, ...items];
  const copy = `${sa}.Table(\n${parts.map((part) => `            ${part},\n`).join('')}        )`;
  const head = `with ${op}.batch_alter_table(\n        ${pythonString(table)},\n        copy_from=${copy},\n        recreate='always',\n    ) as batch_op:`;
  return [head, ...lines.map((line) => `        ${line}`)].join('\n');
}

/** Undefined where a change has no operation, or a constraint no name to drop it by. */
function batchOperations(
  before: SqliteTable,
  after: SqliteTable,
  names: Names,
): readonly string[] | undefined {
  const lines: (string | undefined)[] = [];
  const [old, now] = [before, after].map(({ columns }) => byName(columns)) as [ByName, ByName];
  const isDropped = (constraint: CatalogueObject): boolean =>
    columnsOf(constraint).some((name) => old.has(name) && !now.has(name));
  for (const constraint of before.constraints) {
    // Alembic takes along what stands on a column that it drops.
    if (isDropped(constraint) || after.constraints.some((other) => isSame(other, constraint))) continue;
    const written = constraintSource(constraint, before, names);
    const name = written?.name;
    lines.push(
      name === undefined || written === undefined
        ? undefined
        : `batch_op.drop_constraint(${pythonString(name)}, type_=${pythonString(written.type)})`,
    );
  }
  for (const [name, column] of now) {
    const earlier = old.get(name);
    if (earlier === undefined) lines.push(addColumn(column, names));
    else if (earlier.definition !== column.definition) lines.push(alterColumn(name, earlier, column, names));
  }
  for (const name of old.keys())
    if (!now.has(name)) lines.push(`batch_op.drop_column(${pythonString(name)})`);
  for (const constraint of after.constraints) {
    if (before.constraints.some((other) => isSame(other, constraint))) continue;
    const written = constraintSource(constraint, after, names);
    // A foreign key is the same with a name, and a batch wants one.
    const given = `fk_${after.name}_${columnsOf(constraint).join('_')}`;
    const name = written?.type === 'foreignkey' ? (written.name ?? given) : written?.name;
    lines.push(
      name === undefined || written === undefined
        ? undefined
        : `batch_op.${written.inBatch(`${names.op}.f(${pythonString(name)})`)}`,
    );
  }
  const known = lines.flatMap((line) => line ?? []);
  return known.length === lines.length ? known : undefined;
}

type ByName = ReadonlyMap<string, CatalogueObject>;

function byName(columns: readonly CatalogueObject[]): ByName {
  return new Map(columns.map((column) => [columnName(column), column]));
}

/** Of a key or a unique constraint. */
function columnsOf({ definition }: CatalogueObject): readonly string[] {
  return /^(?:FOREIGN KEY|UNIQUE) \(([^)]*)\)/u.exec(definition)?.[1]?.split(', ') ?? [];
}

function isSame(a: CatalogueObject, b: CatalogueObject): boolean {
  return a.name === b.name && a.definition === b.definition;
}

function addColumn(column: CatalogueObject, names: Names): string | undefined {
  const isKey = (readColumn(column)?.keyPosition ?? 0) > 0;
  const written = isKey ? undefined : columnSource(column, names);
  return written === undefined ? undefined : `batch_op.add_column(${written})`;
}

function alterColumn(
  name: string,
  before: CatalogueObject,
  after: CatalogueObject,
  names: Names,
): string | undefined {
  const [old, now] = [before, after].map(readColumn);
  const [existing, type] = [old, now].map((column) =>
    column === undefined ? undefined : typeSource(column.type, names),
  );
  if (old === undefined || now === undefined || existing === undefined || type === undefined)
    return undefined;
  if (old.keyPosition !== now.keyPosition) return undefined;
  const parts = [pythonString(name), `existing_type=${existing}`];
  if (old.type !== now.type) parts.push(`type_=${type}`);
  if (old.isRequired !== now.isRequired) parts.push(`nullable=${now.isRequired ? 'False' : 'True'}`);
  if (old.preset !== now.preset)
    parts.push(`server_default=${now.preset === undefined ? 'None' : defaultSource(now.preset, names)}`);
  return `batch_op.alter_column(${parts.join(', ')})`;
}
