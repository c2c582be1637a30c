// drop-then-recreate-index: an index or constraint is dropped and made again exactly as it was.
import { recreatedPairs, type RecreatedPair } from './pairs';
import type { Fix } from '../../finding';
import { defineRevisionRule, type FunctionAnalysis, type RevisionContext } from '../../rule';
import { removeStatement } from '../../writing/calls';
import { fixList, fixWriter } from '../../writing/fix';
import { ownPlace } from '../../writing/statements';
import type { TextEdit } from '../../../text/edit';

export const dropThenRecreateIndex = defineRevisionRule({
  id: 'drop-then-recreate-index',
  summary: 'An index that is dropped and created again as it was costs a rebuild and changes nothing.',
  severity: 'info',
  check(revision, report) {
    for (const pair of recreatedPairs(revision.upgrade)) {
      report({
        span: pair.created.span,
        message:
          `"${pair.name}" of "${pair.table}" is dropped and created again with the same definition: autogenerate could ` +
          'not tell them apart. The rebuild reads the whole table under a lock and changes nothing. Remove the pair, ' +
          'here and in downgrade().',
        related: [
          { path: revision.path, span: pair.dropped.span, message: `"${pair.name}" is dropped here.` },
        ],
        fixes: () => fixList(pairFix(revision, pair)),
      });
    }
  },
});

/** Removes the pair, and the same pair of downgrade() where there is one. */
function pairFix(revision: RevisionContext, pair: RecreatedPair): Fix | undefined {
  const own = removals(revision, revision.upgrade, pair);
  if (own === undefined) return undefined;
  const mirrored = recreatedPairs(revision.downgrade).find(
    ({ name, table }) => name === pair.name && table === pair.table,
  );
  const other = mirrored === undefined ? [] : removals(revision, revision.downgrade, mirrored);
  if (other === undefined) return undefined;
  return fixWriter(revision).fix('Remove the pair, in both directions', true, [...own, ...other]);
}

function removals(
  revision: RevisionContext,
  analysis: FunctionAnalysis,
  { dropped, created }: RecreatedPair,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  for (const { span, stepIndex } of [dropped, created]) {
    const before = analysis.steps[stepIndex]?.before;
    const place =
      before === undefined ? undefined : ownPlace({ revision, function: analysis, stepIndex, before }, span);
    // With the last two statements of a body gone there would be nothing left of it.
    if (place === undefined || place.siblings.length <= 2) return undefined;
    const edit = removeStatement(place, revision.source);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}
