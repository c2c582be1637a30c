// The revision graph: found by keyboard and by search, two heads merged from it, in every kind of theme and for a
// screen reader; and texts of files that try to become a part of its page.
import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activeRow, axeViolations, graphFrame, writeRevision } from './graphPage';
import { MARK, PAYLOADS } from './payloads';
import { copyExample, removeProject, runRetort } from './project';
import { chooseUsualTheme, inEachTheme } from './themes';
import { openBrowser, Workbench } from './workbench';

const HEAD = 'f90e2c7b315d';
const COUPONS = '92bd04ce6f18';

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

async function shop(): Promise<string> {
  const folder = await copyExample('shop');
  folders.push(folder);
  return folder;
}

/** A second branch of two revisions, the upper of which depends on the first branch. */
async function branch(folder: string): Promise<void> {
  await writeRevision(folder, {
    file: '2026_06_10_a1b2c3d4e5f6_count_returns.py',
    message: 'count returns',
    date: '2026-06-10 09:00:00',
    revision: 'a1b2c3d4e5f6',
    downRevision: '07f2d9b85ac6',
    branchLabels: ['returns'],
  });
  await writeRevision(folder, {
    file: '2026_06_11_b2c3d4e5f6a7_refund_returns.py',
    message: 'refund returns',
    date: '2026-06-11 09:00:00',
    revision: 'b2c3d4e5f6a7',
    downRevision: 'a1b2c3d4e5f6',
    dependsOn: COUPONS,
  });
}

test('keyboard, search, reveal, menu, and the merge of two heads', async () => {
  const folder = await shop();
  await branch(folder);
  expect((await runRetort(['upgrade', '07f2d9b85ac6', '--yes'], folder)).code).toBe(0);
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow('index orders').waitFor();
  await workbench.runCommand('Alembic: Show Revision Graph');
  const frame = await graphFrame(page);
  const tree = frame.locator('[role=tree]');
  await frame.locator('.chip.current').waitFor();
  await frame.locator('footer').filter({ hasText: '15 revisions · 5 pending · 2 heads' }).waitFor();
  await workbench.takeScreenshot('graph-1-open');

  await tree.focus();
  await page.keyboard.press('End');
  await expect.poll(() => activeRow(frame)).toContain('3f1c9a7d2b40');
  expect(await activeRow(frame)).toMatch(/^create customers, 3f1c9a7d2b40, 2026-01-12, applied, base$/);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => activeRow(frame)).toContain('revises 3f1c9a7d2b40');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name$=".py"]').waitFor();

  await workbench.runCommand('Alembic: Reveal in Graph');
  const again = await graphFrame(page);
  await again.locator('.row.active.selected').waitFor();
  const search = again.getByRole('searchbox');
  await search.fill('coupons');
  await again.locator('.found').filter({ hasText: 'of 3' }).waitFor();
  await page.keyboard.press('Enter');
  await workbench.takeScreenshot('graph-2-search');
  await page.keyboard.press('Escape');
  await expect.poll(() => again.locator('.row.dimmed').count()).toBe(0);

  await again.locator('.row').filter({ hasText: 'count returns' }).click({ button: 'right' });
  await page.locator('.context-view .monaco-menu').getByText('Upgrade to This Revision').waitFor();
  await workbench.takeScreenshot('graph-3-menu');
  await page.keyboard.press('Escape');

  await again.locator('.row').filter({ hasText: 'refund returns' }).click();
  await again
    .locator('.row')
    .filter({ hasText: HEAD })
    .click({ modifiers: ['Control'] });
  await again.getByRole('button', { name: `Rebase b2c3d4e5f6a7 onto ${HEAD}` }).waitFor();
  await workbench.takeScreenshot('graph-5-two-heads');
  // Rebase, first as a preview of the edit, which changes nothing when it is discarded.
  await again.getByRole('button', { name: `Rebase b2c3d4e5f6a7 onto ${HEAD}` }).click();
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.filter({ hasText: `on ${HEAD} instead of 07f2d9b85ac6` }).waitFor();
  await dialog.locator('.monaco-button').filter({ hasText: 'Preview the Edit' }).click();
  await page.locator('.part.panel .monaco-list-row').filter({ hasText: 'count_returns' }).waitFor();
  await workbench.takeScreenshot('graph-9-rebase-preview');
  await page.locator('.part.panel').getByRole('button', { name: 'Discard' }).click();
  await page.locator('.part.panel').getByRole('button', { name: 'Discard' }).waitFor({ state: 'hidden' });
  expect((await runRetort(['heads'], folder)).said.trim().split('\n').length).toBe(2);
  await page.locator('.tab').filter({ hasText: 'Revision Graph' }).click();
  await again.getByRole('button', { name: 'Merge...' }).click();
  await workbench.quickInput().fill('join returns');
  await workbench.takeScreenshot('graph-6-merge');
  await page.keyboard.press('Enter');
  await page.locator('.tab.active[data-resource-name*="join_returns"]').waitFor();
  await page.locator('.tab').filter({ hasText: 'Revision Graph' }).click();
  const merged = await graphFrame(page);
  await merged.locator('.row').filter({ hasText: 'join returns' }).waitFor();
  await workbench.takeScreenshot('graph-7-merged');
  expect((await runRetort(['heads'], folder)).said.trim().split('\n').length).toBe(1);

  // A change on disk is drawn without asking, and a reload brings the panel back.
  const versions = path.join(folder, 'migrations', 'versions');
  const file = (await readdir(versions)).find((name) => name.includes('join_returns')) ?? '';
  await rm(path.join(versions, file));
  await merged.locator('footer').filter({ hasText: '2 heads' }).waitFor();
  // The editor's own reload: it writes down what is open before it goes.
  await Promise.all([page.waitForEvent('load'), workbench.runCommand('Developer: Reload Window')]);
  await (await graphFrame(page)).locator('footer').filter({ hasText: '15 revisions' }).waitFor();
  await workbench.close();
});

