// Above the functions of a revision: upgrade to it, take it back, and try it on a scratch database, in the Test Explorer too.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, currentRevision, removeProject } from './project';
import { planPage, runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';

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

test('upgrade to here, downgrade below, verify', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  const lens = (text: string) => page.locator('.codelens-decoration a').filter({ hasText: text });
  await workbench.showRevisions();
  await workbench.treeRow('create catalogue').waitFor();
  await workbench.openFile('create_catalogue.py');
  await lens('Upgrade to here').click();
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('current · 8d52e0b6c1fa').waitFor();
  expect(await currentRevision(folder)).toBe('8d52e0b6c1fa');

  // What stands above the functions follows the database: also in an editor that is in sight while the plan runs.
  await page.locator('.tab').filter({ hasText: 'create_catalogue.py' }).first().click();
  await page.locator('.codelens-decoration').filter({ hasText: 'Current' }).waitFor();
  await page.keyboard.press('Control+End');
  await lens('Downgrade below').click();
  const plan = await planPage(page, 'Run downgrade');
  await plan.locator('article .link').first().click();
  const current = page.locator('.codelens-decoration').filter({ hasText: 'Current' });
  await current.waitFor();
  await runPlan(page, 'Run downgrade');
  await workbench.treeRow('current · 3f1c9a7d2b40').waitFor();
  expect(await currentRevision(folder)).toBe('3f1c9a7d2b40');
  await lens('Upgrade to here').waitFor();
  await workbench.takeScreenshot('lenses-2-beside');
  await workbench.openRow('create customers', 'create_customers.py');
  await current.waitFor();

  await page.locator('.tab').filter({ hasText: 'create_catalogue.py' }).first().click();
  await page.keyboard.press('Control+Home');
  await lens('Verify').first().click();
  await page
    .locator('.notification-toast')
    .filter({ hasText: '1 passed, 0 failed' })
    .waitFor({ timeout: 120_000 });
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row').filter({ hasText: 'shop' }).waitFor();
  await workbench.takeScreenshot('lenses-1-verified');
  // Nothing of it touched the database of the project.
  expect(await currentRevision(folder)).toBe('3f1c9a7d2b40');
  await workbench.close();
});
