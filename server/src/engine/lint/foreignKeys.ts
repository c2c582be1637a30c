// The foreign keys an operation makes, wherever they are written, with the table they belong to.
import type { ForeignKeyDefinition, WrittenName } from '../operations/definition';
import type { Operation, TableName } from '../operations/operation';
import type { Span } from '../text/span';

/** One foreign key; `columns` are those of its own table. */
export interface TableForeignKey {
  readonly table: TableName;
  readonly name: WrittenName | undefined;
  readonly columns: readonly string[];
  readonly referred: ForeignKeyDefinition['referred'];
  readonly useAlter: boolean;
  readonly definition: ForeignKeyDefinition;
  readonly span: Span;
}

/** In the order written; those inside a batch included. */
export function foreignKeysOf(operation: Operation): readonly TableForeignKey[] {
  switch (operation.kind) {
    case 'createTable':
      return operation.items.flatMap((item) => {
        if (item.kind === 'foreignKey') return [keyOf(operation.table, item, item.columns)];
        return item.kind === 'column' ? inline(operation.table, item) : [];
      });
    case 'addColumn':
      return inline(operation.table, operation.column);
    case 'createConstraint': {
      const { constraint, table } = operation;
      return constraint.kind === 'foreignKey' ? [keyOf(table, constraint, constraint.columns)] : [];
    }
    case 'batchAlterTable':
      return operation.steps.flatMap((inner) =>
        inner.kind === 'operation' ? foreignKeysOf(inner.operation) : [],
      );
    default:
      return [];
  }
}

function inline(
  table: TableName,
  column: { readonly name: string; readonly constraints: readonly { readonly kind: string }[] },
): readonly TableForeignKey[] {
  return column.constraints
    .filter((constraint): constraint is ForeignKeyDefinition => constraint.kind === 'foreignKey')
    .map((constraint) => keyOf(table, constraint, [column.name]));
}

function keyOf(
  table: TableName,
  definition: ForeignKeyDefinition,
  columns: readonly string[],
): TableForeignKey {
  const { name, referred, useAlter, span } = definition;
  return { table, name, columns, referred, useAlter, definition, span };
}
