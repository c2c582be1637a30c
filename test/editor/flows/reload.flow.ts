// A window that is reloaded while a run goes on: the run is found again, told, and can be cancelled; a killed one is told at the next start.
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyExample, removeProject } from './project';
import { runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';
import {
  connectServer,
  POSTGRES,
  POSTGRES_SKIP,
  temporaryDatabase,
  temporaryUser,
} from '../../database/postgresServer';
import { revisionSource } from '../../support/commandLine';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await copyExample('shop');
  const configuration = path.join(folder, 'alembic.ini');
  const text = await readFile(configuration, 'utf8');
  await writeFile(
    configuration,
    text.replace('path_separator', 'version_locations = %(here)s/mine\npath_separator'),
  );
  await mkdir(path.join(folder, 'mine'));
  const bodies = [
    'op.create_table("t1", sa.Column("id", sa.Integer()))',
    'op.execute("SELECT pg_sleep(8)")\nop.create_table("t2", sa.Column("id", sa.Integer()))',
    'op.execute("SELECT pg_sleep(600)")',
    'op.create_table("t4", sa.Column("id", sa.Integer()))',
  ];
  for (const [index, body] of bodies.entries()) {
    const id = `slow${index + 1}`;
    const source = revisionSource(id, index === 0 ? undefined : `slow${index}`, body);
    await writeFile(path.join(folder, 'mine', `${id}.py`), source);
  }
});

afterAll(async () => {
  await browser.close();
  await removeProject(folder);
});

/** The process of the run that goes on in this project, as its file names it. */
async function runningProcess(): Promise<number> {
  const cache = process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const runs = path.join(cache, 'retort', 'runs');
  for (const name of (await readdir(runs)).filter((each) => each.endsWith('.jsonl'))) {
    const [head = ''] = (await readFile(path.join(runs, name), 'utf8')).split('\n');
    const { plan, processId } = JSON.parse(head) as {
      plan: { project: { configFile: string } };
      processId: number;
    };
    if (plan.project.configFile.startsWith(folder)) return processId;
  }
  throw new Error(`no run of ${folder} in ${runs}`);
}

const title = `a run goes on through a reload, is cancelled after one, and is told of when it was killed${POSTGRES_SKIP}`;

test.skipIf(POSTGRES === undefined)(title, async () => {
  const url = await temporaryUser('reload-pw', await temporaryDatabase());
  const session = await connectServer(url.href, { applicationName: 'look' });
  const rows = async (): Promise<readonly unknown[]> =>
    (await session.execute('SELECT version_num FROM alembic_version')).rows.map((row) => row['version_num']);
  const sleeping = async (): Promise<boolean> =>
    (
      await session.execute(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%' AND pid <> pg_backend_pid()",
      )
    ).rows.length > 0;
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  const toast = (text: string | RegExp) => page.locator('.notification-toast').filter({ hasText: text });
  const answer = async (prompt: string, text: string): Promise<void> => {
    await page.locator('.quick-input-widget:visible').filter({ hasText: prompt }).waitFor();
    if (text !== '') await workbench.quickInput().fill(text);
    await page.keyboard.press('Enter');
  };
  const reload = async (): Promise<void> => {
    await page.reload();
    await page.locator('.monaco-workbench .part.sidebar').waitFor();
  };
  const upgradeOne = async (): Promise<void> => {
    await workbench.runCommand('Alembic: Upgrade One');
    await runPlan(page, 'Run upgrade');
  };
  await workbench.showRevisions();
  await workbench.runCommand('Alembic: Add Connection...');
  await answer('URL as in SQLAlchemy', url.href);
  await answer('as plans and messages', 'slow server');
  await workbench.quickRow('Not protected').waitFor();
  await page.keyboard.press('Enter');
  await toast('works on slow server').waitFor();
  await upgradeOne();
  await workbench.treeRow('current · slow1').waitFor();

  await upgradeOne();
  await toast('Upgrading slow server').waitFor();
  await expect.poll(sleeping, { timeout: 30_000 }).toBe(true);
  await reload();
  await toast('Upgrading slow server').waitFor();
  await workbench.takeScreenshot('reload-1-found-again');
  await toast('slow server stands at slow2').waitFor();
  await workbench.treeRow('current · slow2').waitFor();
  expect(await rows()).toEqual(['slow2']);
  await toast('Upgrading slow server').waitFor({ state: 'detached' });

  await upgradeOne();
  await expect.poll(sleeping, { timeout: 30_000 }).toBe(true);
  await reload();
  await toast('Upgrading slow server').getByText('Cancel').click();
  await toast('Cancelled. What had begun was rolled back.').waitFor();
  await workbench.takeScreenshot('reload-2-cancelled');
  expect(await rows()).toEqual(['slow2']);
  expect(await sleeping()).toBe(false);

  await upgradeOne();
  await expect.poll(sleeping, { timeout: 30_000 }).toBe(true);
  const victim = await runningProcess();
  // The window goes first, so that nobody is there to see the end.
  await page.goto('about:blank');
  process.kill(victim, 'SIGKILL');
  await expect.poll(sleeping, { timeout: 30_000 }).toBe(false);
  await page.goBack();
  await toast('ended without a word').filter({ hasText: 'slow2: nothing of it was applied' }).waitFor();
  await workbench.takeScreenshot('reload-3-killed');
  expect(await rows()).toEqual(['slow2']);
  await session.close();
  await workbench.close();
});
