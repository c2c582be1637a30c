// What servers and files refuse for reasons outside of the revision: passwords, rights, room, other sessions. Each is made to
// happen, Alembic runs into it, and it is recognised.
import { describe, expect, it, onTestFinished } from 'vitest';
import { alembicFailure } from './alembicFailure';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';
import { PYTHON, PYTHON_SKIP } from './python';
import { KNOWN_FAILURES } from '../../server/src/database/knownFailures';
import type { Connection } from '../../server/src/database/connection';
import { retort, revisionSource } from '../support/commandLine';
import { alembic, holdLocked, sqliteProject } from '../support/sqliteProject';

const nextStepOf = (id: string): string => KNOWN_FAILURES.find((known) => known.id === id)?.nextStep ?? id;

function project(url: string, body: string): string {
  return sqliteProject(
    { r1: revisionSource('r1', undefined, 'pass'), r2: revisionSource('r2', 'r1', body) },
    { url: url.replaceAll('%', '%%') },
  );
}

async function session(url: string): Promise<Connection> {
  const connection = await connectServer(url);
  onTestFinished(async () => await connection.close());
  return connection;
}

/** A user with these rights, whose URL is the answer. */
async function userOf(url: string, options: string): Promise<string> {
  const admin = await session(url);
  const name = `user_${Math.abs(Number(process.hrtime.bigint() % 1_000_000_000n))}`;
  await admin.execute(`CREATE ROLE ${name} LOGIN PASSWORD 'its-password' ${options}`);
  onTestFinished(async () => {
    const again = await connectServer(url);
    await again.execute(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
    await again.close();
  });
  const own = new URL(url);
  own.username = name;
  own.password = 'its-password';
  return own.href;
}

const MAKE = "op.execute('CREATE TABLE made (id int)')";

describe.skipIf(PYTHON === undefined || POSTGRES === undefined)(
  `what a server refuses${PYTHON_SKIP}${POSTGRES_SKIP}`,
  () => {
    it('login-refused', async () => {
      const url = new URL(await temporaryDatabase());
      url.password = 'not-the-password';
      const folder = project(url.href, MAKE);
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'login-refused' });
      const ours = await retort(folder, ['current']);
      expect(ours.stderr).toContain('Check the user, and the password');
      expect(ours.stderr).not.toContain('not-the-password');
    });

    it('no-database', async () => {
      const url = new URL(POSTGRES ?? '');
      url.pathname = '/nothing_like_it';
      const folder = project(url.href, MAKE);
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'no-database' });
      expect((await retort(folder, ['current'])).stderr).toMatch(
        /nothing_like_it" does not exist[\s\S]*Create the database/u,
      );
    });

    it('no-server, for a name that nobody knows', async () => {
      const folder = project('postgresql://user@nowhere.invalid/db', MAKE);
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'no-server' });
    });

    it('not-allowed', async () => {
      const url = await temporaryDatabase();
      await (await session(url)).execute('REVOKE CREATE ON SCHEMA public FROM public');
      const folder = project(await userOf(url, ''), MAKE);
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'not-allowed' });
    });

    it('connections-used-up', async () => {
      const folder = project(await userOf(await temporaryDatabase(), 'CONNECTION LIMIT 0'), MAKE);
      expect(await alembicFailure(folder, ['current'])).toMatchObject({ id: 'connections-used-up' });
      expect((await retort(folder, ['current'])).stderr).toContain('Close other connections');
    });

    it('encryption', async () => {
      const folder = project(`${await temporaryDatabase()}?sslmode=require`, MAKE);
      expect(await alembicFailure(folder, ['current'])).toMatchObject({ id: 'encryption' });
    });

    it('read-only', async () => {
      const url = await temporaryDatabase();
      const { pathname } = new URL(url);
      await (
        await session(url)
      ).execute(`ALTER DATABASE ${pathname.slice(1)} SET default_transaction_read_only = on`);
      const folder = project(url, MAKE);
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'read-only' });
      expect((await retort(folder, ['upgrade', 'head', '--yes'])).stderr).toContain(nextStepOf('read-only'));
    });

    it('connection-lost', async () => {
      const folder = project(
        await temporaryDatabase(),
        "op.execute('SELECT pg_terminate_backend(pg_backend_pid())')",
      );
      const found = await alembicFailure(folder, ['upgrade', 'head']);
      expect(found).toMatchObject({
        id: 'connection-lost',
        line: expect.stringContaining('pg_terminate') as string,
      });
    });

    it('lock-timeout', async () => {
      const url = await temporaryDatabase();
      const other = await session(url);
      await other.execute('CREATE TABLE held (id int)');
      await other.execute('BEGIN; LOCK TABLE held');
      const body =
        "op.execute('SET LOCAL lock_timeout = 20')\nop.add_column('held', sa.Column('more', sa.Integer()))";
      const found = await alembicFailure(project(url, body), ['upgrade', 'head']);
      expect(found).toMatchObject({
        id: 'lock-timeout',
        line: expect.stringContaining('add_column') as string,
      });
    });

    it('deadlock', async () => {
      const url = await temporaryDatabase();
      const [other, watch] = [await session(url), await session(url)];
      await other.execute('CREATE TABLE a (id int); CREATE TABLE b (id int)');
      await other.execute("SET deadlock_timeout = '1min'");
      await other.execute('BEGIN; LOCK TABLE b');
      // Whoever waits last looks for the circle: the revision waits for b once the other one waits for a.
      const wait =
        "DO $$ BEGIN WHILE NOT EXISTS (SELECT FROM pg_locks WHERE relation = 'a'::regclass AND NOT granted) LOOP PERFORM pg_sleep(0.02); END LOOP; END $$";
      const body = [
        `op.execute("SET LOCAL deadlock_timeout = '20ms'")`,
        "op.execute('LOCK TABLE a')",
        `op.execute("${wait}")`,
        "op.execute('LOCK TABLE b')",
      ].join('\n');
      const found = alembicFailure(project(url, body), ['upgrade', 'head']);
      const isLocked = async (): Promise<boolean> => {
        const sql = "SELECT FROM pg_locks WHERE relation = 'a'::regclass AND granted";
        return (await watch.execute(sql)).rows.length > 0;
      };
      while (!(await isLocked())) await watch.execute('SELECT pg_sleep(0.02)');
      await other.execute('LOCK TABLE a');
      expect(await found).toMatchObject({ id: 'deadlock', line: "op.execute('LOCK TABLE b')" });
    });

    it('disk-full', async () => {
      const body =
        "op.execute(\"SET LOCAL work_mem = '64kB'\")\nop.execute(\"SET LOCAL temp_file_limit = '64kB'\")\nop.execute('CREATE TABLE sorted AS SELECT i FROM generate_series(1, 200000) i ORDER BY -i')";
      const found = await alembicFailure(project(await temporaryDatabase(), body), ['upgrade', 'head']);
      expect(found).toMatchObject({ id: 'disk-full' });
    });

    it('too-large', async () => {
      const body =
        "op.execute(\"CREATE TABLE long AS SELECT string_agg(md5(i::text), '') AS word FROM generate_series(1, 900) i\")\nop.create_index('ix_word', 'long', ['word'])";
      const found = await alembicFailure(project(await temporaryDatabase(), body), ['upgrade', 'head']);
      expect(found).toMatchObject({ id: 'too-large', line: expect.stringContaining('ix_word') as string });
    });

    it('version-rows', async () => {
      const folder = project(await temporaryDatabase(), "op.execute('DELETE FROM alembic_version')");
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'version-rows' });
    });

    it('revision-id-too-long', async () => {
      const id = 'a_revision_with_a_name_that_is_far_too_long';
      const url = (await temporaryDatabase()).replaceAll('%', '%%');
      const folder = sqliteProject({ r1: revisionSource(id, undefined, 'pass') }, { url });
      expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'revision-id-too-long' });
    });
  },
);

