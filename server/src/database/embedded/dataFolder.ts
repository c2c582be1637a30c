// Where the embedded database of a project lives, and whether what lies there can be opened. Nothing here starts it.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { DatabaseProblem } from '../databaseProblem';

/** PostgreSQL's major version inside PGlite; a data folder of another one cannot be opened. */
const EMBEDDED_MAJOR = '18';

export interface EmbeddedFolder {
  /** The folder of alembic.ini, absolute. */
  readonly project: string;
  /** `<project>/.retort/embedded`. */
  readonly root: string;
  /** PostgreSQL's own files. */
  readonly data: string;
  readonly lock: string;
  readonly log: string;
  /** Remembers what the database is called. */
  readonly name: string;
}

export function embeddedFolder(project: string): EmbeddedFolder {
  const absolute = resolve(project);
  const root = join(absolute, '.retort', 'embedded');
  return {
    project: absolute,
    root,
    data: join(root, 'data'),
    lock: join(root, 'owner.json'),
    log: join(root, 'owner.log'),
    name: join(root, 'database.json'),
  };
}

/** Makes the folder on first use, with a `.gitignore` that keeps all of it out of the repository. */
export function prepareEmbeddedFolder(folder: EmbeddedFolder): void {
  try {
    if (!statSync(folder.project).isDirectory()) throw new Error('it is not a folder');
    mkdirSync(folder.root, { recursive: true, mode: 0o700 });
    const ignore = join(folder.project, '.retort', '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  } catch (error) {
    throw new DatabaseProblem({
      message: `the embedded database cannot be created in ${folder.root}: ${error instanceof Error ? error.message : String(error)}`,
      nextStep: 'Make the folder writable, or choose another database with --database.',
    });
  }
}

/** Throws when the data is of another PostgreSQL or not PostgreSQL's at all. An absent folder is fine. */
export function checkDataFolder(folder: EmbeddedFolder): void {
  if (!existsSync(folder.data)) return;
  let version: string | undefined;
  try {
    version = readFileSync(join(folder.data, 'PG_VERSION'), 'utf8').trim();
  } catch {
    version = undefined;
  }
  if (version === undefined || !existsSync(join(folder.data, 'global', 'pg_control'))) {
    throw new DatabaseProblem({
      message: `the embedded database in ${folder.data} is damaged: it is not a PostgreSQL data folder`,
      nextStep: moveAway(folder),
    });
  }
  if (version !== EMBEDDED_MAJOR) {
    throw new DatabaseProblem({
      message: `the embedded database in ${folder.data} was made by PostgreSQL ${version}, and this Retort has PostgreSQL ${EMBEDDED_MAJOR}`,
      nextStep: moveAway(folder),
    });
  }
}

/** What to do about a data folder that cannot be opened. */
export function moveAway(folder: EmbeddedFolder): string {
  return `Move ${folder.root} away to begin with an empty database, or put back a copy that works.`;
}

/** The name of the database: the project folder's, remembered so that a renamed project keeps its database. */
export function embeddedDatabaseName(folder: EmbeddedFolder): string {
  try {
    const read: unknown = JSON.parse(readFileSync(folder.name, 'utf8'));
    if (typeof read === 'object' && read !== null && 'name' in read && typeof read.name === 'string')
      return read.name;
  } catch {
    // Not there on first use.
  }
  return existsSync(folder.data) ? 'postgres' : nameOf(folder.project);
}

/** Only for the owner: several starters at once would write over each other. */
export function rememberDatabaseName(folder: EmbeddedFolder, name: string): void {
  writeFileSync(folder.name, `${JSON.stringify({ name })}\n`);
}

function nameOf(project: string): string {
  const name = basename(project)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/gu, '_')
    .replaceAll(/^_+|(?<!_)_+$/gu, '')
    .slice(0, 63);
  return name === '' || name.startsWith('template') ? 'postgres' : name;
}
