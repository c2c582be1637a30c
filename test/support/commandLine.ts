// Runs the built command line as a process, on copies of the example projects or on projects written by a test.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DIST, ROOT } from './build';
import { stopEmbedded } from '../../server/src/database/embedded/attach';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `retort` with a closed input, or with `input` on it. */
export function retort(
  cwd: string,
  words: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return program(process.execPath, [join(DIST, 'cli.js'), ...words], cwd, options);
}

let cache: string | undefined;

/** What the tool remembers of these tests, away from what it remembers for the person who runs them. */
export function cacheFolder(): string {
  cache ??= mkdtempSync(join(tmpdir(), 'retort-cache-'));
  return cache;
}

/** Runs any program without a shell. */
export function program(
  command: string,
  words: readonly string[],
  cwd: string,
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { ...process.env, XDG_CACHE_HOME: cacheFolder(), ...options.env };
    const child = execFile(command, words, { cwd, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input ?? '');
  });
}

/** A folder that goes away with the test, and its embedded database with it. */
export function temporaryFolder(name: string): string {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'retort-cli-')));
  const folder = join(parent, name);
  mkdirSync(folder);
  onTestFinished(async () => {
    await stopEmbedded(folder).catch(() => undefined);
    rmSync(parent, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}

/** A fresh copy of an example project, without what running it may have left. */
export function copyOfExample(name: string): string {
  const folder = temporaryFolder(name);
  cpSync(join(ROOT, 'examples', name), folder, {
    recursive: true,
    filter: (path) => !['.retort', '__pycache__', '.venv'].includes(basename(path)),
  });
  return folder;
}

/** A copy of the shop with a history of its own, whose files are in `mine/`, and with the files given. */
export function shopWithRevisions(files: Readonly<Record<string, string>>): string {
  const folder = copyOfExample('shop');
  const ini = readFileSync(join(folder, 'alembic.ini'), 'utf8');
  writeFiles(folder, {
    'alembic.ini': ini.replace('path_separator', 'version_locations = %(here)s/mine\npath_separator'),
    ...files,
  });
  return folder;
}

/** Writes files below a folder, making the folders between. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A revision file with the usual imports. */
export function revisionSource(
  revision: string,
  downRevision: string | undefined,
  upgrade: string,
  downgrade = 'pass',
): string {
  const indent = (body: string): string => body.split('\n').join('\n    ');
  return `"""${revision}"""
from alembic import op
import sqlalchemy as sa

revision = "${revision}"
down_revision = ${downRevision === undefined ? 'None' : `"${downRevision}"`}


def upgrade():
    ${indent(upgrade)}


def downgrade():
    ${indent(downgrade)}
`;
}