describe.skipIf(PYTHON === undefined)(`what a file and its history refuse${PYTHON_SKIP}`, () => {
  it('database-locked', async () => {
    const folder = project('sqlite:///app.db?timeout=0.1', MAKE);
    const { release } = await holdLocked(folder, 'CREATE TABLE t (i); BEGIN EXCLUSIVE');
    expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'database-locked' });
    await release();
  });

  it('disk-full', async () => {
    const body =
      "op.execute('PRAGMA max_page_count = 8')\nop.execute('CREATE TABLE large (word)')\nop.execute('INSERT INTO large VALUES (zeroblob(200000))')";
    const found = await alembicFailure(project('sqlite:///app.db', body), ['upgrade', 'head']);
    expect(found).toMatchObject({ id: 'disk-full', line: expect.stringContaining('zeroblob') as string });
  });

  it('bad-target and overlapping-revisions', async () => {
    const folder = project('sqlite:///app.db', 'pass');
    expect(await alembicFailure(folder, ['downgrade', 'r2'])).toMatchObject({ id: 'bad-target' });
    // Stamped so, one of the rows stands on the other.
    await alembic(folder, 'stamp r1 r2');
    expect(await alembicFailure(folder, ['upgrade', 'head'])).toMatchObject({ id: 'overlapping-revisions' });
  });
});
