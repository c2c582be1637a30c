// reserved-or-mixed-case-identifier: new tables and columns whose names PostgreSQL only takes in quotes.
import { columnsOf } from '../../columns';
import { defineOperationRule } from '../../rule';
import { POSTGRESQL } from '../../../sql/dialects/postgresql';

export const reservedOrMixedCaseIdentifier = defineOperationRule({
  id: 'reserved-or-mixed-case-identifier',
  summary: 'A name that has to be quoted everywhere is a trap for every query written by hand.',
  severity: 'hint',
  dialects: ['postgresql'],
  on: ['createTable', 'addColumn'],
  check(operation, { function: analysis }, report) {
    if (analysis.direction !== 'upgrade') return;
    const names = columnsOf(operation).map(({ name, span }) => ({ what: 'column', name, span }));
    const table =
      operation.kind === 'createTable'
        ? [{ what: 'table', name: operation.table.name, span: operation.span }]
        : [];
    for (const { what, name, span } of [...table, ...names]) {
      const isReserved = POSTGRESQL.reservedWords.has(name.toLowerCase());
      if (!isReserved && /^[a-z_][a-z0-9_$]*$/.test(name)) continue;
      report({
        span,
        message: isReserved
          ? `The ${what} name "${name}" is a word of SQL: without quotes a query means something else or fails. Choose another, ` +
            'for example with an ending.'
          : `The ${what} name "${name}" needs quotes in every query written by hand, since PostgreSQL folds names to lower case. Write it ` +
            'in lower case with underscores.',
      });
    }
  },
});
