// index-before-bulk-insert: create_index, then bulk_insert or INSERT into the same table.
import { defineRevisionRule } from '../../rule';
import { lineIndent, removeStatement, statementOfCall } from '../../writing/calls';
import type { Step } from '../../../operations/step';

export const indexBeforeBulkInsert = defineRevisionRule({
  id: 'index-before-bulk-insert',
  summary: 'An index that is made before the rows of the same revision is updated row by row.',
  severity: 'hint',
  check({ upgrade, module, source, path }, report) {
    for (const [index, { step }] of upgrade.steps.entries()) {
      if (step.kind !== 'operation' || step.operation.kind !== 'createIndex' || step.operation.index.unique)
        continue;
      const { name } = step.operation.table;
      const insert = upgrade.steps.slice(index + 1).findLast((later) => insertsInto(later.step, name));
      if (insert === undefined) continue;
      const from = statementOfCall(module, step.span);
      const to = statementOfCall(module, insert.step.span);
      const removal = from === undefined ? undefined : removeStatement(from, source);
      const isMovable =
        from !== undefined &&
        to !== undefined &&
        from.siblings.includes(to.statement) &&
        removal?.text === '';
      const at = to?.statement.span.end ?? 0;
      const text =
        from === undefined
          ? ''
          : `\n${lineIndent(source, at)}${source.slice(from.statement.span.start, from.statement.span.end)}`;
      report({
        span: step.span,
        message:
          `The rows that are inserted into "${name}" further down update this index one by one. Fill the table first: building the ` +
          'index over all rows at once is several times faster.',
        related: [{ path, span: insert.step.span, message: 'Rows are inserted here.' }],
        fixes: isMovable
          ? [
              {
                title: 'Create the index behind the rows',
                isPreferred: true,
                isSafe: false,
                files: [{ path, edits: [removal, { span: { start: at, end: at }, text }] }],
              },
            ]
          : [],
      });
    }
  },
});

function insertsInto(step: Step, table: string): boolean {
  if (step.kind === 'operation')
    return step.operation.kind === 'bulkInsert' && step.operation.table.name === table;
  if (step.kind !== 'statement') return false;
  if (step.statement.kind === 'insert') return step.statement.table.name === table;
  if (step.statement.kind !== 'textStatement') return false;
  const name = /^\s*insert\s+into\s+([\w".]{1,130})/i.exec(step.statement.text.text)?.[1];
  return name?.replaceAll('"', '').split('.').at(-1) === table;
}
