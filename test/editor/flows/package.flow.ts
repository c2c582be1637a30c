// The packed extension is whole: unpacked to a folder with a blank and a letter beyond ASCII, its command line lints, and runs
// the migrations of the shop on the embedded database, far away from the checkout and its node_modules.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject, runRetort } from './project';
import { processesWith, remoteEnds } from './sockets';
import { unpack } from './unpack';
import { runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';

let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retort größer als -'));
  await unpack(process.env['RETORT_TEST_VSIX'] ?? '', folder);
  program = path.join(folder, 'extension', 'dist', 'cli.js');
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 }));

test('lints the mistakes of shop-review', async () => {
  const project = await copyExample('shop-review');
  const { code, said } = await runRetort(['lint'], project, program);
  expect(code).toBe(1);
  expect(said).toContain('not-null-without-default');
  await removeProject(project);
});

test('upgrades the shop on the embedded database', async () => {
  const project = await copyExample('shop');
  const upgrade = await runRetort(['upgrade', 'head', '--yes'], project, program);
  expect(upgrade).toMatchObject({ code: 0 });
  expect(await runRetort(['current'], project, program)).toMatchObject({
    code: 0,
    said: 'f90e2c7b315d (head)\n',
  });
  await removeProject(project);
});

test('installed in a clean editor: a run on the embedded database, and nothing beyond this machine is asked', async () => {
  const project = await copyExample('shop');
  const browser = await openBrowser();
  const workbench = await Workbench.open(browser, project);
  await workbench.showRevisions();
  await workbench.treeRow('13 pending').first().waitFor();
  await workbench.runCommand('Alembic: Upgrade One');
  await runPlan(workbench.page, 'Run upgrade');
  await workbench.treeRow('current · 3f1c9a7d2b40').waitFor();
  const mine = await processesWith(
    path.join(process.env['RETORT_TEST_PROFILE'] ?? '', 'extensions', 'retort.retort'),
  );
  expect(mine.length).toBeGreaterThan(0);
  for (const pid of mine) expect(await remoteEnds(pid)).toEqual([]);
  await workbench.close();
  await browser.close();
  await removeProject(project);
});
