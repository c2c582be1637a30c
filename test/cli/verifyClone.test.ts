// `verify --clone`: pending revisions tried on a copy of a real database, whose rows decide and which stays as it is.
import { describe, expect, it } from 'vitest';
import { serverProject } from './serverProject';
import { connectServer, POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { retort, revisionSource } from '../support/commandLine';
import { dump, inPython, NODE, NODE_SKIP, run, sqliteProject } from '../support/sqliteProject';

const PEOPLE =
  'op.create_table("people", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.Text()))';
const UNIQUE = 'op.create_unique_constraint("uq_people_name", "people", ["name"])';

describe.skipIf(POSTGRES === undefined || PYTHON === undefined)(
  `a server${POSTGRES_SKIP}${PYTHON_SKIP}`,
  () => {
    it('lends its rows: what fails there fails on the copy, and nothing is changed', async () => {
      const project = await serverProject([PEOPLE, UNIQUE, 'op.execute("SELECT 1")']);
      expect(await project.run('upgrade r1 --yes')).toMatchObject({ code: 0 });
      const session = await connectServer(project.url);
      await session.execute("INSERT INTO people VALUES (1, 'ada'), (2, 'ada')");
      const words = ['verify', '--clone', 'env:DATABASE_URL', '--scratch', 'env:DATABASE_URL'];
      const verify = async () => await retort(project.folder, words, { env: project.env });
      const failed = await verify();
      expect({ code: failed.code, stderr: failed.stderr }).toEqual({ code: 1, stderr: '' });
      expect(failed.stdout).toContain('Verifying 2 revisions');
      expect(failed.stdout).toContain('could not create unique index "uq_people_name"');
      expect(failed.stdout).toContain('Make them different in the same revision');
      await session.execute("UPDATE people SET name = 'grace' WHERE id = 2");
      // Its downgrade is empty, which is another thing.
      expect((await verify()).stdout).toContain('+ constraint public.people.uq_people_name');
      const { rows } = await session.execute('SELECT version_num FROM alembic_version');
      expect(rows).toEqual([{ version_num: 'r1' }]);
      const left = await session.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'retort_scratch_%'",
      );
      expect(left.rows).toEqual([]);
      await session.close();
    });
  },
);

describe.skipIf(NODE === undefined || PYTHON === undefined)(`a SQLite file${NODE_SKIP}${PYTHON_SKIP}`, () => {
  it('lends its rows', async () => {
    const folder = sqliteProject({
      r1: revisionSource('r1', undefined, PEOPLE, 'op.drop_table("people")'),
      r2: revisionSource(
        'r2',
        'r1',
        'op.execute("CREATE UNIQUE INDEX uq ON people (name)")',
        'op.execute("DROP INDEX uq")',
      ),
    });
    expect(await run(folder, 'upgrade r1 --yes')).toMatchObject({ code: 0 });
    const fill = (names: string): Promise<string> =>
      inPython(folder, `db.executescript("DELETE FROM people; INSERT INTO people (name) VALUES ${names}")`);
    await fill("('ada'), ('ada')");
    const bad = await run(folder, 'verify --clone sqlite:///app.db');
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain('UNIQUE constraint failed: people.name');
    await fill("('ada'), ('grace')");
    const filled = await dump(folder);
    const good = await run(folder, 'verify --clone sqlite:///app.db');
    expect(good).toMatchObject({ code: 0, stderr: '' });
    expect(good.stdout).toContain('1 passed, 0 failed');
    expect(await dump(folder)).toBe(filled);
    const { stderr } = await run(folder, 'verify --clone embedded');
    expect(stderr).toContain('the embedded database is not copied');
  });
});
