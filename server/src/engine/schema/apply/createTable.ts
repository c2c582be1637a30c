// CREATE TABLE: the table with everything its columns bring along, and the enums it makes.
import type { CreateTable } from '../../operations/operation';
import { buildColumn, buildConstraint, buildIndex, namedEnum } from '../build';
import {
  applied,
  originOf,
  tableLabel,
  withEnum,
  withTable,
  type Applied,
  type ApplyContext,
} from '../change';
import { findEnum, findTable } from '../lookup';
import type { Schema, SchemaConstraint, SchemaTable } from '../schema';
import { buildTable, columnChecks, type TableModel } from '../tableModel';
import { asCheck, bringsCheck } from '../typeChecks';

/** Constraints in the order the server sees them: the primary key, column CHECKs, the others as SQLAlchemy makes them. */
function constraintsOf(
  model: TableModel,
  table: SchemaTable,
  context: ApplyContext,
): readonly SchemaConstraint[] {
  const { primaryKey } = model;
  const span = model.columns[0]?.definition.span ?? { start: 0, end: 0 };
  const definitions = [
    ...(primaryKey && primaryKey.columns.length > 0
      ? [
          primaryKey.definition ?? {
            kind: 'primaryKey' as const,
            name: primaryKey.name,
            columns: primaryKey.columns,
            deferrable: undefined,
            initially: undefined,
            options: {},
            span,
          },
        ]
      : []),
    ...model.columns.flatMap((column) => columnChecks(column.definition)),
    ...model.constraints.flatMap((constraint) => {
      if (constraint.kind !== 'typeCheck') {
        const isLeftOut =
          constraint.kind === 'foreignKey' && constraint.useAlter && context.dialect === 'postgresql';
        return isLeftOut ? [] : [constraint];
      }
      return bringsCheck(constraint, context.dialect) ? [asCheck(constraint)] : [];
    }),
  ];
  const built: SchemaConstraint[] = [];
  for (const definition of definitions)
    built.push(buildConstraint({ ...table, constraints: built }, definition, context));
  return built;
}

function withEnums(schema: Schema, model: TableModel, operation: CreateTable, context: ApplyContext): Schema {
  if (context.dialect !== 'postgresql') return schema;
  return model.columns.reduce((current, { type, definition }) => {
    const found = namedEnum(type);
    if (!found || findEnum(current, found.name, found.schema)) return current;
    return withEnum(current, { ...found, origin: originOf(context, definition.span) });
  }, schema);
}

/** The table a create_table call makes. */
function newTable(operation: CreateTable, context: ApplyContext): { model: TableModel; table: SchemaTable } {
  const { name, schema } = operation.table;
  const model = buildTable(name, schema, operation.items, operation.options, operation.comment);
  const empty: SchemaTable = {
    name,
    schema,
    columns: model.columns.map((column) => {
      const [key, ...others] = model.primaryKey?.columns ?? [];
      const built = buildColumn(column, context);
      return key === built.name && others.length === 0 ? { ...built, isMadeAsKey: true } : built;
    }),
    constraints: [],
    indexes: [],
    comment: operation.comment,
    isComplete: true,
    origin: originOf(context, operation.span),
  };
  const table = { ...empty, constraints: constraintsOf(model, empty, context) };
  const indexes = model.indexes.flatMap((index) => buildIndex(table, index, context) ?? []);
  return { model, table: { ...table, indexes } };
}

export function applyCreateTable(schema: Schema, operation: CreateTable, context: ApplyContext): Applied {
  const { name, schema: schemaName } = operation.table;
  const { model, table } = newTable(operation, context);
  const existing = findTable(schema, name, schemaName);
  if (existing && operation.ifNotExists) return applied(schema);
  const next = withTable(withEnums(schema, model, operation, context), table);
  if (!existing) return applied(next);
  return applied(next, {
    span: operation.span,
    kind: 'already-exists',
    message: `The table ${tableLabel(operation.table)} exists already at this point of the history.`,
  });
}
