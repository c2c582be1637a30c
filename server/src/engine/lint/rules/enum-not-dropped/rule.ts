// enum-not-dropped: CREATE TYPE has no DROP TYPE. PostgreSQL makes the type with the table and keeps it when the table goes.
import { undoneSteps } from '../../inverse/undoing';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';
import { lineIndent } from '../../writing/calls';
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
      report({
        span: made.origin?.span ?? upgradeStep.step.span,
        message:
          `create_table makes the enum type "${made.name}", dropping the table does not drop it: after a downgrade the ` +
          `next upgrade fails with "type "${made.name}" already exists". Drop the type at the end of downgrade().`,
        fixes: dropFix(revision, made.name, made.schema),
      });
    }
  },
});

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
