// The guide of the job platform's team, each of its commands from the editor: SQLModel on a real PostgreSQL, relationships,
// a failed migration, a conflict, production behind a protected connection, and the reset for development.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { runRetort } from './project';
import { planPage, runPlan, typeName } from './planPage';
import { edit, query, Team } from './team';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase } from '../../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

const team = Team.of('aai', 'alembic/versions');

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
  const workbench = await team.open();
  const { page } = workbench;

  // alembic current, alembic history, alembic upgrade head.
  await workbench.showRevisions();
  await workbench.treeRow('users and profiles').waitFor();
  await workbench.addConnection(url, 'aai development', 'Not protected');
  await workbench.treeRow('1 pending · aai development').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('users and profiles');
  await workbench.runCommand('Alembic: Show Current');
  await workbench.toast('stands at 5f0c1d7a9b21').first().waitFor();
  await query(url, "INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'ada@example.com')");

  // Relationships: a model more and a foreign key; what is generated runs, its import is there.
  await writeFile(team.file('src', 'models', 'location.py'), LOCATION);
  await edit(team.file('src', 'models', 'profile.py'), (text) =>
    text
      .replace('from uuid import UUID\n', 'from typing import Optional\nfrom uuid import UUID\n')
      .concat('    location_id: Optional[UUID] = Field(default=None, foreign_key="locations.id")\n'),
  );
  await edit(team.file('src', 'models', '__init__.py'), (text) =>
    text.replace(
      'from src.models.profile',
      'from src.models.location import Location  # noqa: F401\nfrom src.models.profile',
    ),
  );
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Models with Database');
  await page.locator('.editor-instance .view-line').filter({ hasText: 'locations' }).first().waitFor();
  await workbench.takeScreenshot('aai-1-check');
  await workbench.toast('differ').getByText('Generate Revision...').click();
  await workbench.answer('What does the revision do?', 'Add relationships to profile models');
  await workbench.tab('add_relationships');
  const generated = await team.readRevision('add_relationships');
  expect(generated).toContain('import sqlmodel\n');
  expect(generated).toContain(
    "op.add_column('profiles', sa.Column('location_id', sa.Uuid(), nullable=True))",
  );
  // The foreign key has no index: said on its line.
  await page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-info').first().waitFor();
  await workbench.takeScreenshot('aai-2-generated');
  // The downgrade would drop a constraint that has no name, which is said as well; it gets one.
  await edit(await team.revisionFile('add_relationships'), (text) =>
    text
      .replace(
        "create_foreign_key(None, 'profiles'",
        "create_foreign_key('profiles_location_id_fkey', 'profiles'",
      )
      .replace("drop_constraint(None, 'profiles'", "drop_constraint('profiles_location_id_fkey', 'profiles'"),
  );
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('Add relationships');
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Models with Database');
  await workbench.toast('agree').waitFor();

  // A failed migration: the guide's own data migration is a plain string. Nothing is half-applied, the line is marked.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.answer('What does the revision do?', 'activate users');
  await workbench.tab('activate_users');
  const activation = await team.revisionFile('activate_users');
  await edit(activation, (text) => text.replace('    pass\n', PLAIN_STRING));
  await workbench.treeRow('1 pending').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await workbench.toast('Not an executable object').waitFor();
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
  await workbench.isCurrent('activate users');
  expect(await query(url, 'SELECT count(*)::int AS count FROM users WHERE is_active')).toEqual([
    { count: 1 },
  ]);

  // A conflict: a colleague's branch, alembic heads, alembic merge.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.answer('What does the revision do?', 'index the e-mail');
  await workbench.tab('index_the_e_mail');
  const parent = path.basename(activation).split('_')[0] ?? '';
  expect(
    await runRetort(['revision', '-m', 'of a colleague', '--head', parent, '--splice'], team.folder),
  ).toMatchObject({ code: 0 });
  await workbench.treeRow('upgrade to head is refused').waitFor();
  await workbench.runCommand('Alembic: Merge Heads...');
  await workbench.answer('What does the revision do?', 'Merge heads');
  await workbench.tab('merge_heads');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('Merge heads');

  // Production: protected, the name is typed, back-up and statements in the plan; alembic downgrade is refused there.
  await workbench.addConnection(live, 'aai production', 'Protected');
  await workbench.runCommand('Alembic: Upgrade to Head');
  const plan = await planPage(page, 'Run upgrade');
  await plan.getByText('Protected').waitFor();
  await workbench.takeScreenshot('aai-4-production');
  await typeName(plan, new URL(live).pathname.slice(1));
  await workbench.isCurrent('Merge heads');
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await workbench.pick('activate users');
  await workbench.toast('is protected').first().waitFor();
  expect(await query(live, 'SELECT count(*)::int AS count FROM alembic_version')).toEqual([{ count: 1 }]);

  // Back in development: alembic downgrade -2 over the merge's parents is no way; to the first revision it is.
  await workbench.runCommand('Alembic: Select Connection...');
  await workbench.pick('aai development');
  await workbench.isCurrent('Merge heads');
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await workbench.pick('users and profiles');
  await runPlan(page, 'Run downgrade');
  await workbench.isCurrent('users and profiles');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await runPlan(page, 'Run upgrade');
  await workbench.isCurrent('Merge heads');

  // Reset migration history (development only): proved, typed, and the database stamped.
  await workbench.runCommand('Alembic: Reset History (Development Only)...');
  await workbench.answer('revisions become one', 'aai');
  await workbench.toast('revisions are one').getByText('Stamp', { exact: true }).click();
  await runPlan(page, 'Run stamp');
  await workbench.isCurrent('baseline');
  await workbench.takeScreenshot('aai-5-reset');
  expect(await team.revisions()).toHaveLength(1);
  expect(existsSync(team.file('.retort', 'history'))).toBe(true);
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Compare Database with History');
  await workbench.toast('holds what its history makes').waitFor();
  await workbench.close();
});
