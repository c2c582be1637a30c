// A team's staging server: added with its password, tested, upgraded, stamped and undone; then protected, where the name is typed.
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject } from './project';
import { planPage, runPlan, typeName } from './planPage';
import { openBrowser, Workbench } from './workbench';
import {
  connectServer,
  POSTGRES,
  POSTGRES_SKIP,
  temporaryDatabase,
  temporaryUser,
} from '../../database/postgresServer';

const CANARY = 'c4nary-p4ssword';
const SECOND = '8d52e0b6c1fa';

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

/** What the version table holds. */
async function rows(url: string): Promise<readonly unknown[]> {
  const session = await connectServer(url);
  const found = await session.execute('SELECT version_num FROM alembic_version');
  await session.close();
  return found.rows.map((row) => row['version_num']);
}

/** Files of the editor's profile in which a text can be read. */
async function filesWith(text: string): Promise<readonly string[]> {
  const profile = process.env['RETORT_TEST_PROFILE'] ?? '';
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file, 'latin1').catch(() => '')).includes(text)) found.push(file);
  }
  return found;
}

const title = `a server with a password, from adding it to protecting it${POSTGRES_SKIP}`;

test.skipIf(POSTGRES === undefined)(title, async () => {
  const url = await temporaryUser(CANARY, await temporaryDatabase());
  const name = url.pathname.slice(1);
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  await workbench.showRevisions();

  await workbench.runCommand('Alembic: Add Connection...');
  await workbench.answer('URL as in SQLAlchemy', url.href.replace('postgresql:', 'postgresql+psycopg2:'));
  await page.locator('.quick-input-widget:visible').filter({ hasText: 'as plans and messages' }).waitFor();
  await workbench.takeScreenshot('connection-1-name');
  await workbench.answer('as plans and messages', 'staging');
  await workbench.quickRow('Not protected').waitFor();
  await page.keyboard.press('Enter');
  await workbench.toast('works on staging').getByText('Test Connection').click();
  await workbench.toast('PostgreSQL').filter({ hasText: name }).waitFor();
  await workbench.takeScreenshot('connection-2-tested');
  expect(await filesWith(CANARY)).toEqual([]);

  const upgrade = async (picture: string) => {
    await workbench.runCommand('Alembic: Upgrade to Revision...');
    await page.getByRole('option', { name: `create catalogue, pending · ${SECOND}` }).click();
    await planPage(page, 'Run upgrade');
    await workbench.takeScreenshot(picture);
    await page.keyboard.press('Control+Enter');
    await workbench.treeRow(`current · ${SECOND}`).waitFor();
    expect(await rows(url.href)).toEqual([SECOND]);
  };
  await upgrade('connection-3-plan');
  await workbench.toast(`staging stands at ${SECOND}`).getByText('Undo').click();
  await runPlan(page, 'Run downgrade');
  await workbench.treeRow('13 pending').waitFor();
  expect(await rows(url.href)).toEqual([]);

  await upgrade('connection-4-again');
  await page.locator('.pane-header[aria-label^="Connections"]').click({ position: { x: 40, y: 10 } });
  await page.locator('.pane-header[aria-label^="Revisions"]').click({ position: { x: 40, y: 10 } });
  await workbench.treeRow('selected').filter({ hasText: 'staging' }).click();
  await workbench.treeRow('Tables (').click();
  await workbench.treeRow('kB').filter({ hasText: 'customers' }).click();
  await workbench.treeRow('full_name').waitFor();
  await workbench.treeRow('Last runs').click();
  await workbench.treeRow('downgrade base').waitFor();
  await workbench.takeScreenshot('connection-5-tables');
  await page.locator('.pane-header[aria-label^="Revisions"]').click({ position: { x: 40, y: 10 } });

  await workbench.runCommand('Alembic: Undo Last Run');
  await runPlan(page, 'Run downgrade');
  await workbench.treeRow('13 pending').first().waitFor();
  expect(await rows(url.href)).toEqual([]);

  await workbench.runCommand('Alembic: Stamp...');
  await page.getByRole('option', { name: `create catalogue, pending · ${SECOND}` }).click();
  await runPlan(page, 'Run stamp');
  await workbench.treeRow(`current · ${SECOND}`).waitFor();
  expect(await rows(url.href)).toEqual([SECOND]);
  await workbench.runCommand('Alembic: Undo Last Run');
  await runPlan(page, 'Run stamp');
  await workbench.treeRow('13 pending').first().waitFor();
  expect(await rows(url.href)).toEqual([]);

  await workbench.runCommand('Alembic: Edit Connection...');
  await workbench.quickRow('staging').click();
  // Behind the boxes is the page of the last plan, which has the keyboard at no time.
  const keyboardLost = await workbench.countKeyboardLost();
  await workbench.answer('URL as in SQLAlchemy');
  await workbench.answer('Empty: unchanged');
  await workbench.answer('as plans and messages');
  expect(await keyboardLost()).toBe(0);
  await workbench.quickRow('downgrade and stamp are off').click();
  await workbench.treeRow('protected').filter({ hasText: 'staging' }).waitFor();

  await workbench.runCommand('Alembic: Upgrade One');
  const plan = await planPage(page, 'Run upgrade');
  await plan.getByText('Protected').waitFor();
  // Neither a click nor the name of the connection is enough.
  await plan.getByRole('button', { name: 'Run upgrade' }).click();
  await plan
    .getByRole('alert')
    .filter({ hasText: `This is not ${name}` })
    .waitFor();
  await typeName(plan, 'staging');
  await plan
    .getByRole('alert')
    .filter({ hasText: `This is not ${name}` })
    .waitFor();
  await workbench.takeScreenshot('connection-6-protected');
  expect(await rows(url.href)).toEqual([]);
  await typeName(plan, name);
  await workbench.treeRow('current · 3f1c9a7d2b40').waitFor();
  expect(await rows(url.href)).toEqual(['3f1c9a7d2b40']);

  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Downgrade One');
  await workbench.toast('staging is protected: downgrade is off there').waitFor();
  await workbench.takeScreenshot('connection-7-refused');
  expect(await rows(url.href)).toEqual(['3f1c9a7d2b40']);
  await workbench.runCommand('Alembic: Show Runs');
  await workbench.quickRow('upgrade +1 · staging').waitFor();
  await workbench.takeScreenshot('connection-8-runs');
  await page.keyboard.press('Escape');
  expect(await filesWith(CANARY)).toEqual([]);
  await workbench.close();
});
