// The guide of the job platform's team, each of its commands from the editor: SQLModel on a real PostgreSQL, relationships,
// a failed migration, a conflict, production behind a protected connection, and the reset for development.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyWorkspace, removeProject, runRetort } from './project';
import { planPage, runPlan, typeName } from './planPage';
import { openBrowser, Workbench } from './workbench';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from '../../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await copyWorkspace('aai', PYTHON);
});

afterAll(async () => {
  await browser.close();
  await removeProject(folder);
});

async function query(url: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const session = await connectServer(url);
  try {
    return (await session.execute(sql)).rows;
  } finally {
    await session.close();
  }
}

const files = async (): Promise<readonly string[]> =>
  (await readdir(path.join(folder, 'alembic', 'versions'))).filter((name) => name.endsWith('.py'));

async function revisionFile(text: string): Promise<string> {
  const name = (await files()).find((file) => file.includes(text));
  if (name === undefined) throw new Error(`no revision file with ${text} in its name`);
  return path.join(folder, 'alembic', 'versions', name);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

const LOCATION = `"""Where a profile is."""

from sqlmodel import Field, Relationship

from src.models.base import BaseModel
from src.models.profile import Profile


class Location(BaseModel, table=True):
    __tablename__ = "locations"

    name: str = Field(max_length=120)

    profiles: list[Profile] = Relationship()
`;

/** As the guide writes it: a plain string, which SQLAlchemy 2 does not take. */
const PLAIN_STRING = `    connection = op.get_bind()
    connection.execute(
        "UPDATE users SET is_active = true WHERE is_active IS NULL"
    )
`;

const title = `every command of the guide, from the editor${POSTGRES_SKIP}${PYTHON_SKIP}`;

test.skipIf(POSTGRES === undefined || PYTHON === undefined)(title, async () => {
  const url = await temporaryDatabase();
  const live = await temporaryDatabase();
  const workbench = await Workbench.open(browser, folder);
  const { page } = workbench;
  const toast = (text: string) => page.locator('.notification-toast').filter({ hasText: text });
  const pick = async (row: string) => {
    await workbench
      .quickRow(row)
      .first()
      .click({ position: { x: 40, y: 10 } });
  };
  const answer = async (prompt: string, text: string) => {
    await page.locator('.quick-input-widget:visible').filter({ hasText: prompt }).waitFor();
    await workbench.quickInput().fill(text);
    await page.keyboard.press('Enter');
  };
  const tab = async (text: string) => {
    await page.locator(`.tab.active[data-resource-name*="${text}"]`).waitFor();
  };
  const connect = async (address: string, name: string, protection: string) => {
    await workbench.runCommand('Alembic: Add Connection...');
    await answer('URL as in SQLAlchemy', address);
    await answer('as plans and messages', name);
    const rows = page.locator('.quick-input-widget:visible .monaco-list-row');
    await rows
      .filter({ has: page.getByText(protection, { exact: true }) })
      .click({ position: { x: 40, y: 10 } });
    await toast(`works on ${name}`).waitFor();
  };
  const isCurrent = async (message: string) => {
    await workbench.treeRow(message).filter({ hasText: 'current' }).waitFor();
  };

  // alembic current, alembic history, alembic upgrade head.
  await workbench.showRevisions();
  await workbench.treeRow('users and profiles').waitFor();
  await connect(url, 'aai development', 'Not protected');
  await workbench.treeRow('1 pending · aai development').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await isCurrent('users and profiles');
  await workbench.runCommand('Alembic: Show Current');
  await toast('stands at 5f0c1d7a9b21').first().waitFor();
  await query(url, "INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'ada@example.com')");

  // Relationships: a model more and a foreign key; what is generated runs, its import is there.
  await writeFile(path.join(folder, 'src', 'models', 'location.py'), LOCATION);
  await edit(path.join(folder, 'src', 'models', 'profile.py'), (text) =>
    text
      .replace('from uuid import UUID\n', 'from typing import Optional\nfrom uuid import UUID\n')
      .concat('    location_id: Optional[UUID] = Field(default=None, foreign_key="locations.id")\n'),
  );
  await edit(path.join(folder, 'src', 'models', '__init__.py'), (text) =>
    text.replace(
      'from src.models.profile',
      'from src.models.location import Location  # noqa: F401\nfrom src.models.profile',
    ),
  );
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Models with Database');
  await page.locator('.editor-instance .view-line').filter({ hasText: 'locations' }).first().waitFor();
  await workbench.takeScreenshot('aai-1-check');
  await toast('differ').getByText('Generate Revision...').click();
  await answer('What does the revision do?', 'Add relationships to profile models');
  await tab('add_relationships');
  const generated = await readFile(await revisionFile('add_relationships'), 'utf8');
  expect(generated).toContain('import sqlmodel\n');
  expect(generated).toContain(
    "op.add_column('profiles', sa.Column('location_id', sa.Uuid(), nullable=True))",
  );
  // The foreign key has no index: said on its line.
  await page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-info').first().waitFor();
  await workbench.takeScreenshot('aai-2-generated');
  // The downgrade would drop a constraint that has no name, which is said as well; it gets one.
  await edit(await revisionFile('add_relationships'), (text) =>
    text
      .replace(
        "create_foreign_key(None, 'profiles'",
        "create_foreign_key('profiles_location_id_fkey', 'profiles'",
      )
      .replace("drop_constraint(None, 'profiles'", "drop_constraint('profiles_location_id_fkey', 'profiles'"),
  );
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await isCurrent('Add relationships');
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Models with Database');
  await toast('agree').waitFor();

  // A failed migration: the guide's own data migration is a plain string. Nothing is half-applied, the line is marked.
  await workbench.runCommand('Alembic: New Revision...');
  await answer('What does the revision do?', 'activate users');
  await tab('activate_users');
  const activation = await revisionFile('activate_users');
  await edit(activation, (text) => text.replace('    pass\n', PLAIN_STRING));
  await workbench.treeRow('1 pending').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await toast('Not an executable object').waitFor();
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await workbench.takeScreenshot('aai-3-failed');
  expect(await query(url, 'SELECT count(*)::int AS count FROM users WHERE is_active')).toEqual([
    { count: 0 },
  ]);
  await edit(activation, (text) =>
    text.replace(/execute\(\s*("[^"]*")\s*\)/u, (_, sql: string) => `execute(sa.text(${sql}))`),
  );
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await isCurrent('activate users');
  expect(await query(url, 'SELECT count(*)::int AS count FROM users WHERE is_active')).toEqual([
    { count: 1 },
  ]);

  // A conflict: a colleague's branch, alembic heads, alembic merge.
  await workbench.runCommand('Alembic: New Revision...');
  await answer('What does the revision do?', 'index the e-mail');
  await tab('index_the_e_mail');
  const parent = path.basename(activation).split('_')[0] ?? '';
  expect(
    await runRetort(['revision', '-m', 'of a colleague', '--head', parent, '--splice'], folder),
  ).toMatchObject({ code: 0 });
  await workbench.treeRow('upgrade to head is refused').waitFor();
  await workbench.runCommand('Alembic: Merge Heads...');
  await answer('What does the revision do?', 'Merge heads');
  await tab('merge_heads');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await isCurrent('Merge heads');

  // Production: protected, the name is typed, back-up and statements in the plan; alembic downgrade is refused there.
  await connect(live, 'aai production', 'Protected');
  await workbench.runCommand('Alembic: Upgrade to Head');
  const plan = await planPage(page, 'Run upgrade');
  await plan.getByText('Protected').waitFor();
  await workbench.takeScreenshot('aai-4-production');
  await typeName(plan, new URL(live).pathname.slice(1));
  await isCurrent('Merge heads');
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await pick('activate users');
  await toast('is protected').first().waitFor();
  expect(await query(live, 'SELECT count(*)::int AS count FROM alembic_version')).toEqual([{ count: 1 }]);

  // Back in development: alembic downgrade -2 over the merge's parents is no way; to the first revision it is.
  await workbench.runCommand('Alembic: Select Connection...');
  await pick('aai development');
  await isCurrent('Merge heads');
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await pick('users and profiles');
  await runPlan(page, 'Run downgrade');
  await isCurrent('users and profiles');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await isCurrent('Merge heads');

  // Reset migration history (development only): proved, typed, and the database stamped.
  await workbench.runCommand('Alembic: Reset History (Development Only)...');
  await answer('revisions become one', 'aai');
  await toast('revisions are one').getByText('Stamp', { exact: true }).click();
  await runPlan(page, 'Run stamp');
  await isCurrent('baseline');
  await workbench.takeScreenshot('aai-5-reset');
  expect(await files()).toHaveLength(1);
  expect(existsSync(path.join(folder, '.retort', 'history'))).toBe(true);
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Database with History');
  await toast('holds what its history makes').waitFor();
  await workbench.close();
});
