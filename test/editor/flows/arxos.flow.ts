// The guide of the building platform's team, each of its commands from the editor: PostGIS as raw SQL on a server that has it,
// and the four troubles that the guide lists, the missing PostGIS of the embedded database among them.
import { rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { planPage, runPlan } from './planPage';
import { edit, query, Team, versionRows } from './team';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase } from '../../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

const team = Team.of('arxos', 'alembic/versions');

/** As the guide has it set up for autogenerate, with a type for what PostGIS adds. */
const MODELS = `"""The models of the platform."""

from typing import Optional

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import UserDefinedType


class Base(DeclarativeBase):
    pass


class Polygon(UserDefinedType):
    cache_ok = True

    def get_col_spec(self, **kw):
        return "geometry(Polygon, 4326)"


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(sa.String(100), unique=True)
    email: Mapped[Optional[str]] = mapped_column(sa.String(255))
    phone: Mapped[Optional[str]] = mapped_column(sa.String(40))


class Building(Base):
    __tablename__ = "buildings"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(255))
    owner_id: Mapped[Optional[int]] = mapped_column(sa.ForeignKey("users.id"))
    __table_args__ = (sa.Index("idx_buildings_owner_id", "owner_id"),)


class Level(Base):
    __tablename__ = "levels"

    id: Mapped[int] = mapped_column(primary_key=True)


class Floor(Base):
    __tablename__ = "floors"

    id: Mapped[int] = mapped_column(primary_key=True)
    level_id: Mapped[Optional[int]] = mapped_column(sa.ForeignKey("levels.id"))


class Room(Base):
    __tablename__ = "rooms"

    id: Mapped[int] = mapped_column(primary_key=True)
    building_id: Mapped[int] = mapped_column(sa.ForeignKey("buildings.id", ondelete="CASCADE"))
    geom: Mapped[Optional[str]] = mapped_column(Polygon)
    __table_args__ = (
        sa.Index("idx_rooms_building_id", "building_id"),
        sa.Index("idx_rooms_geom", "geom", postgresql_using="gist"),
    )
`;

/** In the wrong order. */
const FLOORS_UP = `    op.create_table(
        "floors",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("level_id", sa.Integer(), sa.ForeignKey("levels.id")),
    )
    op.create_table("levels", sa.Column("id", sa.Integer(), primary_key=True))
`;
const FLOORS_DOWN = `    op.drop_table("floors")
    op.drop_table("levels")
`;

/** What autogenerate wrote about the table of PostGIS, out of both functions. */
function withoutSpatialTable(text: string): string {
  return text
    .replace(/^ {4}op\.drop_table\('spatial_ref_sys'\)\n/mu, '')
    .replace(/^ {4}op\.create_table\('spatial_ref_sys',\n(?: {4}.*\n)*? {4}\)\n/mu, '');
}

const title = `every command of the guide, from the editor${POSTGRES_SKIP}${PYTHON_SKIP}`;

