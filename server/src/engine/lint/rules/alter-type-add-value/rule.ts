// alter-type-add-value: a new enum value cannot be used before the transaction that added it is committed.
import { isOutsideTransaction, isInBatch, operationsOf, statementsOf } from '../../functionFacts';
import { defineRevisionRule, type FunctionAnalysis, type RevisionContext } from '../../rule';
import { statementOfCall } from '../../writing/calls';
import { autocommitFix } from '../../writing/concurrently';
import type { Fix } from '../../finding';
import { fixList } from '../../writing/fix';

const ADD_VALUE =
  /\balter\s+type\s+([\w".]{1,200})\s+add\s+value\s+(?:if\s+not\s+exists\s+)?'((?:[^']|'')*)'/g;

export const alterTypeAddValue = defineRevisionRule({
  id: 'alter-type-add-value',
  summary: 'A new enum value cannot be used in the transaction that adds it.',
  severity: 'error',
  dialects: ['postgresql'],
  check(revision, report) {
    const { upgrade, isTransactional, serverVersion } = revision;
    if (isTransactional !== true) return;
    for (const { sql, stepIndex } of statementsOf(upgrade)) {
      if (isOutsideTransaction(upgrade, stepIndex) || /^\s*do\b/.test(sql)) continue;
      for (const match of sql.matchAll(ADD_VALUE)) {
        const value = match[2] ?? '';
        const span = upgrade.steps[stepIndex]?.step.span;
        const isOld = serverVersion !== undefined && serverVersion < 12;
        const use = useOf(value, upgrade, stepIndex);
        if (span === undefined || (!isOld && use === undefined)) continue;
        report({
          span,
          message: isOld
            ? 'Before PostgreSQL 12, ALTER TYPE ... ADD VALUE cannot run inside a transaction block, and Alembic runs every ' +
              'revision in one. Put it into `with op.get_context().autocommit_block():`.'
            : `The value '${value}' is used further down in the same transaction, and PostgreSQL refuses that: unsafe use of ` +
              'new value. Put ALTER TYPE into `with op.get_context().autocommit_block():`, or use the value in a later revision.',
          fixes: () => fixList(fixFor(revision, upgrade, stepIndex)),
          related:
            use === undefined
              ? []
              : [{ path: revision.path, span: use, message: `'${value}' is used here.` }],
        });
      }
    }
  },
});

/** Where the value is needed before the transaction ends. */
function useOf(value: string, analysis: FunctionAnalysis, after: number) {
  const quoted = `'${value}'`;
  const isInside = (stepIndex: number): boolean =>
    stepIndex > after &&
    !analysis.steps
      .slice(after, stepIndex + 1)
      .some((_, index) => isOutsideTransaction(analysis, after + index));
  const statement = statementsOf(analysis).find(
    ({ sql, stepIndex }) =>
      isInside(stepIndex) &&
      /^\s*(?:with|insert|update|delete|select|alter\s+table)\b/.test(sql) &&
      sql.includes(quoted),
  );
  if (statement !== undefined) return analysis.steps[statement.stepIndex]?.step.span;
  const operation = operationsOf(analysis).find(({ operation: made, stepIndex }) => {
    if (!isInside(stepIndex)) return false;
    const written =
      made.kind === 'addColumn'
        ? made.column.serverDefault
        : made.kind === 'alterColumn' && made.serverDefault.given
          ? made.serverDefault.value
          : undefined;
    if (written?.kind === 'string') return written.value.toLowerCase() === value;
    return (
      written?.kind === 'expression' &&
      written.expression.kind === 'text' &&
      written.expression.text.toLowerCase().includes(quoted)
    );
  });
  return operation?.operation.span;
}

function fixFor(revision: RevisionContext, analysis: FunctionAnalysis, stepIndex: number): Fix | undefined {
  const step = analysis.steps[stepIndex];
  if (step === undefined || step.step.kind !== 'statement') return undefined;
  const { span } = step.step;
  const context = { revision, function: analysis, stepIndex, before: step.before };
  const around = analysis.evaluation.span;
  const place = statementOfCall(revision.module, span);
  const isOwn = around !== undefined && span.start >= around.start && span.end <= around.end;
  const isOnce = analysis.steps.filter((other) => other.step.span.start === span.start).length === 1;
  if (place === undefined || !isOwn || !isOnce || isInBatch(context, span)) return undefined;
  return /"""|'''/.test(revision.source.slice(span.start, span.end))
    ? undefined
    : autocommitFix(place, revision);
}
