// COMMENT ON, as SQLAlchemy prints it for tables and columns.
import type { TableComment } from '../operations/operation';
import type { Compilation } from './compilation';
import { quote, quoteTable } from './identifiers';
import { stringLiteral } from './literals';
import { UnknownText } from './signals';

interface Table {
  readonly name: string;
  readonly schema: string | undefined;
}

export function tableComment(compilation: Compilation, table: Table, comment: string): string {
  const name = quoteTable(compilation, table.name, table.schema);
  return `COMMENT ON TABLE ${name} IS ${stringLiteral(compilation, comment)}`;
}

export function columnComment(
  compilation: Compilation,
  table: Table,
  column: string,
  comment: string,
): string {
  const name = `${quoteTable(compilation, table.name, table.schema)}.${quote(compilation, column)}`;
  return `COMMENT ON COLUMN ${name} IS ${stringLiteral(compilation, comment)}`;
}

/** op.create_table_comment and op.drop_table_comment; printed for every dialect. */
export function tableCommentText(compilation: Compilation, operation: TableComment): string {
  if (operation.kind === 'createTableComment') {
    if (operation.comment === undefined) throw new UnknownText('the comment is None', operation.span);
    return tableComment(compilation, operation.table, operation.comment);
  }
  return `COMMENT ON TABLE ${quoteTable(compilation, operation.table.name, operation.table.schema)} IS NULL`;
}
