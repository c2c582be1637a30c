// Python source of the operations that SQL statements equal: what op.execute says in SQL as op.add_column and its like.
// A statement that no operation equals, or that cannot be written faithfully, stays SQL.
import { constraintStatement, indexStatement } from '../lint/inverse/objects';
import {
  writeCall,
  writeColumn,
  writeConstraint,
  writeName,
  writeServerDefault,
  writeType,
} from '../lint/writing/definitions';
import { writeLiteral, writeString } from '../lint/writing/literals';
import type { ModuleNames } from '../lint/writing/names';
import { tableParts } from '../lint/writing/statements';
import type { AnalysedStep } from '../lint/rule';
import type { ColumnDefinition } from '../operations/definition';
import type { AlterColumn, CreateTable, Operation, TableName } from '../operations/operation';
import type { KnownType, SqlType } from '../operations/sqlType';
import { findColumn, findTable } from '../schema/lookup';
import type { Schema } from '../schema/schema';
import { equalsOperations, sqlOperations } from '../sqlText/sqlOperations';

/** What the statements do not say themselves. */
export interface TypedSource {
  readonly names: ModuleNames;
  /** Code in the quotes of the file. */
  readonly styled: (code: string) => string;
  /** Labels of enum types that exist when the statements run, by their name in SQL. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** For what is dropped by name: its table and, of a constraint, its kind as `drop_constraint` takes it. */
  readonly dropped: { readonly table: TableName; readonly type: string | undefined } | undefined;
}

interface Placed {
  readonly operation: Operation;
  readonly before: Schema;
}

/**
 * The lines for one step after the other, each of which executes SQL; `execute` is the line that does so. Changes of one
 * column that follow each other become one. Lines that go on are indented for the body of a function.
 */
export function typedOperations(
  steps: readonly AnalysedStep[],
  execute: (index: number) => string,
  source: TypedSource,
): readonly string[] {
  const lines: string[] = [];
  let alteration: (Placed & { readonly operation: AlterColumn }) | undefined;
  let executed: string[] = [];
  const close = (): void => {
    if (alteration === undefined) return;
    lines.push(...(written(alteration, source) ?? executed));
    alteration = undefined;
    executed = [];
  };
  for (const [index, step] of steps.entries()) {
    const operations = operationsOf(step);
    const [first] = operations;
    if (operations.length === 1 && first?.kind === 'alterColumn') {
      const joined = alteration === undefined ? undefined : join(alteration.operation, first);
      if (joined === undefined) close();
      alteration = { operation: joined ?? first, before: alteration?.before ?? step.before };
      executed.push(execute(index));
      continue;
    }
    close();
    const own = operations.map((operation) => written({ operation, before: step.before }, source));
    const known = own.flatMap((line) => line ?? []);
    lines.push(...(own.length > 0 && known.length === own.length ? known : [execute(index)]));
  }
  close();
  return lines;
}

function operationsOf({ parsed = [] }: AnalysedStep): readonly Operation[] {
  return parsed.every(equalsOperations) ? parsed.flatMap(sqlOperations) : [];
}

/** One call for both, where Alembic then does them in this order: type, nullable, default, comment each once. */
function join(first: AlterColumn, second: AlterColumn): AlterColumn | undefined {
  if (first.column !== second.column || first.table.name !== second.table.name) return undefined;
  const isTyped = second.type !== undefined;
  const isTwice =
    (first.nullable !== undefined && second.nullable !== undefined) ||
    (first.serverDefault.given && second.serverDefault.given) ||
    (first.comment.given && second.comment.given);
  if (isTyped || isTwice || first.newName !== undefined || second.newName !== undefined) return undefined;
  return {
    ...first,
    nullable: first.nullable ?? second.nullable,
    serverDefault: second.serverDefault.given ? second.serverDefault : first.serverDefault,
    comment: second.comment.given ? second.comment : first.comment,
  };
}

function written({ operation, before }: Placed, source: TypedSource): readonly string[] | undefined {
  const line = lineOf({ operation, before }, source);
  return line === undefined ? undefined : [source.styled(line)];
}

function lineOf({ operation, before }: Placed, source: TypedSource): string | undefined {
  const { names } = source;
  const { op } = names;
  switch (operation.kind) {
    case 'createTable':
      return createTable(operation, source);
    case 'dropTable':
      return call(`${op}.drop_table`, operation.table, []);
    case 'addColumn': {
      const column = columnSource(operation.column, new Set(), source);
      return call(`${op}.add_column`, operation.table, [column]);
    }
    case 'dropColumn':
      return call(`${op}.drop_column`, operation.table, [writeString(operation.column)]);
    case 'alterColumn':
      return alterColumn(operation, before, source);
    case 'createIndex': {
      const { index } = operation;
      const name = index.name?.text;
      if (name === undefined) return undefined;
      const made = { name, definition: index } as const;
      return indexStatement(plainTable(operation.table), made, { names, receiver: op, isBatch: false });
    }
    case 'dropIndex': {
      const table = source.dropped?.table;
      const parts = [writeName(operation.name, names)];
      if (table !== undefined) parts.push(`table_name=${writeString(table.name)}`);
      const schema = inSchema(table ?? { name: '', schema: operation.schema });
      return writeCall(`${op}.drop_index`, [...parts, ...schema]);
    }
    case 'createConstraint': {
      const { constraint } = operation;
      const columns = constraint.kind === 'check' || constraint.kind === 'exclude' ? [] : constraint.columns;
      const made = { name: constraint.name?.text, definition: constraint, columns } as const;
      const target =
        constraint.kind === 'foreignKey'
          ? {
              ...made,
              definition: {
                ...constraint,
                referred: { ...constraint.referred, schema: named(constraint.referred.schema) },
              },
            }
          : made;
      return constraintStatement(plainTable(operation.table), target, {
        names,
        receiver: op,
        isBatch: false,
      });
    }
    case 'dropConstraint': {
      if (operation.name === undefined) return undefined;
      const { first, last } = tableParts(plainTable(operation.table));
      const type = source.dropped?.type;
      const kind = type === undefined ? [] : [`type_=${writeString(type)}`];
      return writeCall(`${op}.drop_constraint`, [writeName(operation.name, names), first, ...kind, ...last]);
    }
    case 'createTableComment':
      return call(`${op}.create_table_comment`, operation.table, [writeString(operation.comment ?? '')]);
    case 'dropTableComment':
      return call(`${op}.drop_table_comment`, operation.table, []);
    default:
      return undefined;
  }
}

