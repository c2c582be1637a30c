// downgrade-readds-not-null: the rollback that only works on an empty table.
import { operationsOf } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { callWithSpan, setKeyword, statementOfCall } from '../../writing/calls';

export const downgradeReaddsNotNull = defineOperationRule({
  id: 'downgrade-readds-not-null',
  summary: 'downgrade() adds a NOT NULL column without a default, which fails on a table with rows.',
  severity: 'warning',
  on: ['addColumn'],
  readsSql: true,
  check({ table, column, span }, context, report) {
    const { revision, function: analysis, stepIndex } = context;
    if (analysis.direction !== 'downgrade' || column.nullable !== false || column.serverDefault !== undefined)
      return;
    const isMadeHere = operationsOf(analysis).some(
      ({ operation, stepIndex: at }) =>
        at < stepIndex && operation.kind === 'createTable' && operation.table.name === table.name,
    );
    if (isMadeHere || column.primaryKey || (context.sql !== undefined && column.autoincrement === true))
      return;
    const place = statementOfCall(revision.module, span);
    const call = place === undefined ? undefined : callWithSpan(place.call, column.span);
    report({
      span: column.span,
      message:
        `The rollback adds "${column.name}" NOT NULL without a server default: as soon as "${table.name}" has a row it ` +
        `fails ("column "${column.name}" of relation "${table.name}" contains null values"), exactly when it is needed. ` +
        'Add it nullable, or with a server_default.',
      fixes:
        call === undefined
          ? []
          : [
              {
                title: 'Make the column nullable',
                isPreferred: true,
                isSafe: false,
                files: [
                  { path: revision.path, edits: [setKeyword(call, revision.source, 'nullable', 'True')] },
                ],
              },
            ],
    });
  },
});
