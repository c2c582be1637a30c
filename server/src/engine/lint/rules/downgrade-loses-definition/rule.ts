// downgrade-loses-definition: a column that comes back, or is changed back, to something it never was.
import { spanOf, undoneSteps, undoneBy, type Undone } from '../../inverse/undoing';
import { invertSteps } from '../../inverse/writeDowngrade';
import { statementOfCall } from '../../writing/calls';
import { planImports } from '../../writing/names';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { applyEdits } from '../../../text/edit';

export const downgradeLosesDefinition = defineRevisionRule({
  id: 'downgrade-loses-definition',
  summary: 'downgrade() brings a column back with another definition than it had.',
  severity: 'warning',
  check(revision, report) {
    for (const undone of undoneSteps(revision)) {
      const { difference, upgradeStep, downgradeStep } = undone;
      if (difference.kind !== 'changed' || upgradeStep === undefined || downgradeStep === undefined) continue;
      if (isDeliberate(undone)) continue;
      report({
        span: spanOf(downgradeStep, difference),
        message:
          `downgrade() brings back ${difference.label} with another definition: ${difference.detail}. The schema after ` +
          'the downgrade is one that no revision describes, and code of the earlier version meets it. Write the ' +
          'definition the history has.',
        fixes: () => definitionFix(revision, undone),
      });
    }
  },
});

/** A dropped NOT NULL column that comes back nullable, or with a default, is what populated tables need. */
function isDeliberate({ difference, upgradeStep, downgradeStep }: Undone): boolean {
  const isReadded = [upgradeStep, downgradeStep].some(
    (one) => one?.step.kind === 'operation' && !/alter/i.test(one.step.operation.kind),
  );
  if (!isReadded) return false;
  return /becomes nullable|had no default/.test(difference.detail);
}

/** Replaces the statement by the inverse of the step; only when a replay shows that it mends the difference. */
function definitionFix(
  revision: RevisionContext,
  { difference, upgradeStep, downgradeStep }: Undone,
): readonly Fix[] {
  if (upgradeStep === undefined || downgradeStep === undefined) return [];
  const { source, module, path } = revision;
  const place = statementOfCall(module, downgradeStep.step.span);
  const imports = planImports(module, source);
  const written = invertSteps(revision, imports.names, [upgradeStep]);
  const lines = written.lines.filter((line) => !line.startsWith('# '));
  if (place === undefined || !written.isComplete || lines.length === 0) return [];
  const text = lines.join('\n    ');
  const edits = imports.complete([{ span: place.statement.span, text }]);
  const undone = undoneBy(revision, revision.replayDowngrade(applyEdits(source, edits)));
  if (undone?.some((other) => other.difference.key === difference.key) !== false) return [];
  const title = 'Write the definition from the history';
  return [{ title, isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}
