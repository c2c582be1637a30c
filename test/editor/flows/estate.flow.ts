// The guide of the estate dashboard's team, each of its commands from the editor: every red flag of its list seen and mended
// while it is written, a naming convention, batch, UUID keys, a data migration in Python, and its check-list in the plan.
import { rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { planPage, runPlan } from './planPage';
import { runRetort } from './project';
import { edit, query, Team, versionRows } from './team';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase } from '../../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../../database/python';

const team = Team.of('estate', 'migrations/versions');

/**
 * What a reviewer looks for, by file: the line it is said on, and the repair that is offered there; without a
 * line, the command that repairs it.
 */
const RED_FLAGS = [
  ['asking_price_as_a_number', 'op.execute(', 'Move the data, and what follows it'],
  ['living_area_without_a_way_back', undefined, 'Alembic: Write Downgrade'],
  ['currency_of_every_price', '"currency"', "Add server_default=''"],
  ['street_becomes_address_line', '"address_line"', 'Rename'],
  ['keys_of_rooms_as_text', 'op.alter_column', undefined],
  ['owners_and_their_favourite_agents', '["agents.id"]', 'Add this foreign key behind both tables'],
] as const;

/** The models as the mended history leaves the tables, and a column more. */
const MODELS = `"""The models of the agency."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class House(Base):
    __tablename__ = "houses"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    address_line: Mapped[str] = mapped_column(sa.Text)
    asking: Mapped[Optional[str]] = mapped_column(sa.Text)
    created_at: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now())
    cap_rate: Mapped[Optional[Decimal]] = mapped_column(sa.Numeric(5, 4))
    price: Mapped[Optional[Decimal]] = mapped_column(sa.Numeric(12, 2), index=True)
    living_area: Mapped[Optional[int]]
    currency: Mapped[str] = mapped_column(sa.String(3), server_default="")
    land_register: Mapped[Optional[str]] = mapped_column(sa.String(40), unique=True)
    __table_args__ = (sa.CheckConstraint("cap_rate >= 0 AND cap_rate <= 1", name="cap_rate_range"),)


class Room(Base):
    __tablename__ = "rooms"

    id: Mapped[str] = mapped_column(sa.String(36), primary_key=True)
    house_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("houses.id"), index=True)


class Owner(Base):
    __tablename__ = "owners"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    agent_id: Mapped[Optional[uuid.UUID]] = mapped_column(sa.ForeignKey("agents.id"))


class Agent(Base):
    __tablename__ = "agents"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[Optional[uuid.UUID]] = mapped_column(sa.ForeignKey("owners.id", use_alter=True))
`;

/** As the guide writes it: rows are read and written by Python, which only the project's own Alembic can do. */
const ROW_BY_ROW = `    houses = sa.table(
        "houses", sa.column("id", sa.Uuid()), sa.column("asking", sa.Text()), sa.column("living_area", sa.Integer())
    )
    conn = op.get_bind()
    results = conn.execute(sa.select(houses.c.id, houses.c.asking).where(houses.c.asking.isnot(None)))
    for row in results:
        area = int(float(row.asking.replace(",", "")) / 3000)
        conn.execute(houses.update().where(houses.c.id == row.id).values(living_area=area))
`;

/** As Alembic would call it. */
function fileOf(name: string, text: string): string {
  return `${/^revision = "(.*)"$/mu.exec(text)?.[1] ?? ''}_${name}.py`;
}

const title = `every command of the guide, from the editor${POSTGRES_SKIP}${PYTHON_SKIP}`;

