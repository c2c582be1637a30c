// The first minutes: an empty folder with a welcome and a walkthrough, a project made from nothing, the language status, the
// settings; and a configuration that cannot be read, with the button that leads to its mistake.
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
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

test('an empty folder: welcome, walkthrough, a new project', async () => {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'retort flow für ')), 'new');
  folders.push(folder);
  await mkdir(folder);
  await writeFile(path.join(folder, 'notes.txt'), 'nothing yet\n');
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await page.locator('.activitybar [aria-label^="Alembic"]').first().click();
  const welcome = page.locator('.welcome-view-content').filter({ hasText: 'No Alembic project was found' });
  await welcome.waitFor();
  await page.mouse.move(700, 450);
  await workbench.takeScreenshot('first-1-welcome');

  await welcome.locator('.monaco-button').filter({ hasText: 'First Steps' }).click();
  const walkthrough = page.locator('.gettingStartedContainer');
  await walkthrough.getByText('Alembic migrations with Retort').first().waitFor();
  await workbench.takeScreenshot('first-2-walkthrough');
  for (const [index, title] of [
    'See the history',
    'Write a revision that is checked as you type',
    'Read the SQL before it runs',
    'Choose a database',
    'Upgrade, with a plan first',
  ].entries()) {
    await walkthrough.locator('.getting-started-step').filter({ hasText: title }).click();
    await workbench.takeScreenshot(`first-3-step-${index + 2}`);
  }

  await welcome.locator('.monaco-button').filter({ hasText: 'Initialize Alembic Here' }).click();
  await workbench.quickRow('generic').first().click();
  await page.locator('.quick-input-widget:visible').filter({ hasText: 'Folder for env.py' }).waitFor();
  await page.keyboard.press('Enter');
  await workbench.quickRow('DATABASE_URL').first().click();
  await workbench.quickRow('Both folders are Python packages').first().click();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name="alembic.ini"]').waitFor();
  await workbench.treeRow('new').first().waitFor();
  expect(await readFile(path.join(folder, 'migrations', 'env.py'), 'utf8')).toContain(
    'run_migrations_online',
  );
  expect(await readdir(path.join(folder, 'migrations'))).toContain('__init__.py');
  await workbench.takeScreenshot('first-4-initialized');
  await workbench.close();
});

test('the language status, and the settings of the extension', async () => {
  const folder = await copyExample('shop');
  folders.push(folder);
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.openFile('create_orders.py');
  await page.locator('.codelens-decoration').first().waitFor();
  await page.locator('[id="status.languageStatus"]').hover();
  const status = page.locator('.hover-language-status');
  await status.filter({ hasText: 'checking as you type' }).first().waitFor();
  await status.filter({ hasText: 'shop · shop@embedded' }).first().waitFor();
  await workbench.takeScreenshot('first-5-language-status');
  await page.keyboard.press('Escape');

  await workbench.runCommand('Alembic: Open Settings');
  const settings = page.locator('.settings-editor');
  await settings.locator('.setting-item-contents').first().waitFor();
  await settings.getByText('History and Graph').first().waitFor();
  await workbench.takeScreenshot('first-6-settings');
  await workbench.close();
});

test('a configuration that cannot be read: the welcome leads to the line', async () => {
  const folder = await copyExample('shop');
  folders.push(folder);
  const file = path.join(folder, 'alembic.ini');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^script_location.*$/m, 'script_location = %(here)s/gone'));
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await page.locator('.pane-header[aria-label^="Connections"]').click({ position: { x: 40, y: 10 } });
  const welcome = page.locator('.welcome-view-content').filter({ hasText: 'cannot be read' });
  await welcome.waitFor();
  await workbench.takeScreenshot('first-7-broken');
  await welcome.locator('.monaco-button').filter({ hasText: 'Show the Problem' }).click();
  await page.locator('.tab.active[data-resource-name="alembic.ini"]').waitFor();
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();

  await writeFile(file, text);
  await workbench.treeRow('create customers').waitFor();
  await workbench.close();
});
