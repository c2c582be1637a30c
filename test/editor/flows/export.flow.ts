// The graph as a file, its zoom by keyboard, and a setting that changes how it looks.
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphFrame } from './graphPage';
import { copyExample, removeProject } from './project';
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

test('zoomed, and exported as SVG', async () => {
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.runCommand('Alembic: Show Revision Graph');
  const frame = await graphFrame(page);
  const zoom = () => frame.evaluate(() => document.documentElement.style.getPropertyValue('--zoom'));
  await frame.locator('[role=tree]').focus();
  expect(await zoom()).toBe('1');
  await page.keyboard.press('+');
  await expect.poll(zoom).toBe('1.1');
  await page.keyboard.press('-');
  await expect.poll(zoom).toBe('1');

  await frame.getByRole('button', { name: 'Export as SVG' }).click();
  await expect.poll(() => workbench.quickInput().inputValue()).toContain('shop-revisions.svg');
  await workbench.takeScreenshot('export-1-where');
  await page.keyboard.press('Enter');
  await page.locator('.notification-toast').filter({ hasText: 'was exported to' }).waitFor();
  const svg = await readFile(path.join(folder, 'shop-revisions.svg'), 'utf8');
  expect(svg).toMatch(/^<svg /);
  expect(svg).toContain('merge reviews and coupons');
  expect(svg.match(/<circle/g)?.length).toBeGreaterThanOrEqual(13);
  await workbench.close();
});
