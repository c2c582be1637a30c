// Which files `lint` judges: those named, those that differ from the default branch, or all.
import { execFile } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { valueOf } from './arguments';
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import type { OpenedProject } from './openProject';

const run = promisify(execFile);
const SCOPES = ['auto', 'changed', 'pending', 'all'];

/** Paths of the project's files in scope, in load order. */
export async function selectPaths(opened: OpenedProject, input: CommandInput): Promise<readonly string[]> {
  const { workspace } = opened;
  const named = input.arguments.positionals.map((path) => resolve(input.process.cwd, path));
  if (named.length > 0) return workspace.paths.filter((path) => named.some((name) => isWithin(path, name)));
  const scope = valueOf(input.arguments, 'scope') ?? 'auto';
  if (!SCOPES.includes(scope)) {
    throw new CommandFailure(EXIT.usage, `invalid choice: '${scope}'`, {
      nextStep: `Choose from: ${SCOPES.join(', ')}.`,
    });
  }
  if (scope === 'all') return workspace.paths;
  if (scope === 'pending') {
    throw new CommandFailure(
      EXIT.usage,
      'the scope `pending` needs a database, which lint does not open yet',
      {
        nextStep: 'Use --scope changed or --scope all.',
      },
    );
  }
  const changed = await changedFiles(opened.folder, valueOf(input.arguments, 'against'));
  if (changed !== undefined) return workspace.paths.filter((path) => changed.has(path));
  if (scope === 'auto') return workspace.paths;
  throw new CommandFailure(
    EXIT.usage,
    'what changed cannot be known here: no git repository with a default branch',
    {
      nextStep: 'Name a ref with --against, or use --scope all.',
    },
  );
}

function isWithin(path: string, folder: string): boolean {
  for (let current = path; ; current = dirname(current)) {
    if (current === folder) return true;
    if (dirname(current) === current) return false;
  }
}

/** Absolute paths that differ from the ref's merge base, untracked files included; undefined without git or ref. */
async function changedFiles(
  folder: string,
  against: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const top = (await git(folder, ['rev-parse', '--show-toplevel'])).trim();
    const ref = against ?? (await defaultBranch(folder));
    if (ref === undefined || ref.startsWith('-')) return undefined;
    const base = (await git(folder, ['merge-base', 'HEAD', ref])).trim();
    const listed = await git(top, ['diff', '--name-only', '-z', base]);
    const untracked = await git(top, ['ls-files', '--others', '--exclude-standard', '-z']);
    const names = `${listed}\0${untracked}`.split('\0').filter((name) => name !== '');
    return new Set(names.map((name) => resolve(top, name)));
  } catch {
    return undefined;
  }
}

/** The remote's default branch; undefined where there is none, since a local branch would compare with itself. */
async function defaultBranch(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD'])).trim();
  } catch {
    return undefined;
  }
}

async function git(folder: string, args: readonly string[]): Promise<string> {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
  const { stdout } = await run('git', [...safe, ...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
