// Somebody writes a revision: a snippet, SQL laid out on request, a downgrade() that is written for them.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject } from './project';
import { openBrowser, Workbench } from './workbench';

let browser: Browser;
const folders: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  for (const folder of folders) await removeProject(folder);
});

async function example(name: 'shop' | 'shop-review'): Promise<string> {
  const folder = await copyExample(name);
  folders.push(folder);
  return folder;
}

test('a snippet, and SQL that is laid out', async () => {
  const workbench = await Workbench.open(browser, await example('shop'));
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow('create customers').waitFor();
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.quickInput().fill('tidy the orders up');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name*="tidy_the_orders_up"]').waitFor();

  await page.keyboard.type('alembic-lock');
  const suggestion = page
    .locator('.suggest-widget .monaco-list-row')
    .filter({ hasText: 'alembic-lock-timeout' });
  await suggestion.first().waitFor();
  await workbench.takeScreenshot('write-1-snippet');
  await suggestion.first().click();
  await expect.poll(() => workbench.visibleCode()).toContain("SET LOCAL lock_timeout = '5s'");
  await page.keyboard.press('Escape');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText(
    'op.execute("update orders set total = 0 where id in (select id from orders where total is null)")',
  );
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft');
  await workbench.runCommand('Alembic: Format SQL String');
  await expect
    .poll(() => workbench.visibleCode())
    .toMatch(/op\.execute\("""[\s\S]*update orders\s+set\s+total = 0/);
  await workbench.takeScreenshot('write-2-formatted');
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)').waitFor();
  await workbench.close();
});

test('a downgrade() that is written, and one that is there already', async () => {
  const workbench = await Workbench.open(browser, await example('shop-review'));
  const { page } = workbench;
  await workbench.openFile('weigh_products.py');
  await page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').first().waitFor();
  await workbench.runCommand('Alembic: Write Downgrade');
  await expect.poll(() => workbench.visibleCode()).toContain('op.drop_column("products", "weight_grams")');
  await workbench.takeScreenshot('write-3-downgrade');
  await workbench.openFile('create_orders.py');
  await page.locator('.codelens-decoration').first().waitFor();
  await workbench.runCommand('Alembic: Write Downgrade');
  await page.locator('.notification-toast').filter({ hasText: 'has a downgrade() already' }).waitFor();
  await workbench.close();
});
