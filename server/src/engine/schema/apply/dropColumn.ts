// DROP COLUMN: constraints and indexes that use the column go with it, as in the server.
import type { DropColumn } from '../../operations/operation';
import { changeTable, unknownColumn, type Applied } from '../change';
import { findColumn } from '../lookup';
import { conditionColumns } from '../serverNames';
import type { Schema, SchemaIndex } from '../schema';

function usesColumn({ definition }: SchemaIndex, column: string, columns: readonly string[]): boolean {
  const included = definition.options['postgresql_include'];
  const items =
    included !== null && typeof included === 'object' && 'items' in included ? included.items : [];
  return (
    items.includes(column) ||
    definition.elements.some((element) =>
      element.kind === 'columnName'
        ? element.name === column
        : (conditionColumns(element, columns)?.includes(column) ?? false),
    )
  );
}

export function applyDropColumn(schema: Schema, operation: DropColumn): Applied {
  return changeTable(schema, operation.table, operation.span, (table) => {
    if (!findColumn(table, operation.column)) {
      return {
        table,
        problems: operation.ifExists ? [] : unknownColumn(table, operation.column, operation.span),
      };
    }
    const names = table.columns.map(({ name }) => name);
    return {
      table: {
        ...table,
        columns: table.columns.filter(({ name }) => name !== operation.column),
        constraints: table.constraints.filter(({ columns }) => !columns.includes(operation.column)),
        indexes: table.indexes.filter((index) => !usesColumn(index, operation.column, names)),
      },
    };
  });
}
