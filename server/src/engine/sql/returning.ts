// RETURNING, where a revision asks for it.
import type { SqlStatement } from '../operations/expression';
import type { Compilation } from './compilation';
import type { ExpressionContext } from './expressions';
import { newLabels } from './labels';
import { columnTexts } from './selects';

type Changing = Extract<SqlStatement, { kind: 'insert' | 'update' | 'delete' }>;

/** The clause, with a blank before it; '' where nothing is asked for. SQLite names columns without their table. */
export function returningText(
  compilation: Compilation,
  { returning, span }: Pick<Changing, 'returning' | 'span'>,
  context: ExpressionContext,
): string {
  if (returning === undefined) return '';
  const own = { ...context, includeTable: compilation.dialect.name !== 'sqlite' };
  const labels = context.labels ?? newLabels();
  return ` RETURNING ${columnTexts(compilation, { columns: returning, span }, own, labels, false).join(', ')}`;
}
