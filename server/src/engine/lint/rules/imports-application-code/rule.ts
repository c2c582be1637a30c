// imports-application-code: models and constants move on, the revision has to stay what it was.
import { applicationModules } from '../../applicationModules';
import { fixesForImport } from '../../writing/applicationCopies';
import { defineRevisionRule } from '../../rule';
import { descendants } from '../../../python/find';

export const importsApplicationCode = defineRevisionRule({
  id: 'imports-application-code',
  summary: 'A revision that imports application code changes its meaning when that code changes.',
  severity: 'warning',
  check(revision, report) {
    const { module, isProjectModule, header } = revision;
    if (header.revision === undefined) return;
    for (const node of descendants(module)) {
      if (node.kind !== 'import' && node.kind !== 'importFrom') continue;
      for (const name of applicationModules(node, isProjectModule)) {
        report({
          span: node.span,
          message:
            `"${name}" is application code: when it is renamed, or a model gets a column that the database does not have ` +
            'yet, this old revision breaks, and with it every new database. Copy what is needed into the revision: ' +
            'sa.table("account", sa.column("id")) for a table, the literal value for a constant.',
          fixes: () => fixesForImport(revision, node),
        });
      }
    }
  },
});
