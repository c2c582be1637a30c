// drop-default-on-not-null: an INSERT that leaves the column out worked and fails from here on.
import { columnBefore, isKnownElsewhere } from '../../functionFacts';
import { defineOperationRule } from '../../rule';

export const dropDefaultOnNotNull = defineOperationRule({
  id: 'drop-default-on-not-null',
  summary: 'Without its default, a NOT NULL column refuses every INSERT that leaves it out.',
  severity: 'warning',
  on: ['alterColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, serverDefault, span } = operation;
    if (!serverDefault.given || serverDefault.value !== undefined) return;
    if (!isKnownElsewhere(context, table)) return;
    const before = columnBefore(context.before, table, column);
    const isNullable = operation.nullable ?? operation.existingNullable ?? before?.nullable;
    // Without a default there is nothing to lose; an unknown one is worth asking about only when it was written.
    const had =
      before?.serverDefault ??
      (operation.existingServerDefault.given ? operation.existingServerDefault.value : undefined);
    if (isNullable !== false || had === undefined || had.kind === 'identity' || had.kind === 'computed')
      return;
    report({
      span,
      message:
        `Column "${column}" of "${table.name}" is NOT NULL and loses its default: the running version of the ` +
        'application, which may not know the column, fails on every INSERT into the table. Drop the default in a ' +
        'later revision, when all versions that run write the column.',
    });
  },
});
