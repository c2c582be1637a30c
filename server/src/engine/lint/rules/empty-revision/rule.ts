// empty-revision: upgrade() and downgrade() do nothing, and the revision has no other purpose.
import { defineRevisionRule } from '../../rule';
import type { FunctionDefinition, Module, Statement } from '../../../python/syntax';

export const emptyRevision = defineRevisionRule({
  id: 'empty-revision',
  summary: 'A revision whose functions are both empty changes nothing.',
  severity: 'info',
  check({ header, module, graph, path }, report) {
    const revision = header.revision === undefined ? undefined : graph.byKey.get(header.revision.value);
    if (revision?.path !== path || module.broken) return;
    // Merges, branch points, labels, dependencies and a first revision to stamp with are there for the history.
    if (revision.isBase || revision.isMergePoint || revision.isBranchPoint) return;
    if (header.branchLabels.length > 0 || header.dependsOn.length > 0) return;
    const upgrade = functionOf(module, 'upgrade');
    const downgrade = functionOf(module, 'downgrade');
    if (upgrade === undefined || downgrade === undefined) return;
    if (![...upgrade.body, ...downgrade.body].every(doesNothing)) return;
    report({
      span: upgrade.nameSpan,
      message:
        'upgrade() and downgrade() are both empty: the revision only adds a step to the history. Fill it in, or ' +
        'delete the file and let its children name its parent while no database has it.',
    });
  },
});

function functionOf(module: Module, name: string): FunctionDefinition | undefined {
  return module.body.find(
    (statement): statement is FunctionDefinition => statement.kind === 'function' && statement.name === name,
  );
}

function doesNothing(statement: Statement): boolean {
  if (statement.kind === 'pass') return true;
  if (statement.kind !== 'expressionStatement') return false;
  const { expression } = statement;
  return expression.kind === 'string' || (expression.kind === 'constant' && expression.value === '...');
}
