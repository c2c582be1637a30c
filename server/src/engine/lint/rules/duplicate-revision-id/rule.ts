// duplicate-revision-id: two files declare the same revision.
import { problemsOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { renameRevision } from '../../writing/headerEdits';
import { md5Hex } from '../../../schema/md5';
import type { Fix } from '../../finding';

export const duplicateRevisionId = defineGraphRule({
  id: 'duplicate-revision-id',
  summary: 'Two files declare the same revision, and Alembic silently drops one of them.',
  severity: 'error',
  check(context, report) {
    const { graph, header } = context;
    const id = header.revision?.value;
    for (const { span } of problemsOf(context, 'duplicate-revision')) {
      if (span === undefined || id === undefined) continue;
      const others = graph.headers.filter(
        (other) => other.path !== context.path && other.revision?.value === id,
      );
      report({
        span,
        message:
          `Revision ${id} is present more than once. Alembic only warns, keeps the file it loads last and never runs ` +
          'the other. Give one of the files an id of its own.',
        fixes: fixesFor(context),
        related: others
          .slice(0, 5)
          .flatMap(({ path, revision }) =>
            revision === undefined
              ? []
              : [{ path, span: revision.span, message: `${id} is declared here too` }],
          ),
      });
    }
  },
});

/** The other file keeps the id and the children; a copied file is the usual cause, and the copy has none. */
function fixesFor({ graph, textOf, header, source, path }: GraphContext): readonly Fix[] {
  const id = md5Hex(`${path}\n${source}`).slice(0, 12);
  const files = graph.byKey.has(id) ? undefined : renameRevision(graph, textOf, header, id, 'alone');
  if (files === undefined) return [];
  return [{ title: 'Give this revision an id of its own', isPreferred: true, isSafe: false, files }];
}
