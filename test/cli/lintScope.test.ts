// Which revisions `retort lint` judges when nobody says: those that differ from the default branch or are pending.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  copyOfExample,
  program,
  retort,
  revisionSource,
  temporaryFolder,
  writeFiles,
} from '../support/commandLine';

/** File names with findings, without their dates and messages. */
async function judged(folder: string, ...words: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await retort(folder, ['lint', '--format', 'json', '--fail-on', 'info', ...words]);
  const { findings } = JSON.parse(stdout) as { findings: { path: string }[] };
  return [...new Set(findings.map(({ path }) => /_([0-9a-f]{12})_/.exec(path)?.[1] ?? path))].sort();
}

async function git(folder: string, ...words: readonly string[]): Promise<void> {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  expect((await program('git', [...identity, ...words], folder)).code).toBe(0);
}

/** The project in a repository whose remote has all of it on its default branch. */
async function clonedProject(): Promise<string> {
  const folder = copyOfExample('shop-review');
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'add', '.');
  await git(folder, 'commit', '-q', '-m', 'all');
  await git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  await git(folder, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  return folder;
}

function withoutDatabase(folder: string): string {
  const path = join(folder, 'pyproject.toml');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^database = .*$/m, ''));
  return folder;
}

describe('the automatic scope', () => {
  it('is everything where neither git nor a database says more', async () => {
    const folder = withoutDatabase(copyOfExample('shop-review'));
    expect(await judged(folder)).toEqual(await judged(folder, '--scope', 'all'));
  });

  it('is what changed against the default branch', async () => {
    const folder = withoutDatabase(await clonedProject());
    expect(await judged(folder)).toEqual([]);
    const name = '2026_10_05_a68e30d1f4b9_add_marketing_consent.py';
    const path = join(folder, 'migrations/versions', name);
    writeFileSync(path, `${readFileSync(path, 'utf8')}\n`);
    expect(await judged(folder)).toEqual(['a68e30d1f4b9']);
    expect(await judged(folder, '--scope', 'changed')).toEqual(['a68e30d1f4b9']);
  });

  it('includes what the project’s database does not have, also one that was never made', async () => {
    const folder = await clonedProject();
    // Configuration files are nothing a database could have: they count when they changed.
    const all = (await judged(folder, '--scope', 'all')).filter((id) => /^[0-9a-f]{12}$/.test(id));
    expect(await judged(folder)).toEqual(all);
    expect((await retort(folder, ['upgrade', '4c07b92ae5d8', '--yes'])).code).toBe(0);
    const { stdout: applied } = await retort(folder, ['history', '-r', 'base:4c07b92ae5d8', '-v']);
    const pending = all.filter((id) => !applied.includes(`Rev: ${id}`));
    expect(pending.length).toBeGreaterThan(2);
    expect(await judged(folder)).toEqual(pending);
    expect(await judged(folder, '--scope', 'pending')).toEqual(pending);
  });
});

describe('named files', () => {
  it('are judged whatever the scope', async () => {
    const folder = await clonedProject();
    rmSync(join(folder, '.git'), { recursive: true });
    expect(
      await judged(folder, 'migrations/versions/2026_10_05_a68e30d1f4b9_add_marketing_consent.py'),
    ).toEqual(['a68e30d1f4b9']);
  });
});

describe('lint --against', () => {
  const VERSIONS = 'migrations/versions';

  /** A line A on main; main goes on with C, the branch with B. */
  async function forked(): Promise<string> {
    const folder = temporaryFolder('forked');
    writeFiles(folder, {
      'alembic.ini': '[alembic]\nscript_location = %(here)s/migrations\n',
      'migrations/env.py': '',
      [`${VERSIONS}/a.py`]: revisionSource('aaaa11112222', undefined, 'pass'),
    });
    await git(folder, 'init', '-q', '-b', 'main');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'a');
    await git(folder, 'checkout', '-q', '-b', 'feature');
    writeFiles(folder, { [`${VERSIONS}/b.py`]: revisionSource('bbbb11112222', 'aaaa11112222', 'pass') });
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'b');
    await git(folder, 'checkout', '-q', 'main');
    writeFiles(folder, { [`${VERSIONS}/c.py`]: revisionSource('cccc11112222', 'aaaa11112222', 'pass') });
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'c');
    await git(folder, 'checkout', '-q', 'feature');
    return folder;
  }

  async function rules(folder: string, ...words: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await retort(folder, ['lint', '--format', 'json', ...words]);
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; path: string }[] };
    return findings.map(({ rule, path }) => `${path.slice(VERSIONS.length + 1)} ${rule}`).sort();
  }

  it('says that the branch forks the history, until it is rebased on what was merged', async () => {
    const folder = await forked();
    expect(await rules(folder, '--against', 'main')).toContain('b.py forks-default-branch');
    await git(folder, 'merge', '-q', '-m', 'merge', 'main');
    expect(await rules(folder, '--against', 'main')).toContain('b.py multiple-heads');
    expect((await retort(folder, ['rebase', 'bbbb', '--onto', 'cccc'])).code).toBe(0);
    const clean = await rules(folder, '--against', 'main');
    expect(clean.filter((one) => /forks|heads/.test(one))).toEqual([]);
  });

  it('says that a revision of the other branch was edited here', async () => {
    const folder = await forked();
    const path = join(folder, VERSIONS, 'a.py');
    writeFileSync(path, readFileSync(path, 'utf8').replace('pass', 'op.drop_table("t")'));
    expect(await rules(folder, '--against', 'main')).toContain('a.py edited-after-applied');
  });

  it('takes no ref that is none', async () => {
    const folder = await forked();
    const { code, stderr } = await retort(folder, ['lint', '--against', 'nowhere']);
    expect([code, stderr]).toEqual([2, expect.stringContaining("'nowhere' names no commit")]);
  });
});