test.skipIf(POSTGRES === undefined || PYTHON === undefined)(title, async () => {
  const url = await temporaryDatabase();
  // The history as it was when only its first two revisions were written.
  const later = new Map<string, string>();
  for (const [name] of RED_FLAGS) {
    later.set(name, await team.readRevision(name));
    await rm(await team.revisionFile(name));
  }
  const workbench = await team.open();
  const { page } = workbench;
  const run = async (what: 'upgrade' | 'downgrade' | 'stamp') => await runPlan(page, `Run ${what}`);
  await workbench.showRevisions();
  await workbench.treeRow('Houses and their rooms').waitFor();

  // A database that has the first revision already: alembic stamp.
  await query(
    url,
    `CREATE TABLE houses (id uuid CONSTRAINT pk_houses PRIMARY KEY, street text NOT NULL, asking text,
       created_at timestamptz NOT NULL DEFAULT now());
     CREATE TABLE rooms (id uuid CONSTRAINT pk_rooms PRIMARY KEY,
       house_id uuid NOT NULL CONSTRAINT fk_rooms_house_id_houses REFERENCES houses (id));
     CREATE INDEX ix_rooms_house_id ON rooms (house_id);
     INSERT INTO houses (id, street, asking) VALUES (gen_random_uuid(), 'Elm Street 1', '450,000');
     INSERT INTO rooms SELECT gen_random_uuid(), id FROM houses`,
  );
  await workbench.addConnection(url, 'estate', 'Not protected');
  await workbench.runCommand('Alembic: Stamp...');
  await workbench.pick('Houses and their rooms');
  await run('stamp');
  await workbench.isCurrent('Houses and their rooms');

  // The red flags, each with its repair, while it is the newest revision. The first becomes two revisions, the next stands on
  // the second of them.
  let head = 'e2b1d4e6a812';
  for (const [name, line, repair] of RED_FLAGS) {
    const text = later.get(name) ?? '';
    const parent = /^down_revision = "(.*)"$/mu.exec(text)?.[1] ?? '';
    await writeFile(team.file('migrations', 'versions', fileOf(name, text)), text.replaceAll(parent, head));
    await workbench.openRow(name.replaceAll('_', ' '), name);
    if (repair === undefined) {
      // What it costs is said; whether it is worth that, only its author knows.
      await workbench.hoverCode(line, 'type-change-rewrite');
      await workbench.takeScreenshot('estate-1-red-flag');
      await page.keyboard.press('Escape');
    } else {
      if (line === undefined) await workbench.runCommand(repair);
      else await workbench.mend(line, repair);
      await page.locator('.tab.dirty').first().waitFor();
      await workbench.saveAll();
    }
    const { said } = await runRetort(['heads'], team.folder);
    expect(said).toMatch(/^\w+ \(head\)\n$/u);
    head = said.split(' ')[0] ?? '';
  }

  // The check-list is the plan: what is locked and rewritten, how large, whether something is lost.
  await workbench.runCommand('Alembic: Upgrade to Head');
  const plan = await planPage(page, 'Run upgrade');
  await plan.getByText('ACCESS EXCLUSIVE').first().waitFor();
  await workbench.takeScreenshot('estate-2-check-list');
  expect(await plan.getByText('Loses data or objects').count()).toBe(0);
  await run('upgrade');
  await workbench.isCurrent('Owners and their favourite agents');
  expect(await query(url, 'SELECT address_line, price::int AS price, currency FROM houses')).toEqual([
    { address_line: 'Elm Street 1', price: 450_000, currency: '' },
  ]);

  // Up, down and up again, once for every revision and on a scratch database, in the Test Explorer.
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Verify All Revisions');
  await workbench.toast('0 failed').waitFor();
  await workbench.takeScreenshot('estate-3-verified');

  // alembic downgrade -1, upgrade head, current, history --verbose.
  await workbench.runCommand('Alembic: Downgrade One');
  await run('downgrade');
  await workbench.isCurrent('Keys of rooms as text');
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.isCurrent('Owners and their favourite agents');
  await workbench.clearNotifications();
  await workbench.runCommand('Alembic: Show Current');
  await workbench.toast('estate stands at e8173a4c0e78').getByText('Whole Entries').click();
  await workbench.tab('estate current');
  await expect.poll(() => workbench.visibleCode()).toContain('Rev: e8173a4c0e78 (head)');

  // alembic revision --autogenerate: the convention names what is generated, so that it can be dropped by its name.
  await writeFile(team.file('models.py'), MODELS);
  await workbench.runCommand('Alembic: Generate Revision from Models...');
  await workbench.answer('What does the revision do?', 'add land register');
  await workbench.tab('add_land_register');
  const generated = await team.readRevision('add_land_register');
  expect(generated).toContain(
    "op.create_unique_constraint(op.f('uq_houses_land_register'), 'houses', ['land_register'])",
  );
  expect(generated).toContain(
    "op.drop_constraint(op.f('uq_houses_land_register'), 'houses', type_='unique')",
  );
  expect(generated).not.toContain('op.drop_table');

  // A data migration in Python: the plan says who runs it, and that its rows are known only then.
  await workbench.runCommand('Alembic: New Revision...');
  await workbench.answer('What does the revision do?', 'living area from the price');
  await workbench.tab('living_area_from_the_price');
  await edit(await team.revisionFile('living_area_from_the_price'), (text) =>
    text.replace('    pass\n', ROW_BY_ROW),
  );
  await workbench.treeRow('2 pending').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await (await planPage(page, 'Run upgrade')).getByText('Known only when it runs').waitFor();
  await workbench.takeScreenshot('estate-4-row-by-row');
  await run('upgrade');
  await workbench.isCurrent('living area from the price');
  expect(await query(url, 'SELECT living_area FROM houses')).toEqual([{ living_area: 150 }]);

  // Two developers: alembic heads, and alembic merge with each of its options.
  const parent = path.basename(await team.revisionFile('add_land_register')).split('_')[0] ?? '';
  const colleague = ['revision', '-m', 'of a colleague', '--head', parent, '--splice'];
  expect(await runRetort(colleague, team.folder)).toMatchObject({ code: 0 });
  await workbench.treeRow('upgrade to head is refused').waitFor();
  await workbench.runCommand('Alembic: Merge Heads with Options...');
  await workbench.pick('Begins a branch with a label');
  await workbench.pick('With an id of its own');
  await workbench.quickInput().press('Enter');
  await workbench.answer('The label of the branch', 'estates');
  await workbench.answer('The id of the new revision', 'e9merge00001');
  await workbench.answer('What does the revision do?', 'join both developers');
  await workbench.tab('join_both_developers');
  const merge = await team.readRevision('join_both_developers');
  expect(merge).toMatch(/^revision\b.* = 'e9merge00001'$/mu);
  expect(merge).toMatch(/^branch_labels\b.* = '?\(?'estates'/mu);
  await workbench.treeRow('upgrade to head is refused').waitFor({ state: 'detached' });
  await workbench.treeRow('estates').waitFor();
  await workbench.runCommand('Alembic: Upgrade to Head');
  await run('upgrade');
  await workbench.isCurrent('join both developers');
  expect(await versionRows(url)).toEqual(['e9merge00001']);
  await workbench.close();
});