function createTable({ table, items }: CreateTable, source: TypedSource): string | undefined {
  const { names } = source;
  const keys = new Set(items.flatMap((item) => (item.kind === 'primaryKey' ? item.columns : [])));
  const parts = items.map((item) => {
    if (item.kind === 'index') return undefined;
    return item.kind === 'column' ? columnSource(item, keys, source) : writeConstraint(item, names);
  });
  const all = [writeString(table.name), ...parts, ...inSchema(table)];
  if (all.includes(undefined)) return undefined;
  return `${names.op}.create_table(\n${all.map((part) => `        ${part ?? ''},\n`).join('')}    )`;
}

function alterColumn(operation: AlterColumn, before: Schema, source: TypedSource): string | undefined {
  const { names } = source;
  const { table, column, type, nullable, serverDefault, comment, options } = operation;
  const existing = findTable(before, table.name, named(table.schema));
  const known = existing === undefined ? undefined : findColumn(existing, column);
  const existingType = known?.type === undefined ? undefined : writeType(known.type, names);
  const parts: (string | undefined)[] = [writeString(column)];
  if (existingType !== undefined) parts.push(`existing_type=${existingType}`);
  if (type !== undefined) parts.push(prefixed('type_', writeType(plainType(type, source), names)));
  if (nullable !== undefined) parts.push(`nullable=${nullable ? 'True' : 'False'}`);
  else if (known !== undefined) parts.push(`existing_nullable=${known.nullable ? 'True' : 'False'}`);
  if (serverDefault.given) {
    const { value } = serverDefault;
    parts.push(
      value === undefined
        ? 'server_default=None'
        : prefixed('server_default', writeServerDefault(value, names)),
    );
  }
  if (comment.given)
    parts.push(`comment=${comment.value === undefined ? 'None' : writeString(comment.value)}`);
  for (const [key, value] of Object.entries(options)) {
    const isPlain = typeof value === 'string';
    parts.push(isPlain ? prefixed(key, writeLiteral(value)) : undefined);
  }
  return call(`${names.op}.alter_column`, table, parts);
}

function prefixed(key: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${key}=${text}`;
}

function call(name: string, table: TableName, parts: readonly (string | undefined)[]): string | undefined {
  const { first, last } = tableParts(plainTable(table));
  return writeCall(name, [first, ...parts, ...last]);
}

/** The search path finds `public`, and a history that says so nowhere goes on without. */
function named(schema: string | undefined): string | undefined {
  return schema === 'public' ? undefined : schema;
}

function plainTable({ name, schema }: TableName): TableName {
  return { name, schema: named(schema) };
}

function inSchema(table: TableName): readonly string[] {
  return tableParts(plainTable(table)).last;
}

/**
 * `sa.Column(...)` as a careful author writes it. SQL has no default for autoincrement, which SQLAlchemy has for a key of one
 * integer column: no other column gets a sequence of its own.
 */
function columnSource(
  column: ColumnDefinition,
  keys: ReadonlySet<string>,
  source: TypedSource,
): string | undefined {
  const isOnlyKey = keys.size === 1 && keys.has(column.name);
  const isSerial = column.autoincrement === true;
  if (isSerial && !isOnlyKey) return undefined;
  const type = column.type === undefined ? undefined : plainType(column.type, source);
  const fillsItself = isOnlyKey && isInteger(type) && column.serverDefault === undefined;
  const autoincrement = fillsItself && !isSerial ? false : 'auto';
  const nullable = column.nullable ?? !keys.has(column.name);
  return writeColumn({ ...column, type, autoincrement, nullable }, source.names);
}

function isInteger(type: SqlType | undefined): boolean {
  return type?.kind === 'type' && /Integer$/.test(type.name);
}

/** Enum types by their labels; names that SQLAlchemy has in its dialect since before 2.0. */
function plainType(type: SqlType, source: TypedSource): SqlType {
  if (type.kind === 'unknownType') {
    const labels = source.enums.get(type.name);
    return labels === undefined ? type : enumType(type.name, labels, type.span);
  }
  if (type.module === 'sqlalchemy' && (type.name === 'UUID' || type.name === 'DOUBLE_PRECISION'))
    return { ...type, module: 'postgresql' };
  const item = type.arguments['item_type'];
  if (typeof item !== 'object' || item === null || !('kind' in item)) return type;
  return { ...type, arguments: { ...type.arguments, item_type: plainType(item, source) } };
}

function enumType(name: string, labels: readonly string[], span: KnownType['span']): KnownType {
  const [own = '', schema] = name.split('.').reverse();
  return {
    kind: 'type',
    module: 'postgresql',
    name: 'ENUM',
    arguments: {
      labels: { type: 'list', items: labels },
      name: own,
      ...(named(schema) === undefined ? {} : { schema: schema ?? '' }),
      create_type: false,
    },
    variants: {},
    span,
  };
}
