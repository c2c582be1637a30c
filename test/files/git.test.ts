// Git is the one of PATH, never one that a repository brings.
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { git, GitFailure } from '../../server/src/git/git';
import { repositoryRoot } from '../../server/src/git/repository';

afterEach(() => {
  vi.unstubAllEnvs();
});

function hostileFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'retort-git-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, 'git'), `#!/bin/sh\ntouch ${join(folder, 'executed')}\n`);
  chmodSync(join(folder, 'git'), 0o755);
  return folder;
}

it.each(['.', '', './'])(
  'a program of the repository is not executed through "%s" in PATH',
  async (entry) => {
    const folder = hostileFolder();
    vi.stubEnv('PATH', `${entry}${delimiter}${process.env['PATH'] ?? ''}`);
    await git(folder, ['init', '-q']);
    expect(await repositoryRoot(folder)).toBe(folder);
    expect(existsSync(join(folder, 'executed'))).toBe(false);
  },
);

it('without git nothing is known of a repository', async () => {
  const folder = hostileFolder();
  vi.stubEnv('PATH', folder);
  await expect(git(folder, ['init'])).rejects.toThrow(GitFailure);
  expect(await repositoryRoot(folder)).toBeUndefined();
  expect(existsSync(join(folder, 'executed'))).toBe(false);
});
