// A reviewer opens a pending revision, sees what is wrong with it, reads why, and lets Retort mend it.
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject } from './project';
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

async function readRevision(slug: string): Promise<string> {
  const versions = path.join(folder, 'migrations', 'versions');
  const name = (await readdir(versions)).find((file) => file.endsWith(`_${slug}.py`)) ?? '';
  return await readFile(path.join(versions, name), 'utf8');
}

test('a NOT NULL column without a default: squiggle, hover, quick fix, saved', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.openFile('add_marketing_consent.py');
  const squiggle = page.locator('.monaco-editor .squiggly-error');
  await squiggle.first().waitFor();
  await workbench.takeScreenshot('review-1-squiggle');

  await workbench.hoverCode('accepts_marketing', 'not-null-without-default');
  await workbench.takeScreenshot('review-2-hover');

  await page.keyboard.press('Escape');
  await page
    .locator('.view-line', { hasText: 'accepts_marketing' })
    .first()
    .getByText('accepts_marketing')
    .first()
    .click();
  await page.keyboard.press('Control+.');
  const fixes = page.locator('.action-widget .monaco-list-row.action');
  await fixes.first().waitFor();
  await workbench.takeScreenshot('review-3-fixes');
  await page.keyboard.press('Enter');
  await squiggle.first().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+S');
  await page.locator('.tab.active:not(.dirty)').waitFor();
  expect(await readRevision('add_marketing_consent')).toMatch(
    /accepts_marketing"[^\n]*(server_default=|nullable=True)/,
  );
  await workbench.takeScreenshot('review-4-mended');
  await workbench.close();
});

test('all mistakes are in the Problems panel once their files are open', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await page.keyboard.press('Control+Shift+M');
  for (const slug of ['call_description_summary', 'create_wish_lists', 'weigh_products']) {
    await workbench.openFile(`${slug}.py`);
    await page.locator('.markers-panel .monaco-list-row').filter({ hasText: slug }).first().waitFor();
  }
  await page
    .locator('.markers-panel .monaco-list-row')
    .filter({ hasText: 'empty-downgrade' })
    .first()
    .waitFor();
  await workbench.takeScreenshot('review-5-problems');
  await workbench.close();
});
