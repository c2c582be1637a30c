// batch-unnamed-constraint: drop_constraint in a batch, where the constraint was made without a name and no convention helps.
import { defineOperationRule } from '../../rule';
import { addArgument } from '../../writing/calls';
import { namedCalls } from '../../namedCalls';
import { findTable } from '../../../schema/lookup';

const KINDS: Readonly<Record<string, string>> = {
  foreignkey: 'foreignKey',
  unique: 'unique',
  check: 'check',
  primary: 'primaryKey',
};
const CONVENTION =
  'naming_convention={"ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", ' +
  '"ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s", ' +
  '"pk": "pk_%(table_name)s"}';

export const batchUnnamedConstraint = defineOperationRule({
  id: 'batch-unnamed-constraint',
  summary: 'A constraint that SQLite keeps without a name cannot be dropped by one.',
  severity: 'warning',
  dialects: ['sqlite'],
  on: ['dropConstraint'],
  check(operation, { revision, function: analysis, stepIndex }, report) {
    const analysed = analysis.steps[stepIndex];
    const step = analysed?.step;
    if (analysed === undefined || step?.kind !== 'operation' || step.operation.kind !== 'batchAlterTable')
      return;
    if (step.operation.namingConvention !== undefined || revision.namingConvention.state !== 'absent') return;
    const table = findTable(analysed.before, operation.table.name, operation.table.schema);
    if (table === undefined || !table.isComplete || operation.name === undefined) return;
    const { text } = operation.name;
    const isNamed = table.constraints.some(
      ({ name, definition }) => name === text || definition.name?.text === text,
    );
    const nameless = table.constraints.filter(
      ({ name, definition }) =>
        name === undefined && (operation.type === undefined || definition.kind === KINDS[operation.type]),
    );
    if (isNamed || nameless.length === 0) return;
    const opening = namedCalls(revision.module).find(({ call }) => call.span.start === operation.span.start)
      ?.batch?.opening;
    report({
      span: operation.span,
      message:
        `"${operation.table.name}" has no constraint called "${text}": it was made without a name, and SQLite keeps none. The ` +
        'batch stops with "No such constraint". Give batch_alter_table a naming_convention that makes this name.',
      fixes:
        opening === undefined
          ? []
          : [
              {
                title: 'Give the batch a naming_convention',
                isPreferred: true,
                isSafe: false,
                files: [{ path: revision.path, edits: [addArgument(opening, revision.source, CONVENTION)] }],
              },
            ],
    });
  },
});
