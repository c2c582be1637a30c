// unnamed-constraint: constraints that are added without a name, where no naming convention gives one.
import { defineOperationRule, type OperationContext } from '../../rule';
import { isNewTable } from '../../functionFacts';
import { addArgument } from '../../writing/calls';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';
import type { ConstraintDefinition } from '../../../operations/definition';
import { expressionWithSpan } from '../../../python/find';
import { findTable } from '../../../schema/lookup';
import type { Fix } from '../../finding';
import type { Span } from '../../../text/span';

const WORDS = {
  primaryKey: 'primary key',
  unique: 'unique constraint',
  check: 'check constraint',
  foreignKey: 'foreign key',
  exclude: 'exclusion constraint',
} as const;

export const unnamedConstraint = defineOperationRule({
  id: 'unnamed-constraint',
  summary: 'A constraint without a name gets one from the database that nobody can rely on.',
  severity: 'warning',
  on: ['createConstraint', 'addColumn'],
  check(operation, context, report) {
    const { namingConvention } = context.revision;
    if (
      context.function.direction !== 'upgrade' ||
      isNewTable(context.function, context.stepIndex, operation.table)
    )
      return;
    // A convention that is known or cannot be read may name it.
    if (namingConvention.state !== 'absent' || hasBatchConvention(context)) return;
    const unnamed: readonly (readonly [ConstraintDefinition['kind'], Span, Span | undefined])[] =
      operation.kind === 'createConstraint'
        ? operation.constraint.name === undefined
          ? [[operation.constraint.kind, operation.span, operation.span]]
          : []
        : [
            ...operation.column.constraints
              .filter(({ name }) => name === undefined)
              .map((one) => [one.kind, one.span, one.span] as const),
            ...(operation.column.unique === true && operation.column.index !== true
              ? [['unique', operation.column.span, undefined] as const]
              : []),
          ];
    for (const [kind, span, written] of unnamed) {
      report({
        span,
        message:
          `The ${WORDS[kind]} has no name: PostgreSQL chooses one, SQLite keeps it nameless, and downgrade() has nothing ` +
          'it can drop. Name it here, or set a naming_convention on the metadata.',
        fixes:
          written === undefined
            ? []
            : nameFix(context, operation.kind === 'addColumn', kind, written, operation.table),
      });
    }
  },
});

function hasBatchConvention({ function: analysis, stepIndex }: OperationContext): boolean {
  const step = analysis.steps[stepIndex]?.step;
  return (
    step?.kind === 'operation' &&
    step.operation.kind === 'batchAlterTable' &&
    step.operation.namingConvention !== undefined
  );
}

/** The name PostgreSQL would choose, as the replay knows it. */
function nameFix(
  { revision, function: analysis, stepIndex }: OperationContext,
  isInline: boolean,
  kind: ConstraintDefinition['kind'],
  span: Span,
  table: { readonly name: string; readonly schema: string | undefined },
): readonly Fix[] {
  const step = analysis.steps[stepIndex];
  const before = step === undefined ? undefined : findTable(step.before, table.name, table.schema);
  const after = step === undefined ? undefined : findTable(step.after, table.name, table.schema);
  const known = new Set(before?.constraints.map(({ name }) => name));
  const made =
    after?.constraints.filter(({ name, definition }) => definition.kind === kind && !known.has(name)) ?? [];
  const name = made.length === 1 ? made[0]?.name : undefined;
  const call = expressionWithSpan(revision.module, span);
  if (name === undefined || call?.kind !== 'call') return [];
  const first = call.arguments[0];
  const isNone = first?.form === 'positional' && first.value.kind === 'constant';
  const given =
    call.arguments.find((argument) => argument.name === 'constraint_name') ?? (isNone ? first : undefined);
  if (!isInline && given?.value.kind !== 'constant') return [];
  const edit =
    given === undefined || isInline
      ? addArgument(call, revision.source, `name=${writeString(name)}`)
      : { span: given.value.span, text: writeString(name) };
  const edits = planImports(revision.module, revision.source).complete([edit]);
  return [
    { title: `Name it ${name}`, isPreferred: true, isSafe: false, files: [{ path: revision.path, edits }] },
  ];
}
