// Which imports are of the application itself: of the project's modules, or of what is called as models are.
import type { Import, ImportFrom } from '../python/syntax';

/** Words that name modules of models wherever they stand. */
const MODELS = /(?:^|\.)(?:models?|db_models|orm|schemas?|entities|tables)(?:\.|$)/;
/** Packages of helpers that are written for revisions, and revisions themselves: they are kept as they were. */
const FOR_MIGRATIONS =
  /(?:^|\.)(?:alembic|alembic_\w+|migrations?|migration_\w+|\w+_migrations?|migrate|versions)(?:\.|$)/;
const LIBRARIES =
  /^(?:sqlalchemy|alembic|sqlmodel|geoalchemy2|sqlalchemy_\w+|django|pgvector|pydantic|citext|advanced_alchemy)(?:\.|$)/;

/** The dotted names of application modules that the statement imports. */
export function applicationModules(
  statement: Import | ImportFrom,
  isProjectModule: (name: string) => boolean,
): readonly string[] {
  if (statement.kind === 'importFrom' && statement.names.every(({ name }) => FOR_MIGRATIONS.test(name)))
    return [];
  const imported =
    statement.kind === 'importFrom'
      ? [statement.level > 0 ? `${'.'.repeat(statement.level)}${statement.module}` : statement.module]
      : statement.names.map(({ name }) => name);
  return imported.filter((name) => isApplication(name, isProjectModule));
}

/** True when what the statement imports is application code. */
export function isApplicationModule(
  statement: Import | ImportFrom,
  isProjectModule: (name: string) => boolean,
): boolean {
  return applicationModules(statement, isProjectModule).length > 0;
}

function isApplication(name: string, isProjectModule: (name: string) => boolean): boolean {
  if (LIBRARIES.test(name) || (FOR_MIGRATIONS.test(name) && !MODELS.test(name))) return false;
  if (isProjectModule(name)) return true;
  return MODELS.test(name) || /^(?:app|src|backend)(?:\.|$)/.test(name);
}
