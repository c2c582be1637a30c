// A server beyond this machine that has no TLS: nobody logs in there until the user agreed, and then for this address alone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject } from './project';
import { openBrowser, Workbench } from './workbench';
import {
  connectServer,
  POSTGRES,
  POSTGRES_SKIP,
  temporaryDatabase,
  temporaryUser,
} from '../../database/postgresServer';

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

/** How many sessions this database ever had, as the server counts them. */
async function sessions(url: URL): Promise<number> {
  const admin = await connectServer(POSTGRES ?? '');
  const sql = 'SELECT sessions FROM pg_stat_database WHERE datname = $1';
  const { rows } = await admin.execute(sql, [url.pathname.slice(1)]);
  await admin.close();
  return Number(rows[0]?.['sessions']);
}

test.skipIf(POSTGRES === undefined)(`a server without TLS is asked about${POSTGRES_SKIP}`, async () => {
  const url = await temporaryUser('s3same-0pen', await temporaryDatabase());
  const before = await sessions(url);
  // The loopback, written as a number: an address that does not look like this machine.
  const far = `postgresql+psycopg://${url.username}:${url.password}@2130706433:${url.port}${url.pathname}`;
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  const answer = async (prompt: string, text: string) => {
    await page.locator('.quick-input-widget:visible').filter({ hasText: prompt }).waitFor();
    if (text !== '') await workbench.quickInput().fill(text);
    await page.keyboard.press('Enter');
  };
  await workbench.showRevisions();
  await workbench.runCommand('Alembic: Add Connection...');
  await answer('URL as in SQLAlchemy', far);
  await answer('as plans and messages', 'far');
  await workbench.quickRow('Not protected').waitFor();
  await page.keyboard.press('Enter');
  const question = page.locator('.notification-toast').filter({ hasText: 'would not be encrypted' });
  await question.waitFor();
  await workbench.takeScreenshot('plain-text-1-question');
  expect(await sessions(url)).toBe(before);
  await question.getByText('Connect Unencrypted').click();
  await workbench.treeRow('13 pending').first().waitFor();
  expect(await sessions(url)).toBeGreaterThan(before);
  await workbench.takeScreenshot('plain-text-2-agreed');
  await workbench.close();
});
