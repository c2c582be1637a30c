// empty-downgrade: downgrade() does nothing although upgrade() changes the schema.
import { fixesForEmpty } from '../../inverse/downgradeFixes';
import { isPassingText } from '../../inverse/parsedText';
import { passingOf } from '../../inverse/passing';
import { changesSchema } from '../../inverse/writeDowngrade';
import { defineRevisionRule, type AnalysedStep } from '../../rule';
import type { FunctionDefinition, Statement } from '../../../python/syntax';

export const emptyDowngrade = defineRevisionRule({
  id: 'empty-downgrade',
  summary: 'An empty downgrade() reports success and leaves the schema as it was.',
  severity: 'warning',
  check(revision, report) {
    const downgrade = revision.module.body.find(
      (statement): statement is FunctionDefinition =>
        statement.kind === 'function' && statement.name === 'downgrade',
    );
    if (downgrade === undefined || !downgrade.body.every(doesNothing)) return;
    const passing = passingOf(revision.upgrade);
    const changes = revision.upgrade.steps.filter(
      (step) => changesSchema(step) && !addsLabels(step) && !isPassingText(step.parsed, passing),
    ).length;
    if (changes === 0) return;
    const what = changes === 1 ? 'one schema change' : `${changes} schema changes`;
    report({
      span: downgrade.nameSpan,
      message:
        `downgrade() is empty while upgrade() makes ${what}: \`alembic downgrade\` succeeds, the version row ` +
        'moves back, the schema stays, and the next upgrade meets one that it does not expect. Undo the changes, ' +
        'or raise an exception that says going back is not possible.',
      fixes: () => fixesForEmpty(revision, downgrade),
    });
  },
});

/** Labels of an enum type cannot be taken away again; there is nothing that downgrade() could do. */
function addsLabels({ parsed = [] }: AnalysedStep): boolean {
  return parsed.length > 0 && parsed.every((sql) => sql.kind === 'alterEnum' && sql.oldLabel === undefined);
}

function doesNothing(statement: Statement): boolean {
  if (statement.kind === 'pass') return true;
  if (statement.kind === 'return') return statement.value === undefined || isNone(statement.value);
  if (statement.kind !== 'expressionStatement') return false;
  const { expression } = statement;
  return expression.kind === 'string' || (expression.kind === 'constant' && expression.value === '...');
}

function isNone(expression: { readonly kind: string; readonly value?: unknown }): boolean {
  return expression.kind === 'constant' && expression.value === null;
}
