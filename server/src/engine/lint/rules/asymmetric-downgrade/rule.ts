// asymmetric-downgrade: what upgrade() and downgrade() together leave behind, object by object.
import { completionFixes } from '../../inverse/completeDowngrade';
import { spanOf, undoneSteps, type Undone } from '../../inverse/undoing';
import { defineRevisionRule } from '../../rule';
import { groupBy } from '../../groupBy';

export const asymmetricDowngrade = defineRevisionRule({
  id: 'asymmetric-downgrade',
  summary: 'downgrade() does not undo everything that upgrade() does.',
  severity: 'warning',
  check(revision, report) {
    const undone = undoneSteps(revision).filter(isForgotten);
    const byPlace = groupBy(undone, (one) => String(placeOf(one)?.start));
    let isFirst = true;
    for (const [first, ...more] of byPlace.values()) {
      const span = first === undefined ? undefined : placeOf(first);
      if (first === undefined || span === undefined) continue;
      const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
      report({
        span,
        message: `${sentence(first)}${others} ${ADVICE}`,
        // One edit mends them all.
        fixes: isFirst ? () => completionFixes(revision) : [],
      });
      isFirst = false;
    }
  },
});

const ADVICE =
  'After a downgrade the database has the version of one revision and the schema of another, and the next upgrade ' +
  'meets what it does not expect. Write the inverse of every operation, the last one first.';

/** A definition that downgrade() does write, only otherwise, is the business of downgrade-loses-definition. */
function isForgotten({ difference, downgradeStep }: Undone): boolean {
  if (difference.object === 'enum') return false;
  return difference.kind !== 'changed' || downgradeStep === undefined;
}

function placeOf({ difference, upgradeStep, downgradeStep }: Undone): ReturnType<typeof spanOf> | undefined {
  const step = upgradeStep ?? downgradeStep;
  return step === undefined ? undefined : spanOf(step, difference);
}

function sentence({ difference, upgradeStep }: Undone): string {
  const { kind, label, detail } = difference;
  if (upgradeStep === undefined) {
    if (kind === 'left') return `downgrade() makes ${label}, which was not there before upgrade().`;
    return kind === 'lost'
      ? `downgrade() removes ${label}, which upgrade() did not make.`
      : `downgrade() changes ${label}, which upgrade() left alone: ${detail}.`;
  }
  if (kind === 'left') return `downgrade() leaves ${label}, which upgrade() makes.`;
  if (kind === 'lost') return `downgrade() does not bring back ${label}, which upgrade() removes.`;
  return `downgrade() does not take back the change of ${label}: ${detail}.`;
}
