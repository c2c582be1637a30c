// forks-default-branch: the default branch has gone on from the revision that this branch's revisions stand on.
import { findForks, type Fork } from '../../forks';
import { defineGraphRule, type GraphContext } from '../../rule';
import { editDownRevisions } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

export const forksDefaultBranch = defineGraphRule({
  id: 'forks-default-branch',
  summary: 'The branch forks the history against the default branch: both stand on the same revision.',
  severity: 'warning',
  check(context, report) {
    const { graph, revision, reference, header } = context;
    if (revision === undefined || reference === undefined) return;
    for (const fork of findForks(graph, reference)) {
      if (fork.revision !== revision) continue;
      const written = header.downRevisions.find(({ value }) => value === fork.parent);
      const [onto] = fork.heads;
      const other = onto === undefined || fork.heads.length > 1 ? 'HEAD' : onto;
      report({
        span: written?.span ?? header.revision?.span ?? { start: 0, end: 0 },
        message:
          `Your branch forks the history against ${reference.name}: there ${listOf(fork.theirs)} ` +
          `${fork.theirs.length === 1 ? 'stands' : 'stand'} on ${fork.parent} too. After the merge there are two ` +
          `heads and \`alembic upgrade head\` refuses. Merge ${reference.name} into your branch, then ` +
          `\`retort rebase ${revision.revision} --onto ${other}\`, or join the heads with \`retort merge heads\`.`,
        fixes: () => rebaseFix(context, fork, reference.name),
      });
    }
  },
});

function listOf(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).join(', ');
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown;
}

function rebaseFix({ header, source, path }: GraphContext, fork: Fork, name: string): readonly Fix[] {
  const [onto] = fork.heads;
  if (onto === undefined || fork.heads.length > 1 || header.downRevisions.length > 1) return [];
  const edits = editDownRevisions(header, source, [onto]);
  if (edits === undefined) return [];
  const title = `Rebase: put ${fork.revision.revision} on ${onto} of ${name}`;
  return [{ title, isPreferred: false, isSafe: false, files: [{ path, edits }] }];
}
