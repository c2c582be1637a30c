// The plan that somebody confirms: in every kind of theme and for a screen reader, by keyboard, with links to the lines, and
// with texts of files that try to become a part of its page.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, writeRevision } from './graphPage';
import { MARK, PAYLOADS } from './payloads';
import { planPage, runPlan } from './planPage';
import { copyExample, currentRevision, removeProject, runRetort } from './project';
import { chooseUsualTheme, inEachTheme } from './themes';
import { openBrowser, Workbench } from './workbench';

const STANDS_AT = 'e15c68a4b3d9';

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

/** The project with the classic mistakes, with its embedded database before them. */
async function review(): Promise<string> {
  const folder = await copyExample('shop-review');
  folders.push(folder);
  expect((await runRetort(['upgrade', STANDS_AT, '--yes'], folder)).code).toBe(0);
  return folder;
}

test('a plan that is ready late takes the keyboard from nobody', async () => {
  const folder = await review();
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.openFile('requirements.txt');
  const keyboardLost = await workbench.countKeyboardLost();
  await workbench.runCommand('Alembic: Upgrade One');
  await workbench.codeLine('alembic').click();
  await page.keyboard.type('typed ');
  const plan = await planPage(page, 'Run upgrade');
  await page.keyboard.type('to the end ');
  await expect.poll(() => workbench.visibleCode()).toMatch(/typed to the end /);
  expect(await keyboardLost()).toBe(0);
  // Who goes there has it, where it helps.
  await page.locator('.tab').filter({ hasText: 'Upgrade shop-review' }).click();
  await expect.poll(() => plan.evaluate(() => document.activeElement?.localName)).toBe('h1');
  await workbench.close();
});

test('warnings lead to their lines and to the pages of their rules', async () => {
  const workbench = await Workbench.open(browser, await review());
  const { page } = workbench;
  await workbench.runCommand('Alembic: Upgrade to Head');
  const plan = await planPage(page, 'Run upgrade');
  const warning = plan.locator('.notice.warning li').filter({ hasText: 'accepts_marketing' });
  await expect.poll(() => warning.getByText('Give it a server_default').isVisible()).toBe(false);
  await warning.locator('summary').click();
  await warning.getByText('Give it a server_default').waitFor();
  await workbench.takeScreenshot('plan-3-unfolded');
  await warning.getByRole('button', { name: 'not-null-without-default' }).click();
  await page.locator('.tab').filter({ hasText: 'Preview not-null-without-default.md' }).waitFor();
  const isRuleShown = async (): Promise<boolean> => {
    const shown = page.frames().map((frame) => frame.getByRole('heading', { name: 'Why' }).isVisible());
    return (await Promise.allSettled(shown)).some((one) => one.status === 'fulfilled' && one.value);
  };
  await expect.poll(isRuleShown, { timeout: 60_000 }).toBe(true);
  await workbench.takeScreenshot('plan-4-rule');
  await page.locator('.tab').filter({ hasText: 'Upgrade shop-review' }).click();
  const again = await planPage(page, 'Run upgrade');
  await again.getByRole('button', { name: 'add_marketing_consent.py:20' }).first().click();
  await workbench.tab('add_marketing_consent.py');
  await page.locator('.statusbar-item').filter({ hasText: 'Ln 20' }).waitFor();
  await workbench.close();
});

test('links to the lines, Escape, Enter alone and with Control', async () => {
  const folder = await review();
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow(`current · ${STANDS_AT}`).waitFor();

  await workbench.runCommand('Alembic: Upgrade One');
  const plan = await planPage(page, 'Run upgrade');
  // The page has the keyboard, at its heading: nothing is run by a key that was meant for the palette.
  await expect.poll(() => plan.evaluate(() => document.activeElement?.localName)).toBe('h1');
  await plan.getByRole('heading', { name: 'Locks' }).waitFor();
  const link = plan.locator('.notice.lock .link').first();
  const [file = '', line = ''] = (await link.innerText()).split(':');
  await link.click();
  await page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
  await page
    .locator('.statusbar-item')
    .filter({ hasText: `Ln ${line}` })
    .waitFor();
  await workbench.takeScreenshot('plan-2-line');

  await page.locator('.tab').filter({ hasText: 'Upgrade shop-review' }).click();
  await plan.locator('h1').focus();
  await page.keyboard.press('Enter');
  await planPage(page, 'Run upgrade');
  await page.keyboard.press('Escape');
  await page.locator('.tab').filter({ hasText: 'Upgrade shop-review' }).waitFor({ state: 'detached' });
  expect(await currentRevision(folder)).toContain(STANDS_AT);

  await workbench.runCommand('Alembic: Upgrade One');
  const again = await planPage(page, 'Run upgrade');
  await again.locator('h1').focus();
  await page.keyboard.press('Control+Enter');
  await again.getByRole('status').filter({ hasText: 'Done' }).waitFor();
  await workbench.treeRow(`current · ${STANDS_AT}`).waitFor({ state: 'detached' });
  expect(await again.getByRole('button', { name: 'Run upgrade' }).count()).toBe(0);
  await workbench.takeScreenshot('plan-3-done');
  await workbench.runCommand('Alembic: Downgrade One');
  await runPlan(page, 'Run downgrade');
  await workbench.treeRow(`current · ${STANDS_AT}`).waitFor();
  await workbench.close();
});

