// Two people's branches: a new revision, a fork, its merge taken back, a rebase and a rename, and a database that stands on a
// branch which is not checked out, all from the editor.
import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, currentRevision, removeProject, runRetort } from './project';
import { runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';

const HEAD = 'f90e2c7b315d';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await copyExample('shop');
});

afterAll(async () => {
  await browser.close();
  await removeProject(folder);
});

/** The file with a slug: its path, its text and its id. */
async function revisionFile(slug: string): Promise<{ file: string; text: string; id: string }> {
  const versions = path.join(folder, 'migrations', 'versions');
  const name = (await readdir(versions)).find((file) => file.endsWith(`_${slug}.py`)) ?? '';
  const file = path.join(versions, name);
  const text = await readFile(file, 'utf8');
  return { file, text, id: /^revision\b[^=]*= ["'](.*)["']$/m.exec(text)?.[1] ?? '' };
}

async function heads(): Promise<string> {
  const { said } = await runRetort(['heads'], folder);
  return said.trim();
}

test('new revision, fork, merge, rebase, rename', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow('fill the totals of existing orders').waitFor();

  await workbench.runCommand('Alembic: New Revision...');
  await workbench.quickInput().fill('add loyalty points');
  await workbench.takeScreenshot('history-1-message');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name*="add_loyalty_points"]').waitFor();
  await workbench.treeRow('add loyalty points').waitFor();
  await workbench.takeScreenshot('history-2-new');
  const points = await revisionFile('add_loyalty_points');
  expect(points.text).toContain(`Revises: ${HEAD}`);
  // The cursor stands on the body of upgrade().
  await page.keyboard.type('op.execute("SELECT 1")');
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)').waitFor();
  expect((await revisionFile('add_loyalty_points')).text).toMatch(
    /def upgrade\(\)[^\n]*\n(?:\s*"""[^"]*"""\n)?\s+op\.execute\("SELECT 1"\)/,
  );

  await workbench.runCommand('Alembic: Go to Parent Revision');
  await page.locator(`.tab.active[data-resource-name*="${HEAD}"]`).waitFor();
  await workbench.runCommand('Alembic: New Revision on This...');
  await page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: 'Begin a Branch' }).click();
  await workbench.quickInput().fill('count returns');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name*="count_returns"]').waitFor();
  await workbench.treeRow('2 heads').first().waitFor();
  await workbench.takeScreenshot('history-3-two-heads');

  await workbench.runCommand('Alembic: Merge Heads...');
  await workbench.quickInput().fill('join both');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name*="join_both"]').waitFor();
  await workbench.treeRow('join both').waitFor();
  await workbench.treeRow('upgrade to head is refused').waitFor({ state: 'detached' });
  await workbench.takeScreenshot('history-4-merged');
  const merge = await revisionFile('join_both');
  expect(await heads()).toBe(`${merge.id} (head)`);

  // Somebody deletes the merge outside the editor: the tree follows.
  await rm(merge.file);
  await workbench.treeRow('upgrade to head is refused').waitFor();

  await workbench.runCommand('Alembic: Rebase Branch onto...');
  await workbench.quickRow('count returns').click();
  await workbench.quickRow('add loyalty points').first().waitFor();
  await workbench.takeScreenshot('history-5-onto');
  await workbench.quickRow('add loyalty points').click();
  const move = page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: /^Rebase$/ });
  await move.waitFor();
  await workbench.takeScreenshot('history-6-rebase');
  await move.click();
  await workbench.treeRow('upgrade to head is refused').waitFor({ state: 'detached' });
  const returns = await revisionFile('count_returns');
  expect(returns.text).toContain(`Revises: ${points.id}`);
  expect(await heads()).toBe(`${returns.id} (head)`);

  await workbench.openRow('add loyalty points', 'add_loyalty_points');
  await workbench.runCommand('Alembic: Rename Revision...');
  await workbench.quickInput().fill('loyalty0001');
  await page.keyboard.press('Enter');
  await page.locator('.tab[data-resource-name*="loyalty0001_add_loyalty_points"]').waitFor();
  await workbench.treeRow('loyalty0001').first().waitFor();
  await workbench.takeScreenshot('history-7-renamed');
  const renamed = await revisionFile('add_loyalty_points');
  expect(renamed.id).toBe('loyalty0001');
  expect(path.basename(renamed.file)).toMatch(/^\d{4}_\d\d_\d\d_loyalty0001_add_loyalty_points\.py$/);
  expect((await revisionFile('count_returns')).text).toContain('Revises: loyalty0001');
  expect(await heads()).toBe(`${returns.id} (head)`);

  // The editor's own rename, on the parent that the other file names.
  // Between the two changes of a rename the parent is missing for a moment.
  await workbench.treeRow('is not present').waitFor({ state: 'detached' });
  await workbench.openRow('count returns', 'count_returns');
  await page
    .locator('.editor-instance .view-line span')
    .filter({ hasText: /^'loyalty0001'$/ })
    .last()
    .click();
  await page.keyboard.press('F2');
  const box = page.locator('.rename-box:visible input');
  await box.fill('loyalty0002');
  await workbench.takeScreenshot('history-8-f2');
  await page.keyboard.press('Enter');
  await page.locator('.tab[data-resource-name*="loyalty0002_add_loyalty_points"]').waitFor();
  await workbench.treeRow('loyalty0002').first().waitFor();
  await workbench.runCommand('File: Save All Files');
  await page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  await workbench.takeScreenshot('history-9-renamed-again');
  expect((await revisionFile('add_loyalty_points')).id).toBe('loyalty0002');
  expect((await revisionFile('count_returns')).text).toContain('Revises: loyalty0002');
  await workbench.close();
});

test('a database that another branch upgraded', async () => {
  const shared = await copyExample('shop');
  const git = async (...words: readonly string[]) => {
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
    await promisify(execFile)('git', [...identity, ...words], { cwd: shared });
  };
  const commit = async (message: string) => {
    await git('add', '.');
    await git('commit', '-q', '-m', message);
  };
  try {
    await git('init', '-q', '-b', 'main');
    await commit('base');
    await git('checkout', '-q', '-b', 'feature');
    expect((await runRetort(['revision', '-m', 'of the feature'], shared)).code).toBe(0);
    await commit('feature');
    expect((await runRetort(['upgrade', 'head', '--yes'], shared)).code).toBe(0);
    await git('checkout', '-q', 'main');

    const workbench = await Workbench.open(browser, shared);
    await workbench.showRevisions();
    await workbench.treeRow('in the database, but no file declares it').waitFor();
    await workbench.takeScreenshot('history-10-another-branch');
    await workbench.runCommand('Alembic: Leave Another Branch...');
    await runPlan(workbench.page, 'Run downgrade');
    await workbench.treeRow(`current · head · ${HEAD}`).waitFor();
    await workbench.treeRow('no file declares it').waitFor({ state: 'detached' });
    await workbench.takeScreenshot('history-11-left');
    expect(await currentRevision(shared)).toBe(`${HEAD} (head)`);
    await workbench.close();
  } finally {
    await removeProject(shared);
  }
});
