// A run that the database stops half-way: the message, the guilty line, and a tree that shows where the database really stands.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, currentRevision, removeProject } from './project';
import { planPage, runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';

/** The last revision that is committed on its own: the one after it leaves the transaction to build its indexes. */
const STAYS_AT = 'e15c68a4b3d9';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await copyExample('shop-review');
});

afterAll(async () => {
  await browser.close();
  await removeProject(folder);
});

test('a failed upgrade is told where it failed and leaves nothing half-applied', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow('21 pending').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await planPage(page, 'Run upgrade');
  await workbench.takeScreenshot('failure-1-plan-with-losses');
  await runPlan(page, 'Run upgrade');
  const toast = page
    .locator('.notification-toast')
    .filter({ hasText: 'type "payment_method" does not exist' });
  await toast.waitFor();
  await workbench.treeRow(`current · ${STAYS_AT}`).waitFor();
  expect(await currentRevision(folder)).toBe(`${STAYS_AT} (mergepoint)`);

  await toast.getByText('Open Revision').click();
  await page.locator('.tab.active[data-resource-name*="add_payment_method.py"]').waitFor();
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await workbench.takeScreenshot('failure-2-guilty-line');
  await workbench.close();
});
