// cycle: down_revision leads back to the revision itself.
import { shareCycle } from '../../cycles';
import { problemsOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { docstringLine, replaceParent } from '../../writing/headerEdits';
import { descendants } from '../../../revisions/lineage';
import type { Fix } from '../../finding';

export const cycle = defineGraphRule({
  id: 'cycle',
  summary: 'down_revision leads back to the revision itself, so that no order of the revisions exists.',
  severity: 'error',
  check(context, report) {
    const { graph, header, revision } = context;
    for (const { span, message } of problemsOf(context, 'self-loop')) {
      if (span === undefined) continue;
      const id = header.revision?.value ?? '';
      report({ span, message: `${message}: ${ADVICE}`, fixes: fixesFor(context, id) });
    }
    if (revision === undefined) return;
    for (const { value, span } of header.downRevisions) {
      if (!shareCycle(graph, 'downRevisions', revision.revision, value)) continue;
      report({
        span,
        message: `${revision.revision} stands on ${value}, which stands on ${revision.revision}: ${ADVICE}`,
        fixes: fixesFor(context, value),
      });
    }
  },
});

const ADVICE =
  'every alembic command ends with CycleDetected or LoopDetected. Re-point the edge that is wrong to an earlier revision.';

/** The docstring remembers where the revision stood before its variable was edited by hand. */
function fixesFor({ graph, header, source, path, revision }: GraphContext, from: string): readonly Fix[] {
  const before = docstringLine(header, source, 'Revises')?.value;
  const target = before === undefined ? undefined : graph.byKey.get(before);
  if (before === undefined || revision === undefined || target?.revision !== before || before === from)
    return [];
  if (descendants(graph, [revision], true).has(target)) return [];
  const edits = replaceParent(header, source, from, before);
  if (edits === undefined) return [];
  return [
    {
      title: `Re-point down_revision to ${before}, as the docstring says`,
      isPreferred: true,
      isSafe: false,
      files: [{ path, edits }],
    },
  ];
}
