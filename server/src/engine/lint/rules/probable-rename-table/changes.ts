// From a renamed table to the one that was written: the statements that bring its columns, constraints and indexes to what the new
// definition says, without losing rows.
import { typeText } from '../../sqlText';
import { writeColumn, writeServerDefault, writeType } from '../../writing/definitions';
import { writeString } from '../../writing/literals';
import type { ModuleNames } from '../../writing/names';
import { sqlTable } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';
import type { Dialect } from '../../../operations/evaluation';
import type { SchemaColumn, SchemaConstraint, SchemaIndex, SchemaTable } from '../../../schema/schema';

/** The statements, or undefined where a part differs in a way that a rename cannot carry over. */
export function changesBetween(
  old: SchemaTable,
  wanted: SchemaTable,
  names: ModuleNames,
  dialect: Dialect,
): readonly string[] | undefined {
  if (old.schema !== wanted.schema || !old.isComplete || !wanted.isComplete) return undefined;
  const lines: string[] = [];
  const table = writeString(wanted.name);
  const schema = wanted.schema === undefined ? '' : `, schema=${writeString(wanted.schema)}`;
  for (const column of wanted.columns) {
    const before = old.columns.find(({ name }) => name === column.name);
    if (before === undefined) {
      const written = isPlain(column, wanted) ? writeColumn(column.definition, names) : undefined;
      if (written === undefined) return undefined;
      lines.push(`${names.op}.add_column(${table}, ${written}${schema})`);
      continue;
    }
    const parts = alterations(before, column, names, dialect);
    if (parts === undefined) return undefined;
    if (parts.length > 0)
      lines.push(
        `${names.op}.alter_column(${[table, writeString(column.name), ...parts].join(', ')}${schema})`,
      );
  }
  for (const column of old.columns) {
    if (wanted.columns.some(({ name }) => name === column.name)) continue;
    if (!isPlain(column, old)) return undefined;
    lines.push(`${names.op}.drop_column(${table}, ${writeString(column.name)}${schema})`);
  }
  const renames = [
    renamed(old.constraints, wanted.constraints, sameConstraint, ([from, to]) =>
      renameSql(
        `ALTER TABLE ${sqlTable(wanted)} RENAME CONSTRAINT ${sqlName(from)} TO ${sqlName(to)}`,
        names,
      ),
    ),
    renamed(old.indexes, wanted.indexes, sameIndex, ([from, to]) => {
      const place = wanted.schema === undefined ? '' : `${sqlName(wanted.schema)}.`;
      return renameSql(`ALTER INDEX ${place}${sqlName(from)} RENAME TO ${sqlName(to)}`, names);
    }),
  ];
  for (const part of renames) {
    if (part === undefined || (part.length > 0 && dialect !== 'postgresql')) return undefined;
    lines.push(...part);
  }
  return lines;
}

function renameSql(sql: string, names: ModuleNames): string {
  return `${names.op}.execute(${writeString(sql)})`;
}

/** No constraint and no index is about it. */
function isPlain({ name }: SchemaColumn, { constraints, indexes }: SchemaTable): boolean {
  const isInIndex = indexes.some(({ definition }) =>
    definition.elements.some((element) => element.kind !== 'columnName' || element.name === name),
  );
  return !isInIndex && !constraints.some(({ columns }) => columns.includes(name));
}

/** What alter_column has to say; undefined for another type, which is no rename. */
function alterations(
  before: SchemaColumn,
  after: SchemaColumn,
  names: ModuleNames,
  dialect: Dialect,
): readonly string[] | undefined {
  const text = typeText(before.type, dialect);
  if (text === undefined || text !== typeText(after.type, dialect)) return undefined;
  const parts: string[] = [];
  if (before.nullable !== after.nullable) parts.push(`nullable=${after.nullable ? 'True' : 'False'}`);
  const defaults = [before, after].map(({ serverDefault }) =>
    serverDefault === undefined ? 'None' : writeServerDefault(serverDefault, names),
  );
  if (defaults.includes(undefined)) return undefined;
  if (defaults[0] !== defaults[1]) parts.push(`server_default=${defaults[1] ?? ''}`);
  if (parts.length === 0) return [];
  const type = before.type === undefined ? undefined : writeType(before.type, names);
  return type === undefined ? undefined : [`existing_type=${type}`, ...parts];
}

interface MaybeNamed {
  readonly name: string | undefined;
}

/** One line for each part that has another name; undefined where a part is on one side only or has no known name. */
function renamed<T extends MaybeNamed>(
  old: readonly T[],
  wanted: readonly T[],
  isSame: (a: T, b: T) => boolean,
  line: (names: readonly [from: string, to: string]) => string,
): readonly string[] | undefined {
  if (old.length !== wanted.length) return undefined;
  const lines: string[] = [];
  for (const part of wanted) {
    const like = old.filter((one) => isSame(one, part));
    const [before] = like;
    if (before === undefined || like.length > 1) return undefined;
    if (before.name === part.name) continue;
    if (before.name === undefined || part.name === undefined) return undefined;
    lines.push(line([before.name, part.name]));
  }
  return lines;
}

function sameConstraint(a: SchemaConstraint, b: SchemaConstraint): boolean {
  if (a.definition.kind !== b.definition.kind || a.columns.join('\n') !== b.columns.join('\n')) return false;
  return JSON.stringify(bare(a.definition)) === JSON.stringify(bare(b.definition));
}

function sameIndex(a: SchemaIndex, b: SchemaIndex): boolean {
  return JSON.stringify(bare(a.definition)) === JSON.stringify(bare(b.definition));
}

/** A definition without where it is written, its own name, and what it repeats of its table. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key]) =>
          !['span', 'name', 'columns'].includes(key) || ('kind' in value && value.kind === 'columnName'),
      )
      .map(([key, inner]) => [key, bare(inner)]),
  );
}
