// What a terminal would print, from the palette: history, heads, one revision, SQL of a range, schemas compared; ids in it lead
// to their files.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject, runRetort } from './project';
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

test('history, heads, a revision, SQL of a range, two schemas', async () => {
  expect((await runRetort(['upgrade', '8d52e0b6c1fa', '--yes'], folder)).code).toBe(0);
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  const tab = (name: string) => page.locator(`.tab.active[data-resource-name*="${name}"]`);
  const choose = async (prompt: string, row: string): Promise<void> => {
    await page.locator(`.quick-input-widget:visible input[placeholder="${prompt}"]`).waitFor();
    await workbench.quickInput().fill(row);
    await workbench.quickRow(row).first().click();
  };
  await workbench.showRevisions();
  await workbench.treeRow('11 pending').first().waitFor();

  await workbench.runCommand('Alembic: Show History...');
  await workbench.quickRow('Mark where the database stands').waitFor();
  await workbench.takeScreenshot('listings-1-options');
  await page.keyboard.press('Enter');
  await tab('shop history').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain('create catalogue');
  expect(await workbench.visibleCode()).toMatch(/8d52e0b6c1fa(?: -> [0-9a-f]+)? \(current\)|\(current\)/);
  await page.locator('.editor-instance .detected-link').first().waitFor();
  await workbench.takeScreenshot('listings-2-history');

  await workbench.runCommand('Alembic: Show Heads');
  await workbench.quickRow('Whole entries').waitFor();
  await page.keyboard.press('Enter');
  await tab('shop heads').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain('Rev: f90e2c7b315d (head)');

  await workbench.runCommand('Alembic: Show Revision...');
  await choose('Show which revision?', 'add coupons');
  await tab('shop show').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain('Rev: 92bd04ce6f18');

  await workbench.runCommand('Alembic: Preview SQL of Range...');
  await choose('SQL of which command?', 'Upgrade');
  await choose('Upgrade from where?', 'create customers');
  await page.locator('.quick-input-widget:visible input[placeholder="Upgrade to which revision?"]').waitFor();
  await workbench.takeScreenshot('listings-3-targets');
  await choose('Upgrade to which revision?', 'create orders');
  await tab('3f1c9a7d2b40 to b7e4406d95c3.sql').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain('CREATE TABLE');
  await workbench.takeScreenshot('listings-4-sql');

  // What a stamp prints, and the version table alone.
  await workbench.runCommand('Alembic: Preview SQL of Range...');
  await choose('SQL of which command?', 'Stamp');
  await choose('Stamp with which revision?', 'create orders');
  await tab('stamp b7e4406d95c3.sql').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain("VALUES ('b7e4406d95c3')");
  await workbench.runCommand('Alembic: Preview SQL of Range...');
  await choose('SQL of which command?', 'Create the version table');
  await tab('ensure_version.sql').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain('CREATE TABLE alembic_version');

  await workbench.runCommand('Alembic: Preview SQL from the Database to Here');
  await choose('SQL from the database to which revision?', 'add contact details');
  await tab('8d52e0b6c1fa to c40d7be2819f.sql').waitFor();
  await expect.poll(() => workbench.visibleCode()).toContain('-- Running upgrade 8d52e0b6c1fa');

  await workbench.runCommand('Alembic: Compare Schemas of Two Revisions...');
  await choose('Compare the schema at which revision?', 'create customers');
  await choose('With the schema at which revision?', 'create orders');
  await page.locator('.monaco-diff-editor').waitFor();
  await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
  await workbench.takeScreenshot('listings-5-schemas');
  await workbench.close();
});
