// The drivers of Python and Alembic itself on the embedded database, and runs that continue each other's work.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EmbeddedAddress } from '../../server/src/database/embedded/attach';
import { readVersionRows } from '../../server/src/database/versionRows';
import { attach, connectEmbedded, sharedProject } from './embeddedProject';
import { collectRun, step } from './nativeRuns';
import { PYTHON, PYTHON_SKIP, runPython } from './python';

const project = sharedProject();

const CONNECT = 'host=os.environ["H"], port=int(os.environ["P"]), user="postgres", password=os.environ["W"]';

/** Each prints the same three lines, twice: what is left of a first session must not meet the second. */
const SCRIPTS = {
  psycopg2: `
import io, os, psycopg2
for _ in range(2):
    c = psycopg2.connect(${CONNECT}, dbname=os.environ["D"], options="-c lock_timeout=3s")
    q = c.cursor()
    q.execute("create temp table t (a int)")
    q.copy_expert("copy t from stdin", io.StringIO("".join(f"{i}\\n" for i in range(50000))))
    q.execute("select count(*), max(a) from t")
    print(*q.fetchone())
    try:
        q.copy_expert("copy t from stdin", io.StringIO("no\\n" * 50000))
    except psycopg2.DataError as e:
        print(e.pgcode)
    c.rollback()
    q.execute("show lock_timeout")
    print(q.fetchone()[0])
    c.close()`,
  psycopg: `
import os, psycopg
for _ in range(2):
    c = psycopg.connect(${CONNECT}, dbname=os.environ["D"], options="-c lock_timeout=3s")
    c.execute("create temp table t (a int)")
    with c.cursor().copy("copy t from stdin") as copy:
        for i in range(50000):
            copy.write_row((i,))
    for i in range(10):
        row = c.execute("select count(*), max(a) from t where a >= %s", (0,)).fetchone()
    print(*row)
    try:
        c.execute("select %s::text::int", ("no",))
    except psycopg.DataError as e:
        print(e.sqlstate)
    c.rollback()
    print(c.execute("show lock_timeout").fetchone()[0])
    c.close()`,
  asyncpg: `
import asyncio, asyncpg, os
async def main():
    c = await asyncpg.connect(${CONNECT}, database=os.environ["D"], server_settings={"lock_timeout": "3s"})
    await c.execute("create temp table t (a int)")
    await c.copy_records_to_table("t", records=[(i,) for i in range(50000)])
    print(*await c.fetchrow("select count(*), max(a) from t where a >= $1", 0))
    try:
        await c.execute("select 'no'::int")
    except asyncpg.DataError as e:
        print(e.sqlstate)
    print(await c.fetchval("show lock_timeout"))
    await c.close()
for _ in range(2):
    asyncio.run(main())`,
  pg8000: `
import io, os, pg8000.dbapi, pg8000.exceptions
for _ in range(2):
    c = pg8000.dbapi.connect(${CONNECT}, database=os.environ["D"])
    q = c.cursor()
    q.execute("set lock_timeout = '3s'")
    q.execute("create temp table t (a int)")
    c.commit()
    q.execute("copy t from stdin", stream=io.BytesIO(b"".join(b"%d\\n" % i for i in range(50000))))
    q.execute("select count(*), max(a) from t where a >= %s", (0,))
    print(*q.fetchone())
    try:
        q.execute("select %s::text::int", ("no",))
    except pg8000.exceptions.DatabaseError as e:
        print(e.args[0]["C"])
    c.rollback()
    q.execute("show lock_timeout")
    print(q.fetchone()[0])
    c.close()`,
} as const;

function addressVariables({ host, port, password, database }: EmbeddedAddress): Record<string, string> {
  return { H: host, P: String(port), W: password, D: database };
}

test.skipIf(PYTHON === undefined)(`psycopg2, psycopg, asyncpg and pg8000${PYTHON_SKIP}`, async () => {
  const env = addressVariables(await attach(project()));
  for (const [driver, script] of Object.entries(SCRIPTS)) {
    const once = '50000 49999\n22P02\n3s\n';
    expect([driver, await runPython(['-c', script], { env })]).toEqual([driver, once + once]);
  }
});

