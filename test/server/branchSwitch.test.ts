// A real `git checkout` that rewrites two thousand revisions, under the real language server: one reading, every file
// as it is afterwards, and a document with unsaved changes keeps them.
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { ServerProcess } from './serverProcess';
import { CONFIGURATION, ENVIRONMENT, revisionFile } from '../lsp/shopFiles';

const COUNT = 2000;

let folder: string;
let versions: string;
let server: ServerProcess;

const id = (index: number) => `r${String(index).padStart(11, '0')}`;
const path = (index: number) => join(versions, `${id(index)}.py`);
const text = (index: number, message: string) =>
  index === 0
    ? revisionFile(id(0), 'x', message, 'pass').replace("down_revision = 'x'", 'down_revision = None')
    : revisionFile(id(index), id(index - 1), message, 'pass');

async function git(...words: readonly string[]): Promise<void> {
  const settings = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', '-c', 'core.autocrlf=false'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  await promisify(execFile)('git', [...settings, ...words], { cwd: folder, env });
}

async function commitAll(message: string): Promise<void> {
  for (let index = 0; index < COUNT; index++) writeFileSync(path(index), text(index, message));
  await git('add', '-A');
  await git('commit', '-q', '-m', message);
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'retort-branch-')));
  versions = join(folder, 'migrations', 'versions');
  mkdirSync(versions, { recursive: true });
  writeFileSync(join(folder, 'alembic.ini'), CONFIGURATION);
  writeFileSync(join(folder, 'migrations', 'env.py'), ENVIRONMENT);
  await git('init', '-q', '-b', 'one');
  await commitAll('of one');
  await git('checkout', '-q', '-b', 'other');
  await commitAll('of other');
  await git('checkout', '-q', 'one');
  server = await ServerProcess.start(folder);
  server.watchFolder(versions);
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

it(`a checkout of ${COUNT} other revisions is one reading`, async () => {
  const [project] = await server.ask('retort/projects', {});
  const messages = async () => {
    const { revisions } = await server.ask('retort/revisions', {
      projectId: project!.id,
      current: undefined,
    });
    return revisions.map(({ message }) => message);
  };
  expect(new Set(await messages())).toEqual(new Set(['of one']));
  const edited = path(COUNT - 1);
  const typed = server.nextChange();
  await server.open(edited, text(COUNT - 1, 'not saved'));
  await typed;
  expect((await messages())[0]).toBe('not saved');

  const before = server.changes;
  const change = server.nextChange();
  const [longest] = await Promise.all([server.longestAnswer(change), git('checkout', '-q', 'other')]);
  const start = performance.now();
  const after = await messages();
  const tree = performance.now() - start;
  expect(after).toHaveLength(COUNT);
  expect(after[0]).toBe('not saved');
  expect(new Set(after.slice(1))).toEqual(new Set(['of other']));
  expect(readFileSync(edited, 'utf8')).toContain('of other');

  // One more file behind all events of the checkout: whatever they caused has happened by then.
  const fence = server.nextChange();
  writeFileSync(join(versions, 'fence.py'), revisionFile('fence', id(0), 'fence', 'pass'));
  await fence;
  expect(server.changes - before).toBe(2);
  process.stdout.write(
    `checkout of ${COUNT} revisions: longest answer meanwhile ${longest.toFixed(0)} ms, the tree afterwards ${tree.toFixed(0)} ms\n`,
  );
});

it('the address of a revision is that of its file', async () => {
  const [project] = await server.ask('retort/projects', {});
  const { revisions } = await server.ask('retort/revisions', { projectId: project!.id, current: undefined });
  expect(revisions.at(-1)?.uri).toBe(URI.file(path(0)).toString());
});
