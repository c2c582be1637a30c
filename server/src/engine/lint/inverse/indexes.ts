// Inverses of index and constraint operations.
import { tableArguments } from './columns';
import { operationsOf, sameTable } from '../functionFacts';
import { noInverse, statements, type InverseContext, type InverseOf } from './inverse';
import { constraintStatement, indexStatement } from './objects';
import { writeName } from '../writing/definitions';
import { writeString } from '../writing/literals';
import type { CreateConstraint, CreateIndex } from '../../operations/operation';
import type { ConstraintDefinition } from '../../operations/definition';
import { findTable } from '../../schema/lookup';
import { conventionName } from '../../schema/namingConvention';
import { serverName } from '../../schema/serverNames';
import type { Schema, SchemaIndex, SchemaTable } from '../../schema/schema';

export const invertCreateIndex: InverseOf<'createIndex'> = (operation, context) => {
  const written = operation.index.name;
  const made = written === undefined ? createdIndexName(operation, context) : written.text;
  if (made === undefined) return noInverse('the index has no name that is known');
  const name = writeName(written ?? { text: made, isFinal: true }, context.names);
  const { first, last } = tableArguments(operation.table, context);
  const table = first.map((argument) => `table_name=${argument}`);
  const isConcurrent = operation.index.options['postgresql_concurrently'] === true && !context.isBatch;
  const options = isConcurrent ? ['postgresql_concurrently=True'] : [];
  const call = `${context.receiver}.drop_index(${[name, ...table, ...last, ...options].join(', ')})`;
  if (!isConcurrent) return statements(call);
  return statements(`with ${context.names.op}.get_context().autocommit_block():\n    ${call}`);
};

function createdIndexName(operation: CreateIndex, context: InverseContext): string | undefined {
  const { name, schema } = operation.table;
  const before = new Set(findTable(context.before, name, schema)?.indexes.map((index) => index.name));
  return findTable(context.after, name, schema)?.indexes.find((index) => !before.has(index.name))?.name;
}

export const invertDropIndex: InverseOf<'dropIndex'> = (operation, context) => {
  const found = findIndex(context.before, operation.name.text, operation.table?.name);
  if (found === undefined && operation.ifExists && clearsNothing(operation.name.text, context))
    return statements();
  if (found === undefined)
    return noInverse(`the definition of index ${operation.name.text} is not in the history`);
  const line = indexStatement(found.table, found.index, context);
  return line === undefined ? noInverse(`index ${operation.name.text} cannot be written`) : statements(line);
};

/** A history that is known to its last step has no such index, or this revision makes it: what an attempt that failed left goes. */
function clearsNothing(name: string, { before, upgrade }: InverseContext): boolean {
  return (
    before.isComplete ||
    operationsOf(upgrade).some(
      ({ operation }) => operation.kind === 'createIndex' && operation.index.name?.text === name,
    )
  );
}

function findIndex(
  schema: Schema,
  name: string,
  tableName: string | undefined,
): { table: SchemaTable; index: SchemaIndex } | undefined {
  for (const table of schema.tables.values()) {
    if (tableName !== undefined && table.name !== tableName) continue;
    const index = table.indexes.find((candidate) => candidate.name === name);
    if (index !== undefined) return { table, index };
  }
  return undefined;
}

const TYPE_NAMES = {
  primaryKey: 'primary',
  unique: 'unique',
  check: 'check',
  foreignKey: 'foreignkey',
  exclude: undefined,
} as const;

export const invertCreateConstraint: InverseOf<'createConstraint'> = (operation, context) => {
  const written = operation.constraint.name;
  const made =
    written?.text ?? createdConstraintName(operation, context) ?? nameInOldTable(operation, context);
  if (made === undefined) return noInverse('the constraint has no name that is known; name it in upgrade()');
  const name = writeName(written ?? { text: made, isFinal: true }, context.names);
  const { first, last } = tableArguments(operation.table, context);
  const type = TYPE_NAMES[operation.constraint.kind];
  const parts = [name, ...first, ...(type === undefined ? [] : [`type_=${writeString(type)}`]), ...last];
  return statements(`${context.receiver}.drop_constraint(${parts.join(', ')})`);
};

function createdConstraintName(operation: CreateConstraint, context: InverseContext): string | undefined {
  const { name, schema } = operation.table;
  const before = new Set(findTable(context.before, name, schema)?.constraints.map((item) => item.name));
  return findTable(context.after, name, schema)?.constraints.find((item) => !before.has(item.name))?.name;
}

/**
 * The name that PostgreSQL gives to a constraint of a table older than the history. Only where nothing else can have it: its
 * columns are added by the same upgrade(), or what had the name is dropped in it.
 */
function nameInOldTable(
  { table, constraint }: CreateConstraint,
  context: InverseContext,
): string | undefined {
  const { dialect, after, upgrade, namingConvention } = context;
  if (dialect !== 'postgresql' || findTable(after, table.name, table.schema) !== undefined) return undefined;
  if (constraint.kind !== 'foreignKey' && constraint.kind !== 'unique') return undefined;
  const key = constraint.kind === 'unique' ? 'uq' : 'fk';
  const place = { table: table.name, schema: table.schema, columns: [] };
  if (conventionName(namingConvention, key, undefined, place).kind !== 'unnamed') return undefined;
  const nameOf = (one: ConstraintDefinition): string | undefined =>
    serverName(table.name, one, [], new Set<string>());
  const name = nameOf(constraint);
  const others = operationsOf(upgrade).map(({ operation }) => operation);
  const isAlone =
    others.filter(
      (other) =>
        other.kind === 'createConstraint' &&
        sameTable(other.table, table) &&
        nameOf(other.constraint) === name,
    ).length === 1;
  const isFree =
    constraint.columns.every((column) =>
      others.some(
        (other) =>
          other.kind === 'addColumn' && sameTable(other.table, table) && other.column.name === column,
      ),
    ) ||
    others.some(
      (other) =>
        other.kind === 'dropConstraint' && sameTable(other.table, table) && other.name?.text === name,
    );
  return isAlone && isFree ? name : undefined;
}

export const invertDropConstraint: InverseOf<'dropConstraint'> = (operation, context) => {
  const table = findTable(context.before, operation.table.name, operation.table.schema);
  const name = operation.name?.text;
  const constraint = table?.constraints.find((candidate) => candidate.name === name);
  if (table === undefined || constraint === undefined || name === undefined) {
    return noInverse(`the definition of constraint ${name ?? 'without a name'} is not in the history`);
  }
  const line = constraintStatement(table, constraint, context);
  return line === undefined ? noInverse(`constraint ${name} cannot be written`) : statements(line);
};
