// Somebody who has just cloned a project brings its embedded database to head and one step back, and sees it in the tree.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, currentRevision, removeProject } from './project';
import { planPage, runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';

const HEAD = 'f90e2c7b315d';
const BEFORE_HEAD = '64bf1e90a7d5';

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

test('upgrade to head and downgrade one, each through its plan', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow('fill the totals of existing orders').waitFor();
  await workbench.treeRow('13 pending').waitFor();
  await workbench.takeScreenshot('run-1-tree');

  await workbench.runCommand('Alembic: Upgrade to Head');
  await (await planPage(page, 'Run upgrade')).getByText('CREATE TABLE').first().waitFor();
  await workbench.takeScreenshot('run-2-plan');
  // Enter alone runs nothing: the plan may come while somebody types.
  await page.keyboard.press('Enter');
  await planPage(page, 'Run upgrade');
  await page.keyboard.press('Control+Enter');
  await page.locator('.notification-toast').filter({ hasText: HEAD }).waitFor({ timeout: 90_000 });
  await workbench.treeRow('current · head · f90e2c7b315d').waitFor();
  await page.locator('.notification-toast').filter({ hasText: 'Upgrading' }).waitFor({ state: 'detached' });
  await workbench.takeScreenshot('run-3-applied');
  expect(await currentRevision(folder)).toBe(`${HEAD} (head)`);

  await workbench.runCommand('Alembic: Downgrade One');
  await planPage(page, 'Run downgrade');
  await workbench.takeScreenshot('run-4-downgrade-plan');
  await runPlan(page, 'Run downgrade');
  await workbench.treeRow(`current · ${BEFORE_HEAD}`).waitFor();
  await workbench.treeRow('1 pending').waitFor();
  await workbench.takeScreenshot('run-5-one-back');
  expect(await currentRevision(folder)).toBe(BEFORE_HEAD);
  await workbench.close();
});
