// circular-foreign-keys: whichever table comes first, the other one is missing.
import { takeOut } from './fix';
import { defineRevisionRule } from '../../rule';
import { foreignKeysOf } from '../../foreignKeys';

export const circularForeignKeys = defineRevisionRule({
  id: 'circular-foreign-keys',
  summary: 'Two tables that are created in one revision refer to each other inside their CREATE TABLE.',
  severity: 'error',
  dialects: ['postgresql'],
  check(revision, report) {
    for (const { steps } of [revision.upgrade, revision.downgrade]) {
      for (const [index, { step }] of steps.entries()) {
        if (step.kind !== 'operation' || step.operation.kind !== 'createTable') continue;
        const { name } = step.operation.table;
        for (const foreignKey of foreignKeysOf(step.operation)) {
          if (foreignKey.useAlter || foreignKey.referred.table === name) continue;
          const other = steps
            .slice(index + 1)
            .find(
              ({ step: later }) =>
                later.kind === 'operation' &&
                later.operation.kind === 'createTable' &&
                later.operation.table.name === foreignKey.referred.table,
            )?.step;
          if (other?.kind !== 'operation') continue;
          if (!foreignKeysOf(other.operation).some(({ referred }) => referred.table === name)) continue;
          report({
            span: foreignKey.span,
            message:
              `"${name}" and "${foreignKey.referred.table}" refer to each other inside CREATE TABLE: whichever comes first, ` +
              'PostgreSQL misses the other one. Create both tables, then add this foreign key with op.create_foreign_key().',
            related: [{ path: revision.path, span: other.span, message: 'The other table.' }],
            fixes: () => takeOut(revision, foreignKey, other.span),
          });
        }
      }
    }
  },
});
