// illegal-revision-id: ids that Alembic refuses to load.
import { problemsOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { editDownRevisions, renameRevision } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

export const illegalRevisionId = defineGraphRule({
  id: 'illegal-revision-id',
  summary: 'Revision ids are strings without the characters @ - + and :.',
  severity: 'error',
  check(context, report) {
    for (const { span, message } of problemsOf(context, 'illegal-character')) {
      if (span === undefined) continue;
      report({
        span,
        message: `${message}. These characters mean something on the command line, and every alembic command ends with this error: use letters, digits and _.`,
        fixes: sanitised(context),
      });
    }
    for (const { span, message } of problemsOf(context, 'wrong-type')) {
      if (span !== undefined)
        report({ span, message: `${message}. Every alembic command fails until it does.` });
    }
    const empty = context.header.downRevisions.find(({ value }) => value === '');
    if (empty !== undefined) {
      report({
        span: empty.span,
        message:
          "down_revision holds an empty string, which is not None to Alembic: every command ends with KeyError: ''. Write None for the first revision.",
        fixes: context.header.downRevisions.length === 1 ? withoutParent(context) : [],
      });
    }
  },
});

/** No database can hold the id, since Alembic never loaded it; so the children are all there is to change. */
function sanitised({ graph, textOf, header }: GraphContext): readonly Fix[] {
  const id = header.revision?.value.replace(/[@+:-]/g, '_') ?? '';
  const files = graph.byKey.has(id) ? undefined : renameRevision(graph, textOf, header, id, 'withChildren');
  if (files === undefined) return [];
  return [
    { title: `Rename the revision to ${id}, also in its children`, isPreferred: true, isSafe: false, files },
  ];
}

function withoutParent({ header, source, path }: GraphContext): readonly Fix[] {
  const edits = editDownRevisions(header, source, []);
  if (edits === undefined) return [];
  return [{ title: 'Write None', isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}
