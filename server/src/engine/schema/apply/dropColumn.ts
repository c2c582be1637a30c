// DROP COLUMN: constraints and indexes that use the column go with it, as in the server.
import type { DropColumn } from '../../operations/operation';
import { changeTable, unknownColumn, type Applied } from '../change';
import { findColumn } from '../lookup';
import type { Schema, SchemaIndex } from '../schema';

function usesColumn(index: SchemaIndex, column: string): boolean {
  return index.definition.elements.some(
    (element) => (element.kind === 'columnName' || element.kind === 'column') && element.name === column,
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
    return {
      table: {
        ...table,
        columns: table.columns.filter(({ name }) => name !== operation.column),
        constraints: table.constraints.filter(({ columns }) => !columns.includes(operation.column)),
        indexes: table.indexes.filter((index) => !usesColumn(index, operation.column)),
      },
    };
  });
}