test('in every kind of theme, and the rules of accessibility', async () => {
  const folder = await shop();
  await branch(folder);
  expect((await runRetort(['upgrade', '07f2d9b85ac6', '--yes'], folder)).code).toBe(0);
  const workbench = await Workbench.open(browser, folder);
  await workbench.showRevisions();
  await workbench.runCommand('Alembic: Show Revision Graph');
  const frame = await graphFrame(workbench.page);
  await frame.locator('.chip.current').waitFor();
  await frame.locator('.row').filter({ hasText: 'count returns' }).click();
  await frame.locator('.row.selected').waitFor();
  await inEachTheme(workbench, async (kind) => {
    expect(await axeViolations(frame), kind).toEqual([]);
    await workbench.takeScreenshot(`graph-4-${kind}`);
  });
  await workbench.close();
});

test('texts of files stay texts', async () => {
  const folder = await shop();
  const versions = path.join(folder, 'migrations', 'versions');
  for (const name of await readdir(versions)) if (name.endsWith('.py')) await rm(path.join(versions, name));
  let parent: string | null = null;
  for (const [n, payload] of PAYLOADS.entries()) {
    const revision = `${n}${payload}`;
    await writeRevision(folder, {
      file: `${String(n).padStart(3, '0')}${payload.replace(/[/\\\0]/g, '').slice(0, 180)}.py`,
      message: payload,
      date: payload,
      revision,
      downRevision: n % 7 === 3 ? [parent ?? '', `gone ${payload}`] : parent,
      branchLabels: n % 5 === 0 ? [`${payload}${n}`] : null,
    });
    parent = revision;
  }
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await workbench.showRevisions();
  await workbench.runCommand('Alembic: Show Revision Graph');
  const frame = await graphFrame(page);
  await frame
    .locator('footer')
    .filter({ hasText: `${PAYLOADS.length} revisions` })
    .waitFor();
  await workbench.takeScreenshot('graph-8-payloads');
  const seen = new Set<string>();
  const [last, first] = [`0${PAYLOADS[0] ?? ''}`, `${PAYLOADS.length - 1}${PAYLOADS.at(-1) ?? ''}`];
  const activeId = async (): Promise<string> =>
    (await frame.locator('.row.active .id').allTextContents()).join(' ');
  await frame.locator('[role=tree]').focus();
  await page.keyboard.press('Home');
  await expect.poll(activeId).toBe(first);
  for (let active = ''; active !== last; active = await activeId()) {
    if (active !== '') await page.keyboard.press('PageDown');
    // The rows around it are drawn with the row that becomes the active one.
    await expect.poll(activeId, { timeout: 60_000 }).not.toBeOneOf(['', active]);
    const { foreign, ids } = await frame.evaluate(() => {
      const inRows = new Set(Array.from(document.querySelectorAll('.row *'), ({ localName }) => localName));
      inRows.delete('span');
      const known = 'header h1 button svg path input div output main footer p span circle script style'.split(
        ' ',
      );
      const others = Array.from(document.body.querySelectorAll('*'))
        .filter(({ localName, attributes }) => {
          const acts = Array.from(attributes, ({ name }) => name).some((name) =>
            /^on|^(href|srcdoc|action)$/.test(name),
          );
          return acts || !known.includes(localName);
        })
        .map(({ outerHTML }) => outerHTML.slice(0, 200));
      const scripts = document.body.querySelectorAll('script').length - 1;
      return {
        foreign: [...inRows, ...others, ...(scripts > 0 ? [`${scripts} scripts`] : [])],
        ids: Array.from(document.querySelectorAll('.row .id'), ({ textContent }) => textContent),
      };
    });
    expect(foreign).toEqual([]);
    for (const id of ids) seen.add(id);
  }
  expect(seen.size).toBe(PAYLOADS.length);
  expect(PAYLOADS.length).toBeGreaterThan(200);
  for (const one of page.frames()) {
    expect(await one.evaluate((mark) => mark in globalThis, MARK).catch(() => false)).toBe(false);
  }
  expect(dialogs).toEqual([]);
  await workbench.close();
});
