// merge-of-non-heads: a merge names a revision together with one that it already stands on.
import { defineGraphRule } from '../../rule';
import { editDownRevisions } from '../../writing/headerEdits';
import { ancestors } from '../../../revisions/lineage';

export const mergeOfNonHeads = defineGraphRule({
  id: 'merge-of-non-heads',
  summary: 'down_revision names a revision together with one of its own ancestors.',
  severity: 'warning',
  check({ graph, header, source, path, revision }, report) {
    if (revision === undefined || header.downRevisions.length < 2 || graph.failure !== undefined) return;
    const parents = header.downRevisions.flatMap(({ value, span }) => {
      const parent = graph.byKey.get(value);
      return parent === undefined ? [] : [{ value, span, parent, line: ancestors(graph, [parent], false) }];
    });
    const older = parents.filter((one) => parents.some((two) => two !== one && two.line.has(one.parent)));
    const kept = parents.filter((one) => !older.includes(one)).map(({ value }) => value);
    for (const { value, span, parent } of older) {
      const later = parents.find((one) => one.parent !== parent && one.line.has(parent));
      if (later === undefined) continue;
      const edits = editDownRevisions(header, source, kept);
      report({
        span,
        message: `${later.value} already stands on ${value}, so there is nothing to merge: Alembic shows a branch that is none, and \`downgrade -1\` from here is ambiguous. Drop ${value} from down_revision.`,
        fixes:
          edits === undefined
            ? []
            : [
                {
                  title: `Drop ${value} from down_revision`,
                  isPreferred: true,
                  isSafe: false,
                  files: [{ path, edits }],
                },
              ],
      });
    }
  },
});
