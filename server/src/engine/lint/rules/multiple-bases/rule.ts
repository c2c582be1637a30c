// multiple-bases: several revisions of one folder begin a history, and no label tells them apart.
import { someOf } from '../../graphProblems';
import { groupBy } from '../../groupBy';
import { defineGraphRule, type GraphContext } from '../../rule';
import { rebaseRevision } from '../../writing/rebase';
import type { Fix } from '../../finding';
import type { GraphRevision, RevisionGraph } from '../../../revisions/graph';

export const multipleBases = defineGraphRule({
  id: 'multiple-bases',
  summary: 'The history begins more than once in one folder, without branch labels.',
  severity: 'warning',
  check(context, report) {
    const { graph, revision, header } = context;
    const span = header.assignments.downRevision;
    if (graph.bases.length < 2 || revision?.isBase !== true || span === undefined) return;
    if (graph.failure !== undefined) return;
    const bases = unlabelledBases(graph, folderOf(revision.path));
    if (bases.length < 2 || !bases.includes(revision)) return;
    const others = bases.filter((base) => base !== revision);
    report({
      span,
      message:
        `${someOf(bases.map((base) => base.revision))} each begin a history. Alembic runs them in no fixed ` +
        'order to each other, and every head of the second is one head too many. Set down_revision, or give an ' +
        'independent history its own branch_labels.',
      fixes: fixesFor(context, revision),
      related: others.slice(0, 5).map(({ path, header: other, revision: id }) => ({
        path,
        span: other.assignments.downRevision ?? { start: 0, end: 0 },
        message: `${id} is a base too`,
      })),
    });
  },
});

const KNOWN = new WeakMap<RevisionGraph, ReadonlyMap<string, readonly GraphRevision[]>>();

/** Histories of their own are labelled, lie in a folder of their own, or depend on another. */
function unlabelledBases(graph: RevisionGraph, folder: string): readonly GraphRevision[] {
  let byFolder = KNOWN.get(graph);
  if (byFolder === undefined) {
    const bases = graph.bases.flatMap((id) => graph.byKey.get(id) ?? []);
    const plain = bases.filter(({ branchLabels, dependsOn }) => branchLabels.length + dependsOn.length === 0);
    byFolder = groupBy(plain, ({ path }) => folderOf(path));
    KNOWN.set(graph, byFolder);
  }
  return byFolder.get(folder) ?? [];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

function fixesFor({ graph, textOf }: GraphContext, revision: GraphRevision): readonly Fix[] {
  // Which of many is meant is not for us to say, and looking at all takes long.
  if (graph.heads.length > 3) return [];
  const targets = graph.heads.flatMap((id) => {
    const head = graph.byKey.get(id);
    if (head === undefined) return [];
    const { file } = rebaseRevision(graph, textOf, revision, head);
    return file === undefined ? [] : [{ id, file }];
  });
  const [only] = targets;
  if (only === undefined || targets.length > 1) return [];
  const title = `Set down_revision to ${only.id}`;
  return [{ title, isPreferred: false, isSafe: false, files: [only.file] }];
}
