// The guide of the chat assistant's team, from a project without Alembic on: every command of it from the editor, on SQLite, in a
// path with blanks.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyWorkspace, removeProject, runRetort } from './project';
import { planPage, runPlan } from './planPage';
import { openBrowser, Workbench } from './workbench';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await copyWorkspace('migochat', PYTHON);
});

afterAll(async () => {
  await browser.close();
  await removeProject(folder);
});

async function python(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(PYTHON ?? '', [...words], { cwd: folder });
  return stdout;
}

/** What a query of the assistant's database answers, as Python prints it. */
async function query(sql: string): Promise<string> {
  const script = `import sqlite3, sys; print(sqlite3.connect("database/bww_assistant.db").execute(sys.argv[1]).fetchall())`;
  return (await python('-c', script, sql)).trim();
}

/** The revision file whose name holds a text. */
async function revisionFile(text: string): Promise<string> {
  const versions = path.join(folder, 'database', 'migrations', 'versions');
  const name = (await readdir(versions)).find((file) => file.includes(text));
  if (name === undefined) throw new Error(`no revision file with ${text} in its name`);
  return path.join(versions, name);
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

const FULL_NAME_UP = `    op.add_column('users', sa.Column('full_name', sa.String(200)))
    connection = op.get_bind()
    connection.execute(
        sa.text("""
            UPDATE users
            SET full_name = trim(first_name || ' ' || coalesce(last_name, ''))
        """)
    )
    with op.batch_alter_table('users') as batch_op:
        batch_op.drop_column('first_name')
        batch_op.drop_column('last_name')
`;
const FULL_NAME_DOWN = `    with op.batch_alter_table('users') as batch_op:
        batch_op.add_column(sa.Column('first_name', sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column('last_name', sa.String(length=100), nullable=True))
    op.execute("UPDATE users SET first_name = full_name")
    with op.batch_alter_table('users') as batch_op:
        batch_op.drop_column('full_name')
`;

test.skipIf(PYTHON === undefined)(`every command of the guide, from the editor${PYTHON_SKIP}`, async () => {
  // How the team works so far: create_all, and rows.
  await python('scripts/create_tables.py');
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

  // alembic init database/migrations, env.py and alembic.ini filled in.
  await workbench.runCommand('Alembic: Initialize Alembic Here...');
  await pick('generic');
  await answer('Folder for env.py', 'database/migrations');
  await pick('database.models.Base');
  await pick('settings.DATABASE_URL');
  await pick('By date');
  await pick('There are databases already');
  await tab('env.py');
  const environment = await readFile(path.join(folder, 'database', 'migrations', 'env.py'), 'utf8');
  expect(environment).toContain('from database.models import Base\n');
  expect(environment).toContain('os.environ.get("DATABASE_URL") or str(settings.DATABASE_URL)');
  expect(await readFile(path.join(folder, 'alembic.ini'), 'utf8')).toContain('file_template = %%(year)d');
  await workbench.takeScreenshot('migochat-1-begun');

  // alembic revision --autogenerate on a database that has the tables would be empty; the baseline is whole, and stamped.
  await toast('Alembic is set up').getByText('Write Baseline...').click();
  await answer('What does the revision do?', 'Initial database schema');
  await tab('initial_database_schema');
  expect(path.basename(await revisionFile('initial_database_schema'))).toMatch(/^\d{8}_\d{4}_[0-9a-f]{12}_/u);
  expect(await readFile(await revisionFile('initial_database_schema'), 'utf8')).toContain(
    "op.create_table('lead_activities'",
  );
  await toast('has all of the baseline already').getByText('Stamp', { exact: true }).click();
  await runPlan(page, 'Run stamp');
  await workbench.showRevisions();
  await workbench.treeRow('Initial database schema').filter({ hasText: 'current' }).waitFor();
  expect(await query('SELECT count(*) FROM users')).toBe('[(2,)]');
  await workbench.takeScreenshot('migochat-2-baseline');

  // A column in the models, alembic revision --autogenerate, reviewed, alembic upgrade head.
  await edit(path.join(folder, 'database', 'models.py'), (text) =>
    text.replace(
      '    is_active',
      '    email: Mapped[Optional[str]] = mapped_column(String(255))\n    is_active',
    ),
  );
  await workbench.runCommand('Alembic: Generate Revision from Models...');
  await answer('What does the revision do?', 'Add email to users');
  await tab('add_email_to_users');
  expect(await readFile(await revisionFile('add_email_to_users'), 'utf8')).toContain(
    "batch_op.add_column(sa.Column('email', sa.String(length=255), nullable=True))",
  );
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('Add email to users').filter({ hasText: 'current' }).waitFor();
  expect(await query('SELECT email FROM users')).toBe('[(None,), (None,)]');

  // alembic downgrade -1, alembic upgrade head.
  await workbench.runCommand('Alembic: Downgrade One');
  await runPlan(page, 'Run downgrade');
  await workbench.treeRow('Initial database schema').filter({ hasText: 'current' }).waitFor();
  await workbench.runCommand('Alembic: Upgrade One');
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('Add email to users').filter({ hasText: 'current' }).waitFor();

  // The data migration: full_name in the place of two columns. What it loses is in the plan, and a back-up is made.
  await workbench.runCommand('Alembic: New Revision...');
  await answer('What does the revision do?', 'full name of users');
  await tab('full_name_of_users');
  await edit(await revisionFile('full_name_of_users'), (text) =>
    text.replace('    pass\n', FULL_NAME_UP).replace('    pass\n', FULL_NAME_DOWN),
  );
  await edit(path.join(folder, 'database', 'models.py'), (text) =>
    text
      .replace('    last_name: Mapped[Optional[str]] = mapped_column(String(100))\n', '')
      .replace(
        '    first_name: Mapped[Optional[str]] = mapped_column(String(100))\n',
        '    full_name: Mapped[Optional[str]] = mapped_column(String(200))\n',
      ),
  );
  await workbench.runCommand('Alembic: Upgrade to Head');
  await (await planPage(page, 'Run upgrade')).getByText('Back-up').first().waitFor();
  await workbench.takeScreenshot('migochat-3-full-name');
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('full name of users').filter({ hasText: 'current' }).waitFor();
  expect(await query('SELECT full_name FROM users ORDER BY id')).toBe("[('Ada Byron',), ('Grace',)]");
  expect(existsSync(path.join(folder, '.retort', 'backups'))).toBe(true);

  // Two developers: two heads, alembic merge, alembic upgrade head.
  await workbench.runCommand('Alembic: New Revision...');
  await answer('What does the revision do?', 'mine');
  await tab('_mine');
  const parent = (await query('SELECT version_num FROM alembic_version')).replaceAll(/\W/gu, '');
  const colleague = ['revision', '-m', 'of a colleague', '--head', parent, '--splice'];
  expect(await runRetort(colleague, folder)).toMatchObject({ code: 0 });
  await workbench.treeRow('of a colleague').waitFor();
  await workbench.runCommand('Alembic: Merge Heads...');
  await answer('What does the revision do?', 'Merge migrations');
  await tab('merge_migrations');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.treeRow('Merge migrations').filter({ hasText: 'current' }).waitFor();

  // The models, the history and the database agree.
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Models with Database');
  await toast('agree').waitFor();
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Database with History');
  await toast('holds what its history makes').waitFor();
  await workbench.takeScreenshot('migochat-4-history');

  // The check-list: every revision tried up, down and up again.
  expect(await runRetort(['verify', '--seed', 'auto'], folder)).toMatchObject({ code: 0 });
  expect(await python('-m', 'alembic', 'check')).toContain('No new upgrade operations detected.');
  await workbench.close();
});
