// redundant-depends-on: the dependency is an ancestor anyway.
import { defineGraphRule } from '../../rule';
import { removeDependency } from '../../writing/headerEdits';
import { ancestors } from '../../../revisions/lineage';

export const redundantDependsOn = defineGraphRule({
  id: 'redundant-depends-on',
  summary: 'depends_on names a revision that down_revision already leads to.',
  severity: 'hint',
  check({ graph, header, source, path, revision }, report) {
    if (revision === undefined || header.dependsOn.length === 0 || graph.failure !== undefined) return;
    const line = ancestors(graph, [revision], false);
    for (const { value, span } of header.dependsOn) {
      const target = graph.byKey.get(value);
      if (target === undefined || target === revision || !line.has(target)) continue;
      const edits = removeDependency(header, source, value);
      report({
        span,
        message: `${value} runs before this revision anyway: down_revision leads to it. The dependency only makes the history harder to read; remove it.`,
        fixes:
          edits === undefined
            ? []
            : [
                {
                  title: `Remove ${value} from depends_on`,
                  isPreferred: true,
                  isSafe: false,
                  files: [{ path, edits }],
                },
              ],
      });
    }
  },
});
