// multiple-heads: the history forks and nothing joins it again.
import { someOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { branchStart, rebaseRevision } from '../../writing/rebase';
import type { Fix } from '../../finding';
import type { GraphRevision, RevisionGraph } from '../../../revisions/graph';

export const multipleHeads = defineGraphRule({
  id: 'multiple-heads',
  summary: 'The history has more than one head, so that `alembic upgrade head` is refused.',
  severity: 'warning',
  check(context, report) {
    const { graph, revision } = context;
    const written = context.header.revision;
    if (graph.heads.length < 2 || revision?.isHead !== true || written === undefined) return;
    // A history that does not load has heads only by guess.
    if (graph.failure !== undefined) return;
    const heads = unlabelledHeads(graph);
    if (heads.length < 2 || !heads.includes(revision)) return;
    const others = heads.filter((head) => head !== revision);
    report({
      span: written.span,
      message:
        `There are ${heads.length} heads: ${someOf(heads.map((head) => head.revision))}. \`alembic upgrade head\` ` +
        'and `alembic revision` refuse until one is left. Join them with `retort merge heads`, or put one branch ' +
        `on the other with \`retort rebase\`; branches that are to stay apart want branch_labels.`,
      fixes: () =>
        others.length === 1 ? others.flatMap((other) => rebaseFixes(context, revision, other)) : [],
      related: others.slice(0, 5).map(({ path, revision: id, header }) => ({
        path,
        span: header.revision?.span ?? { start: 0, end: 0 },
        message: `${id} is a head too`,
      })),
    });
  },
});

const KNOWN = new WeakMap<RevisionGraph, readonly GraphRevision[]>();

/** Heads without a label of their own. A head that alone carries a label is a branch somebody wants. */
function unlabelledHeads(graph: RevisionGraph): readonly GraphRevision[] {
  const known = KNOWN.get(graph);
  if (known !== undefined) return known;
  const heads = graph.heads.flatMap((id) => graph.byKey.get(id) ?? []);
  const carriers = new Map<string, number>();
  for (const { branchLabels } of heads)
    for (const label of branchLabels) carriers.set(label, (carriers.get(label) ?? 0) + 1);
  const found = heads.filter(({ branchLabels }) => !branchLabels.some((label) => carriers.get(label) === 1));
  KNOWN.set(graph, found);
  return found;
}

function rebaseFixes(
  { graph, textOf }: GraphContext,
  head: GraphRevision,
  other: GraphRevision,
): readonly Fix[] {
  const start = branchStart(graph, head, other);
  if (start === undefined) return [];
  const { file } = rebaseRevision(graph, textOf, start, other);
  if (file === undefined) return [];
  const title = `Rebase: put ${start.revision} on ${other.revision}`;
  return [{ title, isPreferred: false, isSafe: false, files: [file] }];
}
