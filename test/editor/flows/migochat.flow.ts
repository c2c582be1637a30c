// The guide of the chat assistant's team, from a project without Alembic on: every command of it from the editor, on SQLite, in a
// path with blanks.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runRetort } from './project';
import { planPage, runPlan } from './planPage';
import { edit, Team } from './team';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

const team = Team.of('migochat', 'database/migrations/versions');

async function python(...words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(PYTHON ?? '', [...words], { cwd: team.folder });
  return stdout;
}

/** What a query of the assistant's database answers, as Python prints it. */
async function query(sql: string): Promise<string> {
  const script = `import sqlite3, sys; print(sqlite3.connect("database/bww_assistant.db").execute(sys.argv[1]).fetchall())`;
  return (await python('-c', script, sql)).trim();
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
  const workbench = await team.open();
  const { page } = workbench;

  // alembic init database/migrations, env.py and alembic.ini filled in.
  await workbench.runCommand('Alembic: Initialize Alembic Here...');
  await workbench.pick('generic');
  await workbench.answer('Folder for env.py', 'database/migrations');
  await workbench.pick('database.models.Base');
  await workbench.pick('settings.DATABASE_URL');
  await workbench.pick('begin with their date');
  await workbench.quickInput().press('Enter');
  await workbench.pick('There are databases already');
  await workbench.tab('env.py');
  const environment = await readFile(team.file('database', 'migrations', 'env.py'), 'utf8');
  expect(environment).toContain('from database.models import Base\n');
  expect(environment).toContain('os.environ.get("DATABASE_URL") or str(settings.DATABASE_URL)');
  expect(await readFile(team.file('alembic.ini'), 'utf8')).toContain('file_template = %%(year)d');
  await workbench.takeScreenshot('migochat-1-begun');

  // alembic revision --autogenerate on a database that has the tables would be empty; the baseline is whole, and stamped.
  await workbench.toast('Alembic is set up').getByText('Write Baseline...').click();
  await workbench.answer('What does the revision do?', 'Initial database schema');
  await workbench.tab('initial_database_schema');
  expect(path.basename(await team.revisionFile('initial_database_schema'))).toMatch(
    /^\d{8}_\d{4}_[0-9a-f]{12}_/u,
  );
  expect(await team.readRevision('initial_database_schema')).toContain("op.create_table('lead_activities'");
  await workbench.toast('has all of the baseline already').getByText('Stamp', { exact: true }).click();
  await runPlan(page, 'Run stamp');
  await workbench.showRevisions();
  await workbench.isCurrent('Initial database schema');
  expect(await query('SELECT count(*) FROM users')).toBe('[(2,)]');
  await workbench.takeScreenshot('migochat-2-baseline');

  // A column in the models, alembic revision --autogenerate, reviewed, alembic upgrade head.
  await edit(team.file('database', 'models.py'), (text) =>
    text.replace(
      '    is_active',
      '    email: Mapped[Optional[str]] = mapped_column(String(255))\n    is_active',
    ),
  );
  await workbench.runCommand('Alembic: Generate Revision from Models...');
  await workbench.answer('What does the revision do?', 'Add email to users');
  await workbench.tab('add_email_to_users');
  expect(await team.readRevision('add_email_to_users')).toContain(
    "batch_op.add_column(sa.Column('email', sa.String(length=255), nullable=True))",
  );
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('Add email to users');
  expect(await query('SELECT email FROM users')).toBe('[(None,), (None,)]');

  // alembic downgrade -1, alembic upgrade head.
  await workbench.runCommand('Alembic: Downgrade One');
  await runPlan(page, 'Run downgrade');
  await workbench.isCurrent('Initial database schema');
  await workbench.runCommand('Alembic: Upgrade One');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('Add email to users');

  // The data migration: full_name in the place of two columns. What it loses is in the plan, and a back-up is made.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.answer('What does the revision do?', 'full name of users');
  await workbench.tab('full_name_of_users');
  await edit(await team.revisionFile('full_name_of_users'), (text) =>
    text.replace('    pass\n', FULL_NAME_UP).replace('    pass\n', FULL_NAME_DOWN),
  );
  await edit(team.file('database', 'models.py'), (text) =>
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
  await workbench.isCurrent('full name of users');
  expect(await query('SELECT full_name FROM users ORDER BY id')).toBe("[('Ada Byron',), ('Grace',)]");
  expect(existsSync(team.file('.retort', 'backups'))).toBe(true);

  // Two developers: two heads, alembic merge, alembic upgrade head.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.answer('What does the revision do?', 'mine');
  await workbench.tab('_mine');
  const parent = (await query('SELECT version_num FROM alembic_version')).replaceAll(/\W/gu, '');
  const colleague = ['revision', '-m', 'of a colleague', '--head', parent, '--splice'];
  expect(await runRetort(colleague, team.folder)).toMatchObject({ code: 0 });
  await workbench.treeRow('of a colleague').waitFor();
  await workbench.runCommand('Alembic: Merge Heads...');
  await workbench.answer('What does the revision do?', 'Merge migrations');
  await workbench.tab('merge_migrations');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('Merge migrations');

  // The models, the history and the database agree.
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Models with Database');
  await workbench.toast('agree').waitFor();
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Database with History');
  await workbench.toast('holds what its history makes').waitFor();
  await workbench.takeScreenshot('migochat-4-history');

  // The check-list: every revision tried up, down and up again.
  const tried = await runRetort(['verify', '--seed', 'auto'], team.folder);
  expect(tried.code, tried.said + tried.complaint).toBe(0);
  expect(await python('-m', 'alembic', 'check')).toContain('No new upgrade operations detected.');
  await workbench.close();
});
