// expand-contract-mixed: the same revision adds what new code needs and drops what running code uses.
import { isNewTable, operationsOf } from '../../functionFacts';
import { findsNothing, isColumnReplaced, isTableReplaced } from '../../replaced';
import { defineRevisionRule } from '../../rule';
import type { PlacedOperation } from '../../functionFacts';

export const expandContractMixed = defineRevisionRule({
  id: 'expand-contract-mixed',
  summary:
    'A revision that adds and drops at once suits neither the old nor the new version of the application.',
  severity: 'info',
  check({ upgrade, path }, report) {
    const operations = operationsOf(upgrade);
    const added = operations.find(
      ({ operation }) => operation.kind === 'addColumn' || operation.kind === 'createTable',
    );
    const isFelt = ({ operation, stepIndex, before }: PlacedOperation): boolean => {
      if (operation.kind !== 'dropColumn' && operation.kind !== 'dropTable') return false;
      if (isNewTable(upgrade, stepIndex, operation.table)) return false;
      if (findsNothing(operation, before, upgrade, stepIndex)) return false;
      return operation.kind === 'dropColumn'
        ? !isColumnReplaced(operation, upgrade, stepIndex)
        : !isTableReplaced(operation.table, upgrade, stepIndex);
    };
    const dropped = operations.find(isFelt);
    if (added === undefined || dropped === undefined) return;
    report({
      span: dropped.operation.span,
      message:
        'This revision adds and drops. Run before the new version of the application is out, it takes away what the ' +
        'running one uses; run after, the new one has to start without what it needs. Put what is dropped into a ' +
        'revision of its own that runs a release later.',
      related: [{ path, span: added.operation.span, message: 'This is added for the new version.' }],
    });
  },
});
