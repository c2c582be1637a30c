// enum-not-dropped: CREATE TYPE has no DROP TYPE. PostgreSQL makes the type with the table and keeps it when the table goes.
import { undoneSteps } from '../../inverse/undoing';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';
import { lineIndent } from '../../writing/calls';
import type { CreateType } from '../../../operations/operation';
import { topLevelFunction } from '../../../python/find';

export const enumNotDropped = defineRevisionRule({
  id: 'enum-not-dropped',
  summary: 'upgrade() creates an enum type that downgrade() leaves, so that the next upgrade fails.',
  severity: 'warning',
  dialects: ['postgresql'],
  check(revision, report) {
    for (const { difference, upgradeStep } of undoneSteps(revision)) {
      if (difference.object !== 'enum' || difference.kind !== 'left' || upgradeStep === undefined) continue;
      const made = [...upgradeStep.after.enums].find(([key]) => `enum ${key}` === difference.key)?.[1];
      if (made === undefined) continue;
      const { step } = upgradeStep;
      const create =
        step.kind === 'operation' && step.operation.kind === 'createType' ? step.operation : undefined;
      // A type that is only made where it is missing may stay: the next upgrade passes it by.
      if (create !== undefined && isChecked(create)) continue;
      const makes = create === undefined ? 'create_table makes' : 'upgrade() makes';
      report({
        span: made.origin?.span ?? upgradeStep.step.span,
        message:
          `${makes} the enum type "${made.name}", and dropping the table does not drop it: after a downgrade the ` +
          `next upgrade fails with "type "${made.name}" already exists". Drop the type at the end of downgrade().`,
        fixes: () => dropFix(revision, made.name, made.schema),
      });
    }
  },
});

/** `checkfirst` as given; by itself the types of the dialect look first, sa.Enum does not. */
function isChecked({ type, checkFirst }: CreateType): boolean {
  return checkFirst ?? (type.kind === 'type' && type.module === 'postgresql');
}

function dropFix(revision: RevisionContext, name: string, schema: string | undefined): readonly Fix[] {
  const last = topLevelFunction(revision.module, 'downgrade')?.body.at(-1);
  if (last === undefined) return [];
  const { names, complete } = planImports(revision.module, revision.source);
  const place = schema === undefined ? '' : `, schema=${writeString(schema)}`;
  const line = `${names.sa}.Enum(name=${writeString(name)}${place}).drop(${names.op}.get_bind(), checkfirst=True)`;
  const indent = lineIndent(revision.source, last.span.start);
  const edits = complete([
    { span: { start: last.span.end, end: last.span.end }, text: `\n${indent}${line}` },
  ]);
  return [
    {
      title: `Drop the type "${name}" in downgrade()`,
      isPreferred: true,
      isSafe: false,
      files: [{ path: revision.path, edits }],
    },
  ];
}
