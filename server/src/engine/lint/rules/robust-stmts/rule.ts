// robust-stmts: inside autocommit_block() nothing is rolled back, so a second try meets what the first one left.
import { isInAutocommitBlock } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { setKeyword, statementOfCall } from '../../writing/calls';

export const robustStmts = defineOperationRule({
  id: 'robust-stmts',
  summary: 'A statement outside the transaction should be able to run twice.',
  severity: 'hint',
  on: ['createIndex', 'dropIndex', 'createTable', 'dropTable', 'addColumn', 'dropColumn'],
  readsSql: true,
  check(operation, { revision, function: analysis, stepIndex, sql }, report) {
    if (!isInAutocommitBlock(analysis, stepIndex)) return;
    const keyword = 'ifExists' in operation ? 'if_exists' : 'if_not_exists';
    if ('ifExists' in operation ? operation.ifExists : operation.ifNotExists) return;
    const place = statementOfCall(revision.module, operation.span);
    report({
      span: operation.span,
      message:
        'In an autocommit block every statement stays, also when a later one fails and the revision is run again: then this ' +
        `one meets its own result. Write ${sql === undefined ? `${keyword}=True` : keyword.replaceAll('_', ' ').toUpperCase()}, so that the second try gets past it.`,
      fixes:
        place === undefined
          ? []
          : [
              {
                title: `Add ${keyword}=True`,
                isPreferred: true,
                isSafe: false,
                files: [
                  { path: revision.path, edits: [setKeyword(place.call, revision.source, keyword, 'True')] },
                ],
              },
            ],
    });
  },
});
