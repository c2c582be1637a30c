// unnamed-constraint-in-downgrade: drop_constraint(None, ...), which autogenerate writes and Alembic cannot run.
import { unnamedFix } from './fix';
import { defineOperationRule } from '../../rule';
import { conventionName } from '../../../schema/namingConvention';

const KEYS = { foreignkey: 'fk', primary: 'pk', unique: 'uq', check: 'ck' } as const;

export const unnamedConstraintInDowngrade = defineOperationRule({
  id: 'unnamed-constraint-in-downgrade',
  summary: 'A constraint cannot be dropped without its name.',
  severity: 'error',
  on: ['dropConstraint'],
  check(operation, context, report) {
    if (operation.name !== undefined) return;
    const { table, type } = operation;
    const key = Object.entries(KEYS).find(([name]) => name === type)?.[1];
    if (key !== undefined) {
      const named = { table: table.name, schema: table.schema, columns: [] };
      const { kind } = conventionName(context.revision.namingConvention, key, undefined, named);
      if (kind !== 'unnamed' && kind !== 'needsName') return;
    }
    report({
      span: operation.span,
      message:
        `drop_constraint() gets None as the name: Alembic stops with "Can't emit DROP CONSTRAINT for constraint ...; it ` +
        'has no name". Give the constraint a name where it is created and use that name here; one that PostgreSQL ' +
        `named itself is called ${table.name}_<column>_fkey, ..._key or ..._check.`,
      fixes: () => unnamedFix(operation, context),
    });
  },
});
