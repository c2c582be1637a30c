// Histories of the runs on SQLite files, and what is done around a run.
import { join } from 'node:path';
import { expect } from 'vitest';
import { revisionSource, type Outcome } from '../support/commandLine';
import { inPython, run, sqliteProject } from '../support/sqliteProject';

export const ONE = revisionSource(
  'one1',
  undefined,
  `op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))
op.execute("INSERT INTO a (n) VALUES (1), (2), (3)")`,
  'op.drop_table("a")',
);
/** Six statements, of which each leaves something behind. */
export const TWO = revisionSource(
  'two2',
  'one1',
  `op.create_table("b", sa.Column("id", sa.Integer()))
op.execute("INSERT INTO b SELECT id FROM a")
op.add_column("a", sa.Column("x", sa.Integer()))
op.execute("UPDATE a SET n = n + 10")
op.create_index("ix", "a", ["n"])
op.execute("DELETE FROM a WHERE id = 2")`,
  'op.drop_table("b")',
);
/** Minutes of work in one statement, after one that is quick. */
export const LONG = revisionSource(
  'two2',
  'one1',
  `op.create_table("c", sa.Column("x", sa.Integer()))
op.execute("INSERT INTO c WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000000000) SELECT max(x) FROM n")`,
);
/** Ends its own process at a place that a file names. */
export const KILLS = `"""two2"""
import os, signal
from alembic import op
import sqlalchemy as sa

revision = "two2"
down_revision = "one1"


def at(place):
    with open("place") as file:
        if file.read() == place:
            os.kill(os.getpid(), signal.SIGKILL)


def upgrade():
    at("0")
    op.create_table("b", sa.Column("id", sa.Integer()))
    at("1")
    op.execute("INSERT INTO b SELECT id FROM a")
    at("2")
    op.add_column("a", sa.Column("x", sa.Integer()))
    at("3")
    op.execute("UPDATE a SET n = n + 10")
    at("4")
    op.create_index("ix", "a", ["n"])
    at("5")


def downgrade():
    pass
`;

/** For hangs: each of these starts dozens of processes. */
export const LIMIT_MS = 300_000;

export const lockOf = (folder: string): string => join(folder, 'app.db.retort-lock');

export async function upgraded(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = sqliteProject(files);
  expect((await run(folder, 'upgrade one1 --yes --runner native')).code).toBe(0);
  return folder;
}

/** The command that a message tells to type, typed. */
export async function typed(folder: string, text: string): Promise<Outcome> {
  const words = /`retort (restore [^`]+)`/.exec(text)?.[1] ?? 'nothing was told';
  return await run(folder, `${words} --yes`);
}

/** Resolves when the run has made a table; asked again and again, because nobody tells. */
export async function tableAppears(folder: string, table: string): Promise<void> {
  const script = `
import time
while not db.execute("select 1 from sqlite_master where name = '${table}'").fetchall(): time.sleep(0.05)
`;
  await inPython(folder, script);
}
