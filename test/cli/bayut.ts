// Copies of the property scraper's project, each with a database of its own on a real server and a real Alembic.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connectServer, temporaryDatabase } from '../database/postgresServer';
import { PYTHON } from '../database/python';
import { ROOT } from '../support/build';
import { program, retort, temporaryFolder, type Outcome } from '../support/commandLine';

export interface Bayut {
  readonly folder: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  /** The command line on the database of this copy. */
  run(words: readonly string[], more?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** The project's own Alembic on it. */
  alembic(words: readonly string[]): Promise<Outcome>;
  sql(text: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Replaces text in a file; the text has to be there. */
  edit(path: string, from: string, to: string): void;
  read(path: string): string;
  /** The names of the revision files. */
  revisions(): readonly string[];
}

/** A fresh copy on an empty database. */
export async function bayut(): Promise<Bayut> {
  const folder = temporaryFolder('bayut');
  cpSync(join(ROOT, 'test/workspaces/bayut'), folder, { recursive: true });
  const url = await temporaryDatabase();
  const env = {
    DATABASE_URL: url,
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '', '-m', 'alembic']),
    PYTHONDONTWRITEBYTECODE: '1',
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return {
    folder,
    url,
    env,
    read,
    run: (words, more = {}) =>
      retort(folder, [...words, '--database', 'env:DATABASE_URL'], { env: { ...env, ...more } }),
    alembic: (words) => program(PYTHON ?? '', ['-m', 'alembic', ...words], folder, { env }),
    sql: async (text) => {
      const connection = await connectServer(url);
      try {
        return (await connection.execute(text)).rows;
      } finally {
        await connection.close();
      }
    },
    edit: (path, from, to) => {
      const text = read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      writeFileSync(join(folder, path), text.replace(from, to));
    },
    revisions: () =>
      readdirSync(join(folder, 'alembic/versions'))
        .filter((name) => name.endsWith('.py'))
        .sort(),
  };
}
