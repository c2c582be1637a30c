// object-already-exists: the replayed history has the object already.
import { defineRevisionRule } from '../../rule';
import type { Step } from '../../../operations/step';
import { removeStatement, statementOfCall } from '../../writing/calls';

export const objectAlreadyExists = defineRevisionRule({
  id: 'object-already-exists',
  summary: 'An operation makes a table, column, constraint or index that exists already.',
  severity: 'error',
  check(revision, report) {
    const { graph, header, module, source, path } = revision;
    const id = header.revision?.value;
    if (id === undefined || graph.failure !== undefined || graph.byKey.get(id)?.path !== path) return;
    for (const { evaluation, steps } of [revision.upgrade, revision.downgrade]) {
      if (evaluation.assumptions.length > 0) continue;
      for (const [index, { before, problems }] of steps.entries()) {
        for (const problem of problems) {
          // drop_constraint(None) was to make room for it, and is a finding of its own.
          if (steps.slice(0, index).some(({ step }) => dropsUnnamed(step))) continue;
          // Behind SQL of unknown effect the object may be gone.
          if (problem.kind !== 'already-exists' || !before.isComplete) continue;
          const place = statementOfCall(module, problem.span);
          const removal = place === undefined ? undefined : removeStatement(place, source);
          report({
            span: problem.span,
            message:
              `${problem.message} The database refuses to make it a second time and the migration stops here. Delete the ` +
              'operation, or give the object another name.',
            fixes:
              removal === undefined
                ? []
                : [
                    {
                      title: 'Delete the operation',
                      isPreferred: false,
                      isSafe: false,
                      files: [{ path, edits: [removal] }],
                    },
                  ],
          });
        }
      }
    }
  },
});

function dropsUnnamed(step: Step): boolean {
  return (
    step.kind === 'operation' && step.operation.kind === 'dropConstraint' && step.operation.name === undefined
  );
}
