// imports-application-code: models and constants move on, the revision has to stay what it was.
import { defineRevisionRule } from '../../rule';
import { descendants } from '../../../python/find';

/** Words that name modules of models wherever they stand. */
const MODELS = /(?:^|\.)(?:models?|db_models|orm|schemas?|entities|tables)(?:\.|$)/;
const LIBRARIES =
  /^(?:sqlalchemy|alembic|sqlmodel|geoalchemy2|sqlalchemy_\w+|django|pgvector|pydantic|citext|advanced_alchemy)(?:\.|$)/;

export const importsApplicationCode = defineRevisionRule({
  id: 'imports-application-code',
  summary: 'A revision that imports application code changes its meaning when that code changes.',
  severity: 'warning',
  check({ module, isProjectModule, header }, report) {
    if (header.revision === undefined) return;
    for (const node of descendants(module)) {
      const imported =
        node.kind === 'importFrom'
          ? [node.level > 0 ? `${'.'.repeat(node.level)}${node.module}` : node.module]
          : node.kind === 'import'
            ? node.names.map(({ name }) => name)
            : [];
      for (const name of imported) {
        if (!isApplication(name, isProjectModule)) continue;
        report({
          span: node.span,
          message:
            `"${name}" is application code: when it is renamed, or a model gets a column that the database does not have ` +
            'yet, this old revision breaks, and with it every new database. Copy what is needed into the revision: ' +
            'sa.table("account", sa.column("id")) for a table, the literal value for a constant.',
        });
      }
    }
  },
});

function isApplication(name: string, isProjectModule: (name: string) => boolean): boolean {
  if (LIBRARIES.test(name)) return false;
  if (isProjectModule(name)) return true;
  return MODELS.test(name) || /^(?:app|src|backend)(?:\.|$)/.test(name);
}
