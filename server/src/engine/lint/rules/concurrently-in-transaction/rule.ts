// concurrently-in-transaction: CONCURRENTLY inside the transaction of the revision is an error of PostgreSQL.
import { isOutsideTransaction, isInBatch, operationsOf, statementsOf } from '../../functionFacts';
import { defineRevisionRule, type FunctionAnalysis, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { autocommitFix } from '../../writing/concurrently';
import { ownPlace } from '../../writing/statements';
import type { Operation } from '../../../operations/operation';
import { statementOfCall } from '../../writing/calls';
import type { Span } from '../../../text/span';
import { fixList } from '../../writing/fix';

const CONCURRENTLY =
  /\b(?:(?:create(?:\s+unique)?|drop)\s+index|reindex\b[\w\s]{0,40}|detach\s+partition\s+\S+)\s+concurrently\b/;

export const concurrentlyInTransaction = defineRevisionRule({
  id: 'concurrently-in-transaction',
  summary: 'CONCURRENTLY cannot run inside a transaction, and a revision runs in one.',
  severity: 'error',
  dialects: ['postgresql'],
  check(revision, report) {
    if (revision.isTransactional !== true) return;
    for (const analysis of [revision.upgrade, revision.downgrade]) {
      for (const { span, stepIndex } of concurrentPlaces(analysis)) {
        if (isOutsideTransaction(analysis, stepIndex) || leavesTransaction(analysis)) continue;
        report({
          span,
          message:
            'CONCURRENTLY cannot run inside a transaction block, and Alembic runs every revision in one: PostgreSQL ' +
            'refuses this statement. Put it into `with op.get_context().autocommit_block():`, which commits what was done ' +
            'before it.',
          fixes: () => fixList(fixFor(revision, analysis, stepIndex, span)),
        });
      }
    }
  },
});

function concurrentPlaces(analysis: FunctionAnalysis): readonly { span: Span; stepIndex: number }[] {
  const operations = operationsOf(analysis).flatMap(({ operation, stepIndex, sql }) =>
    sql === undefined && isConcurrent(operation) ? [{ span: operation.span, stepIndex }] : [],
  );
  const statements = statementsOf(analysis).flatMap(({ sql, stepIndex }) => {
    const span = analysis.steps[stepIndex]?.step.span;
    // Inside a DO block or a function body it is text of a string.
    return span !== undefined &&
      CONCURRENTLY.test(sql) &&
      !/^\s*(?:do|create\s+(?:or\s+replace\s+)?function)\b/.test(sql)
      ? [{ span, stepIndex }]
      : [];
  });
  return [...operations, ...statements];
}

function isConcurrent(operation: Operation & { readonly span: Span }): boolean {
  if (operation.kind === 'createIndex') return operation.index.options['postgresql_concurrently'] === true;
  return operation.kind === 'dropIndex' && operation.options['postgresql_concurrently'] === true;
}

/** The function handles transactions in a way of its own, as with an isolation level or a connection of its own. */
function leavesTransaction(analysis: FunctionAnalysis): boolean {
  return analysis.steps.some(
    ({ step }) => step.kind === 'opaque' && /autocommit|isolation|commit|connect/i.test(step.reason),
  );
}

function fixFor(
  revision: RevisionContext,
  analysis: FunctionAnalysis,
  stepIndex: number,
  span: Span,
): Fix | undefined {
  const before = analysis.steps[stepIndex]?.before;
  if (before === undefined) return undefined;
  const context = { revision, function: analysis, stepIndex, before };
  if (isInBatch(context, span)) return undefined;
  const isOperation = analysis.steps[stepIndex]?.step.kind === 'operation';
  const place = isOperation ? ownPlace(context, span) : statementPlace(revision, analysis, span);
  return place === undefined ? undefined : autocommitFix(place, revision);
}

/** A call of execute() that is run once. */
function statementPlace(revision: RevisionContext, analysis: FunctionAnalysis, span: Span) {
  const place = statementOfCall(revision.module, span);
  const same = analysis.steps.filter(({ step }) => step.span.start === span.start);
  const around = analysis.evaluation.span;
  const isOwn = around !== undefined && span.start >= around.start && span.end <= around.end;
  const text = revision.source.slice(span.start, span.end);
  return place !== undefined && same.length === 1 && isOwn && !/"""|'''/.test(text) ? place : undefined;
}
