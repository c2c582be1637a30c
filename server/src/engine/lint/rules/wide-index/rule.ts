// wide-index: 4 columns or more in an index that is not unique.
import { defineOperationRule } from '../../rule';

const MANY = 4;

export const wideIndex = defineOperationRule({
  id: 'wide-index',
  summary: 'An index over four or more columns is large and seldom used as it was meant.',
  severity: 'hint',
  on: ['createIndex'],
  readsSql: true,
  check({ index, span }, { function: analysis, sql }, report) {
    if (analysis.direction !== 'upgrade' || index.unique || index.elements.length < MANY) return;
    report({
      span,
      message:
        `${index.elements.length} columns in one index: every write keeps all of them up to date, and a query uses it only from the left ` +
        'without a gap. Three columns, in the order of selectivity, nearly always do the same work; use ' +
        `${sql === undefined ? 'postgresql_include' : 'INCLUDE'} for columns that are only read.`,
    });
  },
});
