// ON CONFLICT of an INSERT, as PostgreSQL and SQLite have it.
import type { OnConflict, TableReference } from '../operations/expression';
import type { Compilation } from './compilation';
import { compileColumnValue, compileExpression, type ExpressionContext } from './expressions';
import { quote } from './identifiers';
import { RaisedError, UnknownText } from './signals';

function targetText(compilation: Compilation, conflict: OnConflict, context: ExpressionContext): string {
  // SQLite has no constraints by name, and SQLAlchemy leaves them out there.
  if (conflict.constraint !== undefined) {
    return compilation.dialect.name === 'postgresql'
      ? `ON CONSTRAINT ${quote(compilation, conflict.constraint)} `
      : '';
  }
  if (conflict.elements.length === 0) return '';
  const bare = { ...context, includeTable: false };
  const elements = conflict.elements.map((element) => compileExpression(compilation, element, bare));
  const where = conflict.elementsWhere
    ? ` WHERE ${compileExpression(compilation, conflict.elementsWhere, bare)}`
    : '';
  return `(${elements.join(', ')})${where} `;
}

/** The clause, with a blank before it. */
export function onConflictText(
  compilation: Compilation,
  table: TableReference,
  conflict: OnConflict,
  context: ExpressionContext,
): string {
  if (conflict.dialect === 'sqlite' && compilation.dialect.name === 'postgresql') {
    const owner = conflict.update ? 'OnConflictDoUpdate' : 'OnConflictDoNothing';
    throw new RaisedError('AttributeError', `'${owner}' object has no attribute 'constraint_target'`);
  }
  const target = targetText(compilation, conflict, context);
  if (!conflict.update) return ` ON CONFLICT ${target}DO NOTHING`;
  const values = new Map(conflict.update.values);
  if (values.size === 0 || [...values.keys()].some((key) => !table.columns.some((one) => one.key === key)))
    throw new UnknownText('what DO UPDATE sets is not in the table', context.span);
  const changes = table.columns.flatMap((column) => {
    const value = values.get(column.key);
    if (!value) return [];
    return `${quote(compilation, column.name)} = ${compileColumnValue(compilation, value, column.type, column.key, context)}`;
  });
  const { where } = conflict.update;
  const condition = where ? ` WHERE ${compileExpression(compilation, where, context)}` : '';
  return ` ON CONFLICT ${target || (compilation.dialect.name === 'sqlite' ? ' ' : '')}DO UPDATE SET ${changes.join(', ')}${condition}`;
}
