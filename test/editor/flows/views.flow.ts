// Every view in every kind of theme, for a person to look at: trees, code with findings, SQL, plan, schemas, walkthrough.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseTheme, THEMES, USUAL_THEME } from './graphPage';
import { copyExample, removeProject, runRetort } from './project';
import { planPage } from './planPage';
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

test.each(THEMES)('all views in the theme $theme', async ({ theme, kind }) => {
  const folder = await copyExample('shop-review');
  folders.push(folder);
  expect((await runRetort(['upgrade', 'e15c68a4b3d9', '--yes'], folder)).code).toBe(0);
  await chooseTheme(theme);
  try {
    const workbench = await Workbench.open(browser, folder);
    const { page } = workbench;
    const look = (name: string) => workbench.takeScreenshot(`views-${name}-${kind}`);
    await workbench.showRevisions();
    await workbench.treeRow('current · e15c68a4b3d9').waitFor();
    await workbench.openFile('add_marketing_consent.py');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await page.locator('.codelens-decoration').first().waitFor();
    await workbench.runCommand('Alembic: Preview SQL');
    await page.locator('.tab').filter({ hasText: 'a68e30d1f4b9 upgrade.sql' }).waitFor();
    await look('1-code-and-sql');

    await page.locator('.pane-header[aria-label^="Connections"]').click({ position: { x: 40, y: 10 } });
    await workbench.treeRow('selected').click({ position: { x: 40, y: 10 } });
    await workbench.treeRow('Tables (').waitFor();
    await look('2-connections');
    await page.locator('.pane-header[aria-label^="Connections"]').click({ position: { x: 40, y: 10 } });

    await workbench.runCommand('Alembic: Upgrade to Head');
    await planPage(page, 'Run upgrade');
    await look('3-plan');

    await page.locator('.tab').filter({ hasText: 'add_marketing_consent.py' }).first().click();
    await workbench.runCommand('Alembic: Compare Schema with Parent or Head');
    await workbench.quickRow('What this revision changes').click();
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await look('4-schemas');

    await page.keyboard.press('Control+Shift+M');
    await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await workbench.runCommand('Alembic: Open Walkthrough');
    await page.locator('.gettingStartedContainer').getByText('See the history').first().click();
    await look('5-problems-and-walkthrough');
    await workbench.close();
  } finally {
    await chooseTheme(USUAL_THEME);
  }
});
