// dependency-cycle: depends_on names a revision that stands on this one.
import { shareCycle } from '../../cycles';
import { problemsOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { removeDependency } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

export const dependencyCycle = defineGraphRule({
  id: 'dependency-cycle',
  summary: 'depends_on leads back to the revision itself, so that neither revision can run first.',
  severity: 'error',
  check(context, report) {
    const { graph, header, revision } = context;
    for (const { span, message, revisions } of problemsOf(context, 'dependency-self-loop')) {
      if (span === undefined) continue;
      report({ span, message: `${message}: ${ADVICE}`, fixes: fixesFor(context, revisions[0] ?? '') });
    }
    if (revision === undefined) return;
    for (const { value, span } of header.dependsOn) {
      const target = graph.byKey.get(value)?.revision;
      if (target === undefined || !shareCycle(graph, 'allDownRevisions', revision.revision, target)) continue;
      report({
        span,
        message: `${revision.revision} depends on ${target}, which needs ${revision.revision} first: ${ADVICE}`,
        fixes: fixesFor(context, value),
      });
    }
  },
});

const ADVICE =
  'every alembic command ends with a dependency cycle or loop. Remove one of the dependencies, or move what it needs to an earlier revision.';

function fixesFor({ header, source, path }: GraphContext, name: string): readonly Fix[] {
  const edits = removeDependency(header, source, name);
  if (edits === undefined) return [];
  return [
    { title: `Remove ${name} from depends_on`, isPreferred: false, isSafe: false, files: [{ path, edits }] },
  ];
}
