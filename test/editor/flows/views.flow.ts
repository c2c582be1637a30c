// Every view, and a picture of each for a person to look at; with RETORT_TEST_THEMES=all in every kind of theme, which takes
// minutes more: each is opened once and the theme changed under it.
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphFrame } from './graphPage';
import { copyExample, removeProject, runRetort } from './project';
import { planPage } from './planPage';
import { chooseUsualTheme, inEachTheme } from './themes';
import { forgetMachineSettings } from './userSettings';
import { openBrowser, Workbench } from './workbench';

/** How wide people have their side bar; VS Code begins with 300. */
const WIDTHS = [250, 300, 400];
const CURRENT = 'e15c68a4b3d9';

let browser: Browser;
const folders: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await chooseUsualTheme();
  await browser.close();
  for (const folder of folders) await removeProject(folder);
});

/** The pictures of what is shown. `show` opens what goes when another theme is chosen. */
async function look(workbench: Workbench, name: string, show?: () => Promise<void>): Promise<void> {
  const take = async (kind: string): Promise<void> => {
    await show?.();
    await workbench.takeScreenshot(`views-${name}-${kind}`);
  };
  if (process.env['RETORT_TEST_THEMES'] === 'all') await inEachTheme(workbench, take);
  else await take('usual');
}

/** A folder in which there is nothing for Retort. */
async function emptyFolder(): Promise<string> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'retort flow für ')), 'new');
  folders.push(folder);
  await mkdir(folder);
  return folder;
}

async function copy(example: 'shop' | 'shop-review'): Promise<string> {
  const folder = await copyExample(example);
  folders.push(folder);
  return folder;
}

/** Takes out of a project what names its database. */
async function forgetDatabase(folder: string): Promise<void> {
  for (const [name, line] of [
    ['alembic.ini', /^sqlalchemy\.url.*$/m],
    ['pyproject.toml', /^database = .*$/m],
  ] as const) {
    const file = path.join(folder, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(line, ''));
  }
}

test('the trees, at usual widths', async () => {
  const folder = await copy('shop-review');
  expect((await runRetort(['upgrade', CURRENT, '--yes'], folder)).code).toBe(0);
  const workbench = await Workbench.open(browser, folder);
  await workbench.showRevisions();
  await workbench.treeRow(`current · ${CURRENT}`).waitFor();
  const badge = (message: string) =>
    workbench
      .treeRow(message)
      .locator('.monaco-icon-label')
      .evaluate((label) => getComputedStyle(label, '::after').content);
  for (const width of WIDTHS) {
    await workbench.widenSideBar(width);
    // Shown whatever the width, since it stands at the end of the row and not behind the message.
    expect(await badge('remember how an order was paid')).toBe('"H"');
    expect(await badge('merge reviews and coupons')).toBe('"C"');
    await look(workbench, `tree-${width}`);
  }
  await workbench.widenSideBar(300);
  await workbench.toggleView('Revisions');
  await workbench.toggleView('Connections');
  for (const row of ['selected', 'Tables (', 'order_lines'])
    await workbench.treeRow(row).click({ position: { x: 40, y: 10 } });
  await workbench.treeRow('order_id').first().waitFor();
  await look(workbench, 'connections');
  await workbench.close();
});

test('code, SQL, plan and graph', async () => {
  const folder = await copy('shop-review');
  expect((await runRetort(['upgrade', CURRENT, '--yes'], folder)).code).toBe(0);
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.openFile('add_marketing_consent.py');
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await page.locator('.codelens-decoration').first().waitFor();
  await workbench.runCommand('Alembic: Preview SQL');
  await page.locator('.tab').filter({ hasText: 'a68e30d1f4b9 upgrade.sql' }).waitFor();
  await look(workbench, 'code-and-sql');
  await workbench.runCommand('View: Close All Editors');

  await workbench.runCommand('Alembic: Upgrade to Head');
  await planPage(page, 'Run upgrade');
  await look(workbench, 'plan');
  await workbench.runCommand('View: Close All Editors');

  await workbench.runCommand('Alembic: Show Revision Graph');
  await graphFrame(page);
  await look(workbench, 'graph');
  await workbench.close();
});

test('schemas, findings, walkthrough, settings and tests', async () => {
  const workbench = await Workbench.open(browser, await copy('shop-review'));
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.openFile('add_marketing_consent.py');
  await page.locator('.codelens-decoration').first().waitFor();
  await workbench.runCommand('Alembic: Show Schema at This Revision');
  await page.locator('.tab.active').filter({ hasText: 'a68e30d1f4b9.sql' }).waitFor();
  await look(workbench, 'schema');
  await workbench.runCommand('View: Close All Editors');
  await workbench.openFile('add_marketing_consent.py');
  await page.locator('.codelens-decoration').first().waitFor();
  await workbench.runCommand('Alembic: Compare Schema with Parent or Head');
  await workbench.quickRow('What this revision changes').click();
  await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
  await look(workbench, 'diff');
  await workbench.runCommand('View: Close All Editors');

  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel .monaco-list-row').first().waitFor();
  await workbench.runCommand('Alembic: Open Walkthrough');
  await page.locator('.gettingStartedContainer').getByText('See the history').first().click();
  await look(workbench, 'problems-and-walkthrough');
  await workbench.runCommand('View: Close All Editors');

  await page.keyboard.press('Control+J');
  await look(workbench, 'settings', async () => {
    await workbench.runCommand('Alembic: Open Settings');
    await page.locator('.settings-editor .setting-item-contents').first().waitFor();
  });
  await workbench.runCommand('Testing: Focus on Test Explorer View');
  await page.locator('.test-explorer .monaco-list-row').first().waitFor();
  await look(workbench, 'tests');
  await workbench.close();
});

test('the welcome of each state of a project', async () => {
  const empty = await Workbench.open(browser, await emptyFolder());
  await empty.showContainer();
  await empty.page.locator('.welcome-view-content').filter({ hasText: 'No Alembic project' }).waitFor();
  await look(empty, 'welcome-no-project');
  await empty.close();

  // Other flows save connections, which stand where the welcome is.
  await forgetMachineSettings('retort.connections');
  const unknown = await copy('shop');
  await forgetDatabase(unknown);
  const unconnected = await Workbench.open(browser, unknown);
  await unconnected.showRevisions();
  await unconnected.toggleView('Connections');
  const welcome = unconnected.page.locator('.welcome-view-content');
  await welcome.filter({ hasText: 'No database is chosen' }).waitFor();
  await welcome.filter({ hasText: 'No Python with Alembic' }).waitFor();
  await look(unconnected, 'welcome-no-connection');
  await unconnected.close();

  const broken = await copy('shop');
  const file = path.join(broken, 'alembic.ini');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^script_location.*$/m, 'script_location = %(here)s/gone'));
  const unreadable = await Workbench.open(browser, broken);
  await unreadable.showRevisions();
  await unreadable.toggleView('Connections');
  await unreadable.page.locator('.welcome-view-content').filter({ hasText: 'cannot be read' }).waitFor();
  await look(unreadable, 'welcome-broken');
  await unreadable.close();

  const stranger = await Workbench.open(browser, await copy('shop'), { isTrustAsked: true });
  await stranger.showRevisions();
  await stranger.treeRow('create customers').waitFor();
  await stranger.toggleView('Connections');
  await stranger.page.locator('.welcome-view-content').filter({ hasText: 'Nothing is executed' }).waitFor();
  await look(stranger, 'welcome-untrusted');
  await stranger.close();
});
