// The guide of the property scraper's team, each of its commands from the editor, on a real PostgreSQL that somebody had
// changed by hand before the history knew.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { planPage, runPlan, typeName } from './planPage';
import { query, Team, versionRows } from './team';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase } from '../../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

const FIRST = 'simplified_location_migration';
const HEAD = '629a6ca77da7';

const team = Team.of('bayut', 'alembic/versions');

const title = `every command of the guide, from the editor${POSTGRES_SKIP}${PYTHON_SKIP}`;

test.skipIf(POSTGRES === undefined || PYTHON === undefined)(title, async () => {
  const url = await temporaryDatabase();
  const script = async (name: string) => await readFile(team.file('scripts', name), 'utf8');
  const workbench = await team.open();
  const { page } = workbench;
  const run = (what: 'upgrade' | 'downgrade') => runPlan(page, `Run ${what}`);
  await workbench.showRevisions();
  await workbench.treeRow('store json as json').waitFor();

  // The database of the team.
  await workbench.addConnection(url, 'bayut', 'Not protected');

  // alembic upgrade <rev>, rows as the scraper writes them, and keys that somebody adds by hand.
  await workbench.runCommand('Alembic: Upgrade to Revision...');
  await workbench.quickRow(FIRST).click();
  await run('upgrade');
  await workbench.treeRow(`current · ${FIRST}`).waitFor();
  await query(url, await script('sample_rows.sql'));
  await query(url, await script('add_foreign_keys.sql'));

  // alembic upgrade head stumbles over them: the run is rolled back whole, the guilty line is marked.
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.toast('already exists').getByText('Open Revision').click();
  await page.locator(`.tab.active[data-resource-name*="${HEAD}"]`).waitFor();
  await workbench.takeScreenshot('bayut-1-made-by-hand');
  expect(await versionRows(url)).toEqual([FIRST]);
  expect(
    await query(
      url,
      "SELECT 1 FROM pg_attribute WHERE attrelid = 'agents'::regclass AND atttypid = 'json'::regtype",
    ),
  ).toEqual([]);

  // Without them it runs, and every row is kept.
  const keys = (await script('add_foreign_keys.sql')).matchAll(/ALTER TABLE (\w+) ADD CONSTRAINT (\w+)/gu);
  for (const [, table = '', key = ''] of keys)
    await query(url, `ALTER TABLE ${table} DROP CONSTRAINT ${key}`);
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.treeRow(`current · head · ${HEAD}`).waitFor();
  expect(await versionRows(url)).toEqual([HEAD]);
  expect(await query(url, 'SELECT count(*)::int AS count FROM properties')).toEqual([{ count: 2 }]);

  // alembic current, alembic show <rev>.
  await workbench.runCommand('Alembic: Show Current');
  await workbench.toast(`bayut stands at ${HEAD}`).waitFor();
  await workbench.openRow('create the simplified schema', FIRST);

  // alembic downgrade -1, alembic upgrade +1.
  await workbench.runCommand('Alembic: Downgrade One');
  await run('downgrade');
  await workbench.treeRow(`current · ${FIRST}`).waitFor();
  await workbench.runCommand('Alembic: Upgrade One');
  await run('upgrade');
  await workbench.treeRow(`current · head · ${HEAD}`).waitFor();

  // alembic downgrade base loses data: the plan says so and makes a back-up, which brings everything back.
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await workbench.quickRow('base').first().click();
  await (await planPage(page, 'Run downgrade')).getByText('Back-up').first().waitFor();
  await workbench.takeScreenshot('bayut-2-back-up');
  await run('downgrade');
  await workbench.treeRow('2 pending').waitFor();
  expect(existsSync(team.file('.retort', 'backups'))).toBe(true);
  await workbench.runCommand('Alembic: Restore Back-up...');
  await workbench.quickRow(HEAD).click();
  await typeName(await planPage(page, 'Restore the back-up'), new URL(url).pathname.slice(1));
  await workbench.treeRow(`current · head · ${HEAD}`).waitFor();
  expect(await query(url, 'SELECT count(*)::int AS count FROM properties')).toEqual([{ count: 2 }]);

  // alembic revision -m "...", edited by hand, alembic upgrade head.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.quickInput().fill('migrate data to simplified schema');
  await page.keyboard.press('Enter');
  await workbench.tab('migrate_data_to_simplified_schema');
  const written = await team.revisionFile('migrate_data_to_simplified_schema');
  const text = await readFile(written, 'utf8');
  await writeFile(
    written,
    text.replace(
      /(def upgrade\(\)[^\n]*\n(?: {4}"""[^\n]*\n)?) {4}pass/u,
      '$1    op.execute("UPDATE properties SET price = 65500 WHERE id = 87001")',
    ),
  );
  await workbench.treeRow('1 pending').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await (await planPage(page, 'Run upgrade')).getByText('UPDATE').first().waitFor();
  await run('upgrade');
  await workbench.isCurrent('migrate data to simplified schema');
  expect(await query(url, 'SELECT price::int AS price FROM properties WHERE id = 87001')).toEqual([
    { price: 65500 },
  ]);

  // alembic revision --autogenerate -m "...", reviewed and run.
  const models = team.file('scraper', 'models.py');
  await writeFile(
    models,
    (await readFile(models, 'utf8')).replace(
      '    finished_on: Mapped[date | None]\n',
      '    finished_on: Mapped[date | None]\n    developer: Mapped[str | None] = mapped_column(String(100))\n',
    ),
  );
  await workbench.runCommand('Alembic: Generate Revision from Models...');
  await workbench.quickInput().fill('who develops a project');
  await page.keyboard.press('Enter');
  await workbench.tab('who_develops_a_project');
  expect(await team.readRevision('who_develops_a_project')).toContain(
    "op.add_column('projects', sa.Column('developer', sa.String(length=100), nullable=True))",
  );
  await workbench.takeScreenshot('bayut-3-generated');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.isCurrent('who develops a project');
  expect(await query(url, 'SELECT developer FROM projects')).toEqual([]);

  // alembic history: the tree, whole.
  await workbench.takeScreenshot('bayut-4-history');
  for (const message of ['who develops', 'migrate data', 'store json', 'create the simplified']) {
    expect(await workbench.treeRow(message).count()).toBe(1);
  }
  await workbench.close();
});