test.skipIf(PYTHON === undefined)(
  `a client of psycopg2 that dies inside COPY makes room${PYTHON_SKIP}`,
  async () => {
    const env = addressVariables(await attach(project()));
    const die = `
import os, psycopg2
class Death:
    def read(self, size):
        os._exit(0)
c = psycopg2.connect(${CONNECT}, dbname=os.environ["D"])
c.cursor().execute("create temp table t (a int)")
c.cursor().copy_expert("copy t from stdin", Death())`;
    await runPython(['-c', die], { env });
    expect(await runPython(['-c', SCRIPTS.psycopg2], { env })).toContain('50000 49999');
  },
);

const REVISIONS = [
  [
    'a1',
    undefined,
    'op.create_table("one", sa.Column("id", sa.Integer, primary_key=True))',
    'op.drop_table("one")',
  ],
  ['b2', 'a1', 'op.add_column("one", sa.Column("name", sa.Text()))', 'op.drop_column("one", "name")'],
  ['c3', 'b2', 'op.create_index("ix_one", "one", ["name"])', 'op.drop_index("ix_one", table_name="one")'],
] as const;

/** A project of Alembic whose env.py takes the driver and the address from the environment. */
function writeAlembicProject(folder: string): void {
  const versions = join(folder, 'migrations', 'versions');
  mkdirSync(versions, { recursive: true });
  writeFileSync(join(folder, 'alembic.ini'), '[alembic]\nscript_location = %(here)s/migrations\n');
  writeFileSync(
    join(folder, 'migrations', 'env.py'),
    `import os
from alembic import context
import sqlalchemy as sa
url = sa.URL.create(os.environ["DRIVER"], "postgres", os.environ["W"], os.environ["H"], int(os.environ["P"]), os.environ["D"])
with sa.create_engine(url).connect() as connection:
    context.configure(connection=connection, target_metadata=sa.MetaData())
    with context.begin_transaction():
        context.run_migrations()
`,
  );
  for (const [id, parent, up, down] of REVISIONS) {
    writeFileSync(
      join(versions, `${id}.py`),
      `from alembic import op
import sqlalchemy as sa
revision = ${JSON.stringify(id)}
down_revision = ${parent === undefined ? 'None' : JSON.stringify(parent)}
def upgrade(): ${up}
def downgrade(): ${down}
`,
    );
  }
}

test.skipIf(PYTHON === undefined)(
  `Alembic and the native runner continue after each other${PYTHON_SKIP}`,
  async () => {
    writeAlembicProject(project());
    const rows = async (): Promise<readonly string[]> => {
      const connection = await connectEmbedded(project());
      const found = await readVersionRows(connection, { name: 'alembic_version', schema: undefined });
      await connection.close();
      return found;
    };
    for (const driver of ['postgresql+psycopg2', 'postgresql+psycopg']) {
      const env = { ...addressVariables(await attach(project())), DRIVER: driver };
      const alembic = async (...argv: string[]): Promise<string> =>
        await runPython(['-m', 'alembic', ...argv], { cwd: project(), env });

      const first = step('a1', ['CREATE TABLE one (id SERIAL NOT NULL, PRIMARY KEY (id))'], {
        versionChanges: [{ kind: 'insert', version: 'a1' }],
      });
      const up = await collectRun(await connectEmbedded(project()), { steps: [first], plannedCurrent: [] });
      expect(up.outcome).toBe('done');
      expect(await alembic('current')).toContain('a1');
      await alembic('upgrade', 'head');
      expect(await rows()).toEqual(['c3']);

      const down = step('c3', ['DROP INDEX ix_one'], {
        direction: 'downgrade',
        versionChanges: [{ kind: 'update', from: 'c3', to: 'b2' }],
      });
      await collectRun(await connectEmbedded(project()), { steps: [down], plannedCurrent: ['c3'] });
      await alembic('upgrade', 'head');
      await alembic('downgrade', 'base');
      expect(await rows()).toEqual([]);
    }
  },
);