test('an upgrade with a tag, and the line that does the same with Alembic', async () => {
  const folder = await review();
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();
  await workbench.treeRow(`current · ${STANDS_AT}`).waitFor();
  await workbench.runCommand('Alembic: Upgrade, Downgrade or Stamp with Tag...');
  await workbench.quickRow('alembic upgrade --tag').click({ position: { x: 40, y: 10 } });
  await page.locator('.quick-input-widget:visible').filter({ hasText: 'get_tag_argument' }).waitFor();
  await workbench.quickInput().fill('--release');
  await page
    .locator('.quick-input-widget:visible')
    .filter({ hasText: 'neither a blank nor a minus' })
    .waitFor();
  await workbench.quickInput().fill('release-7');
  await page.keyboard.press('Enter');
  await workbench.quickRow('07f2d9b85ac6').click({ position: { x: 40, y: 10 } });
  const plan = await planPage(page, 'Run upgrade');
  await plan.getByText('alembic upgrade --tag=release-7 07f2d9b85ac6').waitFor();
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('current · 07f2d9b85ac6').waitFor();
  expect(await currentRevision(folder)).toContain('07f2d9b85ac6');
  await workbench.close();
});

test('in every kind of theme, and the rules of accessibility', async () => {
  const folder = await review();
  const workbench = await Workbench.open(browser, folder);
  await workbench.showRevisions();
  await workbench.treeRow(`current · ${STANDS_AT}`).waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  const plan = await planPage(workbench.page, 'Run upgrade');
  await plan.getByRole('heading', { name: 'Loses data or objects' }).waitFor();
  await inEachTheme(workbench, async (kind) => {
    await plan.locator('h1').scrollIntoViewIfNeeded();
    await workbench.takeScreenshot(`plan-1-${kind}`);
    expect(await axeViolations(plan), kind).toEqual([]);
    await plan.locator('article').nth(2).scrollIntoViewIfNeeded();
    await workbench.takeScreenshot(`plan-1-${kind}-steps`);
  });
  await workbench.close();
});

test('texts of files stay texts', async () => {
  const folder = await copyExample('shop');
  folders.push(folder);
  const versions = path.join(folder, 'migrations', 'versions');
  for (const name of await readdir(versions)) if (name.endsWith('.py')) await rm(path.join(versions, name));
  let parent: string | null = null;
  for (const [n, payload] of PAYLOADS.entries()) {
    const revision = `r${String(n).padStart(3, '0')}`;
    const file = `${String(n).padStart(3, '0')}${payload.replace(/[/\\\0]/g, '').slice(0, 180)}.py`;
    await writeRevision(folder, { file, message: payload, revision, downRevision: parent });
    const written = path.join(versions, file);
    const sql = JSON.stringify(`SELECT '${payload.replaceAll("'", "''")}'`);
    const text = (await readFile(written, 'utf8')).replace('    pass', () => `    op.execute(${sql})`);
    // After its first line, which is the message.
    await writeFile(written, text.replace('\n', '\nfrom alembic import op\n'));
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
  await workbench.treeRow(`${PAYLOADS.length} pending`).waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  const plan = await planPage(page, 'Run upgrade');
  await expect.poll(() => plan.locator('article').count()).toBe(PAYLOADS.length);
  await workbench.takeScreenshot('plan-4-payloads');
  const foreign = await plan.evaluate(() => {
    const known = new Set(
      'header div h1 h2 p strong span button main section ul li dl dt dd code pre article script style'.split(
        ' ',
      ),
    );
    return Array.from(document.body.querySelectorAll('*'))
      .filter(({ localName, attributes }) => {
        const acts = Array.from(attributes, ({ name }) => name).some((name) =>
          /^on|^(href|src|srcdoc|action|style)$/.test(name),
        );
        return acts || !known.has(localName);
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
  expect(foreign).toEqual([]);
  const messages = await plan.locator('article h2').allTextContents();
  expect(new Set(messages).size).toBe(PAYLOADS.length);
  for (const [n, payload] of PAYLOADS.entries()) expect(messages[n]).toBe(`${n + 1}. ${payload}`);
  const code = (await plan.locator('article pre').allTextContents()).join('\n');
  for (const payload of PAYLOADS) expect(code).toContain(payload.replaceAll("'", "''"));
  for (const one of page.frames()) {
    expect(await one.evaluate((mark) => mark in globalThis, MARK).catch(() => false)).toBe(false);
  }
  expect(dialogs).toEqual([]);
  await workbench.close();
});
