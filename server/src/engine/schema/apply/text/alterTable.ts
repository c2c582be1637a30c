// ALTER TABLE of SQL text, action by action.
import { sqlOperations } from '../../../sqlText/sqlOperations';
import type { AlterAction, AlterTableSql } from '../../../sqlText/parsedSql';
import { buildConstraint } from '../../build';
import { applied, changeTable, incompleteTable, type Applied, type ApplyContext } from '../../change';
import { findTable, objectKey } from '../../lookup';
import type { Schema, SchemaTable } from '../../schema';
import { applyValidated } from '../validated';
import type { ApplyOperation } from './applySql';
import { resolveColumn, resolveReference, resolveType } from './create';

/** Actions that move columns between tables without naming them. */
const MOVES_COLUMNS = new Set(['AddInherit', 'DropInherit', 'AddOf', 'DropOf']);

/** An action with what only the schema knows: enums, keys that are referred to. */
function resolved(schema: Schema, action: AlterAction): AlterAction {
  switch (action.kind) {
    case 'addColumn':
      return { ...action, column: resolveColumn(schema, action.column) };
    case 'setType':
      return { ...action, type: resolveType(schema, action.type) };
    case 'addConstraint':
      return { ...action, constraint: resolveReference(schema, action.constraint, undefined) };
    default:
      return action;
  }
}

/** ADD ... USING INDEX: the index becomes the constraint, and takes its name where one is given. */
function adoptIndex(
  table: SchemaTable,
  action: AlterAction & { kind: 'addConstraint' },
  context: ApplyContext,
): SchemaTable {
  const index = table.indexes.find(({ name }) => name === action.usingIndex);
  if (!index) return { ...table, isComplete: false };
  const columns = index.definition.elements.flatMap((element) =>
    element.kind === 'columnName' ? [element.name] : [],
  );
  const { constraint } = action;
  if (constraint.kind !== 'primaryKey' && constraint.kind !== 'unique') return table;
  const name = constraint.name ?? { text: index.name, isFinal: true };
  const built = buildConstraint(table, { ...constraint, columns, name }, context);
  return {
    ...table,
    indexes: table.indexes.filter((other) => other !== index),
    constraints: [...table.constraints, built],
    columns:
      constraint.kind === 'primaryKey'
        ? table.columns.map((one) => (columns.includes(one.name) ? { ...one, nullable: false } : one))
        : table.columns,
  };
}

function applyAction(
  schema: Schema,
  statement: AlterTableSql,
  written: AlterAction,
  context: ApplyContext,
  apply: ApplyOperation,
): Applied {
  const action = resolved(schema, written);
  const { table } = statement;
  if (action.kind === 'validateConstraint') return applied(applyValidated(schema, table, action.name).schema);
  if (action.kind === 'other' && MOVES_COLUMNS.has(action.word))
    return applied(incompleteTable(schema, table.name, table.schema));
  if (action.kind === 'addConstraint' && action.usingIndex !== undefined)
    return changeTable(schema, table, action.span, (found) => ({
      table: adoptIndex(found, action, context),
    }));
  return sqlOperations({ ...statement, actions: [action] }).reduce((done, operation) => {
    const next = apply(done.schema, operation);
    return { schema: next.schema, problems: [...done.problems, ...next.problems] };
  }, applied(schema));
}

export function applyAlterTable(
  schema: Schema,
  statement: AlterTableSql,
  context: ApplyContext,
  apply: ApplyOperation,
): Applied {
  if (statement.object !== 'table') return applied(schema);
  const { name, schema: schemaName } = statement.table;
  if (!findTable(schema, name, schemaName)) {
    // ALTER TABLE takes views and sequences as well, and none of what it does to them is kept here.
    if (statement.ifExists || schema.objects.has(objectKey('view', name, schemaName))) return applied(schema);
  }
  return statement.actions.reduce<Applied>((done, action) => {
    const next = applyAction(done.schema, statement, action, context, apply);
    return { schema: next.schema, problems: [...done.problems, ...next.problems] };
  }, applied(schema));
}