test.skipIf(POSTGRES === undefined || PYTHON === undefined)(title, async () => {
  const url = await temporaryDatabase();
  const workbench = await team.open();
  const { page } = workbench;
  const run = async (what: 'upgrade' | 'downgrade' | 'stamp') => await runPlan(page, `Run ${what}`);
  await workbench.showRevisions();
  await workbench.treeRow('create initial schema').waitFor();

  // "PostGIS extension not available": the embedded database has none, says so on the line that asks for it, and stays empty.
  await workbench.runCommand('Alembic: Use the Embedded Database');
  await workbench.tab('pyproject.toml');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.toast('postgis').waitFor();
  await workbench.takeScreenshot('arxos-1-no-postgis');
  await workbench.clearNotifications();

  // alembic upgrade +1, alembic current, then to a revision, with a row of the time before e-mail.
  await workbench.addConnection(url, 'arxos', 'Not protected');
  await workbench.runCommand('Alembic: Upgrade One');
  await run('upgrade');
  await workbench.isCurrent('create initial schema');
  await query(url, "INSERT INTO users (id, username) VALUES (1, 'ada')");
  await workbench.runCommand('Alembic: Upgrade to Revision...');
  await workbench.pick('index buildings');
  await (await planPage(page, 'Run upgrade')).getByText('USING GIST').first().waitFor();
  await workbench.takeScreenshot('arxos-2-geometry');
  await run('upgrade');
  await workbench.isCurrent('index buildings');
  await query(url, "INSERT INTO buildings (id, name, owner_id) VALUES (1, 'Hall', 1)");
  await query(url, "INSERT INTO rooms VALUES (1, 1, ST_GeomFromText('POLYGON((0 0, 0 1, 1 1, 0 0))', 4326))");
  await workbench.runCommand('Alembic: Show Current');
  await workbench.toast('arxos stands at 003').waitFor();

  // alembic upgrade head --sql, from where the database stands; then the run, whose data migration fills the column.
  await workbench.runCommand('Alembic: Preview SQL from the Database to Here');
  await workbench.pick('add user email');
  await workbench.tab('003 to 004.sql');
  await expect.poll(() => workbench.visibleCode()).toContain("username || '@example.com'");
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.isCurrent('add user email');
  expect(await query(url, 'SELECT email FROM users')).toEqual([{ email: 'ada@example.com' }]);

  // alembic history --verbose, alembic show <revision>.
  await workbench.runCommand('Alembic: Show History...');
  await workbench.pick('Whole entries');
  await workbench.quickInput().press('Enter');
  await workbench.tab('arxos history');
  await expect.poll(() => workbench.visibleCode()).toContain('Rev: 004 (head)');
  await workbench.runCommand('Alembic: Show Revision...');
  await workbench.pick('add rooms');
  await workbench.tab('arxos show');
  await expect.poll(() => workbench.visibleCode()).toContain('Rev: 002');

  // alembic revision -m, by hand. "Foreign key constraint violation": the other table comes later, which is said while it is
  // written and once more on the line when it fails; nothing of it stays. The repair puts it first.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.answer('What does the revision do?', 'add floors');
  await workbench.tab('add_floors');
  await edit(await team.revisionFile('add_floors'), (text) =>
    text.replace('    pass\n', FLOORS_UP).replace('    pass\n', FLOORS_DOWN),
  );
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.toast('levels').getByText('Open Revision').click();
  await workbench.tab('add_floors');
  await workbench.takeScreenshot('arxos-3-order');
  expect(await versionRows(url)).toEqual(['004']);
  await workbench.mend('sa.ForeignKey("levels.id")', 'Create the table first');
  await workbench.saveAll();

  // alembic revision --autogenerate. "Target database is not up to date": the message has the button that helps.
  await writeFile(team.file('models.py'), MODELS);
  await edit(team.file('alembic', 'env.py'), (text) =>
    text.replace('target_metadata = None', 'from models import Base\n\ntarget_metadata = Base.metadata'),
  );
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Generate Revision from Models...');
  await workbench.answer('What does the revision do?', 'add phone to user');
  await workbench.toast('Target database is not up to date').getByText('Upgrade to Head').click();
  await run('upgrade');
  await workbench.isCurrent('add floors');
  await workbench.runCommand('Alembic: Generate Revision from Models...');
  await workbench.answer('What does the revision do?', 'add phone to user');
  await workbench.tab('add_phone_to_user');
  expect(await team.readRevision('add_phone_to_user')).toContain(
    "op.add_column('users', sa.Column('phone', sa.String(length=40), nullable=True))",
  );
  // PostGIS' own table is no model, so Alembic would drop it: said on its line, which a person takes out.
  await workbench.codeLine('spatial_ref_sys').waitFor();
  await page.locator('.monaco-editor [class*=squiggly]').first().waitFor();
  await workbench.takeScreenshot('arxos-4-generated');
  await edit(await team.revisionFile('add_phone_to_user'), withoutSpatialTable);
  await workbench.treeRow('1 pending').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.isCurrent('add phone to user');
  expect(await query(url, 'SELECT phone FROM users')).toEqual([{ phone: null }]);

  // alembic downgrade -1, to a revision, to the base: the extension stays, what is lost is in the plan and in a back-up.
  await workbench.runCommand('Alembic: Downgrade One');
  await run('downgrade');
  await workbench.isCurrent('add floors');
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await workbench.pick('create initial schema');
  await (await planPage(page, 'Run downgrade')).getByText('Loses data or objects').waitFor();
  await workbench.takeScreenshot('arxos-5-losses');
  await run('downgrade');
  await workbench.isCurrent('create initial schema');
  await workbench.runCommand('Alembic: Downgrade to Revision...');
  await workbench.pick('base');
  await run('downgrade');
  await workbench.treeRow('6 pending').waitFor();
  expect(await query(url, "SELECT 1 FROM pg_class WHERE relname IN ('users', 'rooms')")).toEqual([]);

  // alembic stamp <revision>, alembic stamp head.
  await workbench.runCommand('Alembic: Stamp...');
  await workbench.pick('add phone to user');
  await run('stamp');
  await workbench.isCurrent('add phone to user');

  // "Can't locate revision identified by": the file is gone, which the tree says by the id, and a run says before it plans.
  await rm(await team.revisionFile('add_phone_to_user'));
  await workbench.treeRow('in the database, but no file declares it').waitFor();
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Downgrade One');
  await workbench.toast("Can't locate revision").waitFor();
  await workbench.takeScreenshot('arxos-6-missing');
  await workbench.close();
});
