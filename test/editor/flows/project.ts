// A copy of an example project for one flow, in a folder whose name has a blank and a letter beyond ASCII, and what lies in its database.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/** A fresh copy; the caller removes it. */
export async function copyExample(example: 'shop' | 'shop-review'): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'retort flow für ')), example);
  await cp(path.join(ROOT, 'examples', example), folder, {
    recursive: true,
    filter: (source) => path.basename(source) !== '.retort',
  });
  return folder;
}

/**
 * A fresh copy of a team's project from test/workspaces, with a virtual environment that holds Alembic when `python` is one's
 * interpreter; the caller removes it.
 */
export async function copyWorkspace(name: string, python: string | undefined): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'retort flow für ')), name);
  await cp(path.join(ROOT, 'test', 'workspaces', name), folder, { recursive: true });
  if (python !== undefined) await symlink(path.dirname(path.dirname(python)), path.join(folder, '.venv'));
  return folder;
}

export async function removeProject(folder: string): Promise<void> {
  await rm(path.dirname(folder), { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}

/** How a command line ended; `complaint` is what it wrote to stderr. */
export interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complaint: string;
}

/** Runs our command line in a project, outside the editor; the built one unless another is named. */
export function runRetort(
  words: readonly string[],
  folder: string,
  program: string = path.join(ROOT, 'dist', 'cli.js'),
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said, complaint }));
  });
}

/** What `retort current` says in a project: the same embedded database that the editor uses. */
export async function currentRevision(folder: string): Promise<string> {
  const { code, said, complaint } = await runRetort(['current'], folder);
  if (code !== 0) throw new Error(`retort current ended with ${code}: ${complaint}`);
  return said.trim();
}
