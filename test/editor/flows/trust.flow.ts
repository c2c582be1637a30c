// Somebody looks at a stranger's project in Restricted Mode: Retort reads, and neither executes, connects nor writes.
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject } from './project';
import { runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';

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

test('untrusted: findings and history are there, a run is refused', async () => {
  const workbench = await Workbench.open(browser, folder, { isTrustAsked: true });
  const { page } = workbench;
  await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
  await workbench.openFile('add_marketing_consent.py');
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await workbench.showRevisions();
  await workbench.treeRow('remember how an order was paid').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await page.locator('.notification-toast').filter({ hasText: 'not trusted' }).waitFor();
  await workbench.takeScreenshot('trust-1-restricted');
  expect(existsSync(path.join(folder, '.retort'))).toBe(false);
  await workbench.close();
});

test('trusted later: what was refused works at once', async () => {
  const own = await copyExample('shop');
  const workbench = await Workbench.open(browser, own, { isTrustAsked: true });
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow('create customers').waitFor();
  await page.locator('.pane-header[aria-label^="Connections"]').click({ position: { x: 40, y: 10 } });
  const welcome = page.locator('.welcome-view-content').filter({ hasText: 'Nothing is executed' });
  await welcome.waitFor();
  await workbench.takeScreenshot('trust-2-welcome');
  await welcome.locator('.monaco-button').filter({ hasText: 'Manage Workspace Trust' }).click();
  await page
    .locator('.workspace-trust-editor .monaco-button')
    .filter({ hasText: /^Trust$/ })
    .first()
    .click();
  await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
  await workbench.runCommand('Alembic: Upgrade One');
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('current · 3f1c9a7d2b40').waitFor();
  await workbench.takeScreenshot('trust-3-trusted');
  await workbench.close();
  await removeProject(own);
});
