// What an upgrade makes and takes away again: rows and values in it need no undoing, since they go and come with it.
import type { FunctionAnalysis } from '../rule';
import { columnBefore, operationsOf, parsedSqlOf, tableBefore } from '../functionFacts';
import type { TableName } from '../../operations/operation';
import type { DataSql } from '../../sqlText/parsedSql';
import { findTable } from '../../schema/lookup';

/** Tables and columns that are there on one side of upgrade() only. */
export interface Passing {
  /** True for a table that upgrade() makes or drops. */
  readonly hasTable: (table: TableName) => boolean;
  /** True for a column that upgrade() adds or drops, or one of such a table. */
  readonly hasColumn: (table: TableName, column: string) => boolean;
  /** True for a temporary table of upgrade(), which goes with the session. */
  readonly isTemporary: (table: TableName) => boolean;
}

/** What is on both sides keeps its rows, so what is done to them stays to be decided. */
export function passingOf(upgrade: FunctionAnalysis): Passing {
  const first = upgrade.steps[0]?.before;
  const last = upgrade.steps.at(-1)?.after;
  const made = new Set<string>();
  const added = new Set<string>();
  const temporary = new Set<string>();
  for (const { sql } of parsedSqlOf(upgrade)) {
    if (sql.kind === 'createTable' && sql.isTemporary) temporary.add(sql.table.name);
  }
  for (const { operation } of operationsOf(upgrade)) {
    if (operation.kind === 'createTable' || operation.kind === 'dropTable') made.add(operation.table.name);
    if (operation.kind === 'addColumn') added.add(`${operation.table.name}.${operation.column.name}`);
    if (operation.kind === 'dropColumn') added.add(`${operation.table.name}.${operation.column}`);
  }
  const hasTable = (table: TableName): boolean => {
    if (temporary.has(table.name)) return true;
    if (first === undefined || last === undefined) return false;
    const [before, after] = [first, last].map((schema) => findTable(schema, table.name, table.schema));
    // A table that neither side knows may be older than the history.
    return (before === undefined) !== (after === undefined) && made.has(table.name);
  };
  return {
    hasTable,
    isTemporary: ({ name }) => temporary.has(name),
    hasColumn: (table, column) => {
      if (hasTable(table)) return true;
      if (first === undefined || last === undefined) return false;
      const isKnown = [first, last].some((schema) => tableBefore(schema, table) !== undefined);
      const [before, after] = [first, last].map((schema) => columnBefore(schema, table, column));
      return (
        (!isKnown || (before === undefined) !== (after === undefined)) && added.has(`${table.name}.${column}`)
      );
    },
  };
}

/** True for a statement after which nothing has to be undone but what other steps undo. */
export function leavesNothing({ kind, table, columns, into, inner }: DataSql, passing: Passing): boolean {
  if (into !== undefined || !inner.every((one) => leavesNothing(one, passing))) return false;
  if (kind === 'select') return true;
  if (table === undefined) return false;
  const name = { name: table.name, schema: table.schema };
  if (passing.hasTable(name)) return true;
  return (
    kind === 'update' && columns.length > 0 && columns.every((column) => passing.hasColumn(name, column))
  );
}
