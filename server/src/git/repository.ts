// The repository a folder is in, its default branch, and what differs from a ref.
import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { git, gitList, GitFailure } from './git';

/** The work tree's root; undefined outside of a repository or without git. */
export async function repositoryRoot(folder: string): Promise<string | undefined> {
  try {
    const top = (await git(folder, ['rev-parse', '--show-toplevel'])).toString('utf8').trim();
    return top === '' ? undefined : realpathSync(top);
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** The remote's default branch, such as `origin/main`; undefined where no remote names one. */
export async function defaultBranch(root: string): Promise<string | undefined> {
  try {
    const name = await git(root, ['symbolic-ref', '--short', 'refs/remotes/origin/HEAD']);
    return name.toString('utf8').trim();
  } catch (error) {
    // A local branch would compare with itself.
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** The commit a ref names; undefined when it names none. */
export async function commitOf(root: string, ref: string): Promise<string | undefined> {
  if (ref.startsWith('-')) return undefined;
  try {
    const id = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    return id.toString('utf8').trim();
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** The commit where HEAD and another commit part; undefined when they share none, or nothing is committed. */
export async function mergeBase(root: string, commit: string): Promise<string | undefined> {
  try {
    return (await git(root, ['merge-base', 'HEAD', commit])).toString('utf8').trim();
  } catch (error) {
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
}

/** Absolute paths of files that differ from a commit, untracked ones included. */
export async function changedSince(root: string, commit: string): Promise<ReadonlySet<string>> {
  const [differing, untracked] = await Promise.all([
    gitList(root, ['diff', '--no-ext-diff', '--name-only', '-z', commit], '\0'),
    gitList(root, ['ls-files', '--others', '--exclude-standard', '-z'], '\0'),
  ]);
  return new Set([...differing, ...untracked].map((name) => resolve(root, name)));
}

/** Folders as git names them: below the root, with slashes. Those outside are left out. */
export function pathsInRepository(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    const way = relative(root, folder).split(sep).join('/');
    if (way.startsWith('..') || way.includes(':')) return [];
    return [way === '' ? '.' : way];
  });
}
