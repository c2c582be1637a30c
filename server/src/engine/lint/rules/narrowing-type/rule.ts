// narrowing-type: values that were legal do not fit the new type: they stop the upgrade, or lose a part.
import { columnType, typeBefore, narrowing } from '../../columnTypes';
import { columnBefore, hasRows, isBehindOpaque, isNewColumn, isWrittenBefore } from '../../functionFacts';
import { defineOperationRule } from '../../rule';

export const narrowingType = defineOperationRule({
  id: 'narrowing-type',
  summary: 'A narrower type cannot hold every value that is there.',
  severity: 'warning',
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, span, options } = operation;
    if (operation.type === undefined || options['postgresql_using'] !== undefined) return;
    if (!hasRows(context, table) || isNewColumn(context.function, context.stepIndex, table, column)) return;
    const { function: analysis, stepIndex } = context;
    if (isBehindOpaque(analysis, stepIndex) || isWrittenBefore(analysis, stepIndex, table.name)) return;
    const from = typeBefore(columnBefore(context.before, table, column)?.type, operation.existingType);
    const to = columnType(operation.type);
    const lost = from === undefined || to === undefined ? undefined : narrowing(from, to);
    if (lost === undefined || from === undefined || to === undefined) return;
    const effect = lost.startsWith('a value')
      ? `${lost} stops the upgrade ("${to.family === 'string' ? 'value too long' : 'out of range'}")`
      : `${lost} is lost for good`;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" goes from ${from.text} to ${to.text}: ${effect}. Look at the values ` +
        'first, shorten or convert them in an UPDATE before this statement, or add a new column, copy and swap.',
    });
  },
});
