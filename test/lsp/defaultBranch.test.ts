// A branch against git's default branch, in the editor: its fork of the history, and files that others have run already.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { LspClient } from './lspClient';
import { BAD, BAD_PATH, FIRST, FIRST_PATH, revisionFile, SHOP } from './shopFiles';

let client: LspClient;
afterEach(() => client.dispose());

const IDENTITY = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];

function git(folder: string, ...words: readonly string[]): void {
  execFileSync('git', [...IDENTITY, ...words], { cwd: folder, stdio: 'pipe' });
}

const codes = async (path: string): Promise<readonly unknown[]> =>
  (await client.diagnostics(path)).map(({ code }) => code);

/** Git tells the editor through its files. */
async function refsChanged(): Promise<void> {
  await client.changedOnDisk(['.git/FETCH_HEAD', '.git/refs/remotes/origin/main']);
}

/** What is found once the server has asked git; a limit for hangs. */
const soon = (path: string) => expect.poll(() => codes(path), { timeout: 20_000, interval: 20 });

/** A repository on the branch `mine`, and a colleague's clone that pushes to the same origin. */
async function start(isTrusted: boolean): Promise<string> {
  const files = Object.fromEntries(Object.entries(SHOP).filter(([path]) => path !== BAD_PATH));
  client = await LspClient.start({ files, isTrusted });
  const elsewhere = mkdtempSync(join(tmpdir(), 'retort-colleague-'));
  onTestFinished(() => {
    rmSync(elsewhere, { recursive: true, force: true });
  });
  const { folder } = client;
  git(folder, 'init', '-q', '-b', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'first');
  git(elsewhere, 'clone', '-q', '--bare', folder, 'origin.git');
  git(elsewhere, 'clone', '-q', 'origin.git', 'colleague');
  git(folder, 'remote', 'add', 'origin', join(elsewhere, 'origin.git'));
  git(folder, 'fetch', '-q');
  git(folder, 'remote', 'set-head', 'origin', 'main');
  git(folder, 'checkout', '-qb', 'mine');
  return join(elsewhere, 'colleague');
}

function push(colleague: string, path: string, text: string): void {
  writeFileSync(join(colleague, path), text);
  git(colleague, 'add', '.');
  git(colleague, 'commit', '-qm', 'theirs');
  git(colleague, 'push', '-q');
  git(client.folder, 'fetch', '-q');
}

it('a fork is said as soon as the colleague’s revision was fetched, and no longer when it is gone', async () => {
  const colleague = await start(true);
  client.write(BAD_PATH, BAD);
  const read = client.nextChange();
  await client.changedOnDisk([BAD_PATH]);
  await read;
  await client.open(BAD_PATH, BAD);
  expect(await codes(BAD_PATH)).not.toContain('forks-default-branch');

  const theirs = revisionFile('cccc55556666', 'aaaa11112222', 'their step', "op.execute('SELECT 1')");
  push(colleague, 'migrations/versions/0003_theirs.py', theirs);
  await refsChanged();
  await soon(BAD_PATH).toContain('forks-default-branch');
  // The newest text counts.
  await client.change(BAD_PATH, [{ text: BAD.replaceAll("'aaaa11112222'", "'bbbb00000000'") }]);
  expect(await codes(BAD_PATH)).not.toContain('forks-default-branch');
  await client.change(BAD_PATH, [{ text: BAD }]);
  expect(await codes(BAD_PATH)).toContain('forks-default-branch');

  git(colleague, 'rm', '-q', 'migrations/versions/0003_theirs.py');
  push(colleague, 'note.txt', 'it was wrong');
  await refsChanged();
  await soon(BAD_PATH).not.toContain('forks-default-branch');
  expect(client.log).toEqual([]);
});

it('an edit of a revision that the default branch has is said', async () => {
  await start(true);
  await client.open(FIRST_PATH, FIRST);
  await refsChanged();
  expect(await codes(FIRST_PATH)).not.toContain('edited-after-applied');
  await client.change(FIRST_PATH, [{ text: FIRST.replace('sa.Integer()', 'sa.BigInteger()') }]);
  await soon(FIRST_PATH).toContain('edited-after-applied');
});

it('nothing is asked of git in an untrusted workspace', async () => {
  await start(false);
  await client.open(FIRST_PATH, FIRST.replace('sa.Integer()', 'sa.BigInteger()'));
  const read = client.nextChange();
  await client.changedOnDisk(['.git/FETCH_HEAD', 'alembic.ini']);
  await read;
  expect(await codes(FIRST_PATH)).not.toContain('edited-after-applied');
});
