// Python statements that make a constraint or an index again, from what the schema knows of it.
import type { InverseContext } from './inverse';
import {
  foreignKeyOptions,
  writeCall,
  writeCondition,
  writeExpression,
  writeIndexElements,
  writeName,
  writeOptions,
} from '../writing/definitions';
import { writeString } from '../writing/literals';
import type { ConstraintDefinition, WrittenName } from '../../operations/definition';
import type { SqlExpression } from '../../operations/expression';
import type { ModuleNames } from '../writing/names';
import type { SchemaConstraint, SchemaIndex, SchemaTable } from '../../schema/schema';

/** What is needed to write: how modules are called, and what the operations are called on. */
type WritingContext = Pick<InverseContext, 'names' | 'receiver' | 'isBatch'>;

/** A name for a thing the database already has: final, so that no naming convention changes it. */
function existingName(
  definition: WrittenName | undefined,
  name: string | undefined,
): WrittenName | undefined {
  if (name === undefined) return definition;
  return { text: name, isFinal: definition?.isFinal === true || definition?.text !== name };
}

function quotedList(names: readonly string[]): string {
  return `[${names.map(writeString).join(', ')}]`;
}

/** `op.create_..._constraint(...)`; undefined when a part cannot be written. */
export function constraintStatement(
  table: Pick<SchemaTable, 'name' | 'schema'>,
  constraint: Pick<SchemaConstraint, 'name' | 'definition' | 'columns'>,
  context: WritingContext,
): string | undefined {
  const { names, receiver, isBatch } = context;
  const definition: ConstraintDefinition = constraint.definition;
  const name = writeName(existingName(definition.name, constraint.name), names);
  const tableName = isBatch ? [] : [writeString(table.name)];
  const schema = isBatch || table.schema === undefined ? [] : [`schema=${writeString(table.schema)}`];
  const columns = quotedList(constraint.columns);
  switch (definition.kind) {
    case 'primaryKey':
      return writeCall(`${receiver}.create_primary_key`, [name, ...tableName, columns, ...schema]);
    case 'unique': {
      const options = writeOptions(definition.options);
      if (options === undefined) return undefined;
      return writeCall(`${receiver}.create_unique_constraint`, [
        name,
        ...tableName,
        columns,
        ...schema,
        ...options,
      ]);
    }
    case 'check': {
      const condition = writeCondition(definition.condition, names);
      return writeCall(`${receiver}.create_check_constraint`, [name, ...tableName, condition, ...schema]);
    }
    case 'foreignKey': {
      const { referred } = definition;
      const options = foreignKeyOptions({ ...definition, name: undefined }, names);
      const source =
        isBatch || table.schema === undefined ? [] : [`source_schema=${writeString(table.schema)}`];
      const target = referred.schema === undefined ? [] : [`referent_schema=${writeString(referred.schema)}`];
      return writeCall(`${receiver}.create_foreign_key`, [
        name,
        ...tableName,
        writeString(referred.table),
        columns,
        quotedList(referred.columns),
        ...options,
        ...source,
        ...target,
      ]);
    }
    case 'exclude': {
      const elements = definition.elements.map(({ expression, operator }) => {
        const written =
          expression.kind === 'column' && !expression.isLiteral && expression.table === undefined;
        const text = written ? writeString(expression.name) : writeExpression(expression, names);
        return text === undefined ? undefined : `(${text}, ${writeString(operator)})`;
      });
      const where = definition.where === undefined ? [] : [prefixed('where', definition.where, names)];
      const using = definition.using === undefined ? [] : [`using=${writeString(definition.using)}`];
      const parts = [name, ...tableName, ...elements, ...where, ...using, ...schema];
      return writeCall(`${receiver}.create_exclude_constraint`, parts);
    }
  }
}

function prefixed(key: string, value: SqlExpression, names: ModuleNames): string | undefined {
  const text = writeExpression(value, names);
  return text === undefined ? undefined : `${key}=${text}`;
}

/** `op.create_index(...)`; undefined when an element or option cannot be written. */
export function indexStatement(
  table: Pick<SchemaTable, 'name' | 'schema'>,
  index: Pick<SchemaIndex, 'name' | 'definition'>,
  context: WritingContext,
): string | undefined {
  const { names, receiver, isBatch } = context;
  const elements = writeIndexElements(index.definition.elements, names);
  const options = indexOptions(index, context);
  const name = writeName(existingName(index.definition.name, index.name), names);
  return writeCall(`${receiver}.create_index`, [
    name,
    ...(isBatch ? [] : [writeString(table.name)]),
    elements,
    `unique=${index.definition.unique ? 'True' : 'False'}`,
    ...(isBatch || table.schema === undefined ? [] : [`schema=${writeString(table.schema)}`]),
    ...(options ?? [undefined]),
  ]);
}

/** CONCURRENTLY is left out: the statement runs inside the transaction of the downgrade. */
function indexOptions(
  index: Pick<SchemaIndex, 'definition'>,
  context: WritingContext,
): readonly (string | undefined)[] | undefined {
  const plain: Record<string, unknown> = { ...index.definition.options };
  const where = index.definition.options['postgresql_where'];
  delete plain['postgresql_concurrently'];
  delete plain['postgresql_where'];
  const parts: (string | undefined)[] = [
    ...(writeOptions(plain as typeof index.definition.options) ?? [undefined]),
  ];
  if (where !== undefined && typeof where === 'object' && where !== null && 'kind' in where) {
    const condition = writeCondition(where, context.names);
    parts.push(
      condition === undefined
        ? undefined
        : `postgresql_where=${where.kind === 'text' ? `${context.names.sa}.text(${condition})` : condition}`,
    );
  }
  return parts;
}
