// The parts of a column line that both dialects share.
import type { Compilation } from './compilation';
import { compileConstraint } from './constraints';
import { compileError, UnknownText } from './signals';
import { columnChecks, type TableColumn, type TableModel } from '../schema/tableModel';

/** CHECKs written inside the column, each with a blank before it. */
export function inlineChecks(compilation: Compilation, table: TableModel, column: TableColumn): string {
  const checks = columnChecks(column.definition);
  if (checks.length > 1 && compilation.options.mode === 'offline') {
    throw new UnknownText(
      'the order of several CHECKs inside a column varies from run to run',
      column.definition.span,
    );
  }
  if (compilation.dialect.name === 'sqlite' && checks.some((check) => check.options.sqlite_on_conflict)) {
    throw compileError('SQLite does not support on conflict clause for column check constraint');
  }
  return checks.map((check) => ` ${compileConstraint(compilation, table, check) ?? ''}`).join('');
}

/** The whole column line: specification of the dialect and inline CHECKs. */
export function columnLine(compilation: Compilation, table: TableModel, column: TableColumn): string {
  return (
    compilation.dialect.columnSpecification(compilation, table, column) +
    inlineChecks(compilation, table, column)
  );
}
