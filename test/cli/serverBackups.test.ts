// Back-ups of a database on a server before a run that loses data: made by pg_dump, brought back whole or not at all.
import { chmodSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Connection } from '../../server/src/database/connection';
import { connectServer, POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { serverProject, startRun, type RunningChild, type ServerProject } from './serverProject';
import { programOnPath } from '../../server/src/files/programOnPath';
import { writeFiles } from '../support/commandLine';

vi.setConfig({ testTimeout: 240_000 });
const onServer = it.skipIf(POSTGRES === undefined);

const BODIES = [
  'op.execute("CREATE SCHEMA other")\nop.create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Text()))',
  'op.drop_column("a", "n")',
];

async function filled(): Promise<{
  readonly project: ServerProject;
  readonly look: Connection;
  readonly name: string;
}> {
  const project = await serverProject(BODIES);
  await project.run('upgrade r1 --yes');
  const look = await connectServer(project.url);
  onTestFinished(async () => await look.close());
  await look.execute(
    "INSERT INTO a SELECT g, 'SET transaction_timeout = 0;' || chr(10) || g FROM generate_series(1, 500) g; CREATE VIEW v AS SELECT n FROM a; CREATE TYPE mood AS ENUM ('sad'); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE other.b (m mood); CREATE EXTENSION IF NOT EXISTS plpgsql",
  );
  await look.execute('DROP VIEW v');
  return { project, look, name: look.database };
}

const CONTENT =
  "SELECT (SELECT md5(string_agg(n, ',' ORDER BY id)) FROM a) AS a, to_regclass('added') AS added, f() AS f, to_regclass('other.b') AS b";

function backups({ folder }: ServerProject): readonly string[] {
  return readdirSync(join(folder, '.retort', 'backups')).sort();
}

onServer(
  `is made before data is lost, and brings everything back, after its name was typed${POSTGRES_SKIP}`,
  async () => {
    const { project, look, name } = await filled();
    const before = (await look.execute(CONTENT)).rows;
    const { code, stdout } = await project.run('upgrade head --yes');
    expect({ code, isTold: stdout.includes('  back-up   made before anything runs, in ') }).toEqual({
      code: 0,
      isTold: true,
    });
    await look.execute('CREATE TABLE added (id int REFERENCES a)');
    const [id = '', ...more] = backups(project);
    expect(more).toEqual([]);
    const password = new URL(project.url).password;
    expect(readFileSync(join(project.folder, '.retort', 'backups', id, 'record.json'), 'utf8')).not.toContain(
      password,
    );
    expect(readFileSync(join(project.folder, '.retort', '.gitignore'), 'utf8')).toContain('*');

    expect((await project.run(`restore ${id} --yes`)).code).toBe(2);
    expect((await project.run(`restore ${id} --confirm other`)).code).toBe(2);
    expect((await look.execute("SELECT to_regclass('added') AS added")).rows).toEqual([{ added: 'added' }]);

    const restored = await project.run(`restore ${id} --confirm ${name}`);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect((await look.execute(CONTENT)).rows).toEqual(before);
    expect((await project.run('current')).stdout).toBe('r1\n');
    // What was replaced has a back-up of its own.
    expect(backups(project)).toHaveLength(2);
  },
);

onServer(`is not offered where the server rolled everything back${POSTGRES_SKIP}`, async () => {
  const project = await serverProject([
    'op.create_table("a", sa.Column("id", sa.Integer()), sa.Column("x", sa.Integer()))',
    'op.drop_column("a", "x")\nop.execute("SELECT 1 / 0")',
  ]);
  expect((await project.run('upgrade r1 --yes')).code).toBe(0);
  const failed = await project.run('upgrade head --yes');
  expect(failed.stdout).toContain('  back-up   made before anything runs, in ');
  expect(failed.stderr).toContain('everything was rolled back, the database is at r1');
  expect(failed.stderr).not.toContain('restore');
  expect(backups(project)).toEqual([]);
});

onServer(`that is not whole changes nothing${POSTGRES_SKIP}`, async () => {
  const { project, look, name } = await filled();
  await project.run('upgrade head --yes');
  const [id = ''] = backups(project);
  const file = join(project.folder, '.retort', 'backups', id, 'database.dump');
  truncateSync(file, Math.floor(readFileSync(file).length * 0.9));
  const { code, stderr } = await project.run(`restore ${id} --confirm ${name}`);
  expect(code).toBe(4);
  expect(stderr).toContain('nothing was replaced');
  expect((await look.execute('SELECT count(*)::int AS rows FROM a')).rows).toEqual([{ rows: 500 }]);
  expect((await project.run('current')).stdout).toBe('r2 (head)\n');
});

/** Sessions of the programs that make and bring back back-ups, which wait for a lock. */
const WAITING =
  "SELECT pid FROM pg_stat_activity WHERE application_name = 'retort back-up' AND datname = current_database() AND wait_event_type = 'Lock'";
const THERE =
  "SELECT pid FROM pg_stat_activity WHERE application_name = 'retort back-up' AND datname = current_database()";

/** Kills a command once its program waits for a lock; resolves when the program is gone, with the lock still held. */
async function killWaiting(look: Connection, child: RunningChild): Promise<void> {
  const until = async (sql: string, isThere: boolean): Promise<void> => {
    while ((await look.execute(sql)).rows.length > 0 !== isThere) await look.execute('SELECT pg_sleep(0.05)');
  };
  await until(WAITING, true);
  child.kill('SIGKILL');
  await child.ended;
  await until(THERE, false);
}

onServer(
  `that a kill leaves half made is not offered, and goes with the next one${POSTGRES_SKIP}`,
  async () => {
    const { project, look } = await filled();
    // As pg_dump itself, but for a table that is locked it waits for ever.
    const folder = join(project.folder, 'bin');
    const real = programOnPath('pg_dump', { environment: process.env, cwd: project.folder }) ?? '';
    writeFiles(folder, { pg_dump: `#!/bin/sh\nexec ${real} "$@" --lock-wait-timeout=600000\n` });
    chmodSync(join(folder, 'pg_dump'), 0o755);
    const env = { ...project.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    const holder = await connectServer(project.url);
    onTestFinished(async () => await holder.close());
    await holder.execute('BEGIN');
    await holder.execute('LOCK TABLE other.b');
    await killWaiting(look, startRun({ ...project, env }, ['upgrade', 'head']));
    expect(backups(project)).toHaveLength(2);
    expect((await project.run('backups')).stdout).not.toContain('upgrade head');
    await holder.execute('ROLLBACK');
    expect((await project.run('current')).stdout).toBe('r1\n');
    expect(await project.run('upgrade head --yes')).toMatchObject({ code: 0 });
    expect(backups(project)).toHaveLength(1);
  },
);

onServer(`is brought back whole or not at all when that is killed${POSTGRES_SKIP}`, async () => {
  const { project, look, name } = await filled();
  const before = (await look.execute(CONTENT)).rows;
  await project.run('upgrade head --yes');
  const [id = ''] = backups(project);
  const holder = await connectServer(project.url);
  onTestFinished(async () => await holder.close());
  await holder.execute('BEGIN');
  await holder.execute('SELECT * FROM other.b');
  await killWaiting(look, startRun(project, ['restore', id, '--confirm', name]));
  await holder.execute('ROLLBACK');
  expect((await look.execute('SELECT count(*)::int AS rows FROM a')).rows).toEqual([{ rows: 500 }]);
  expect((await project.run('current')).stdout).toBe('r2 (head)\n');
  expect(await project.run(`restore ${id} --confirm ${name}`)).toMatchObject({ code: 0 });
  expect((await look.execute(CONTENT)).rows).toEqual(before);
});

onServer(
  `is not made without its programs, which the plan says, nor with --no-backup${POSTGRES_SKIP}`,
  async () => {
    const { project } = await filled();
    const without = await project.run('upgrade head --plan', { PATH: '/nowhere' });
    expect(without.stdout).toContain('  back-up   none, though this run loses data: pg_dump is not on PATH');
    expect((await project.run('upgrade head --plan --backup', { PATH: '/nowhere' })).code).toBe(2);
    expect((await project.run('upgrade head --plan --no-backup')).stdout).not.toContain('back-up');
  },
);
