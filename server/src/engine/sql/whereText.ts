// The conditions of WHERE and HAVING as one text.
import type { SqlExpression } from '../operations/expression';
import { withoutConstants } from '../operations/sqlalchemy/operators';
import type { Compilation } from './compilation';
import { compileExpression, type ExpressionContext } from './expressions';

/** Conditions of WHERE, joined with AND. */
export function whereText(
  compilation: Compilation,
  conditions: readonly SqlExpression[],
  context: ExpressionContext,
): string {
  const clauses = withoutConstants('and', conditions);
  const [first] = clauses;
  if (clauses.length === 1 && first?.kind === 'constant' && !compilation.dialect.hasNativeBoolean) {
    if (first.value === 'true') return '1 = 1';
    if (first.value === 'false') return '0 = 1';
  }
  const against = clauses.length > 1 ? 'and' : 'asBoolean';
  return clauses
    .map((condition) => compileExpression(compilation, condition, context, against))
    .join(' AND ');
}
