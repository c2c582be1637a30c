// Runs on SQLite files that go wrong, compete or are interrupted: nothing is half done, nothing is lost.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { DIST } from '../support/build';
import { revisionSource, writeFiles, type Outcome } from '../support/commandLine';
import { talk } from '../support/runEvents';
import {
  alembic,
  dump,
  holdLocked,
  inPython,
  NODE,
  NODE_SKIP,
  run,
  runHere,
  sqliteProject,
} from '../support/sqliteProject';

const ONE = revisionSource(
  'one1',
  undefined,
  `op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))
op.execute("INSERT INTO a (n) VALUES (1), (2), (3)")`,
  'op.drop_table("a")',
);
/** Six statements, of which each leaves something behind. */
const TWO = revisionSource(
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
const LONG = revisionSource(
  'two2',
  'one1',
  `op.create_table("c", sa.Column("x", sa.Integer()))
op.execute("INSERT INTO c WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5000000000) SELECT max(x) FROM n")`,
);
/** Ends its own process at a place that a file names. */
const KILLS = `"""two2"""
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
const LIMIT_MS = 300_000;

const lockOf = (folder: string): string => join(folder, 'app.db.retort-lock');

async function upgraded(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = sqliteProject(files);
  expect((await run(folder, 'upgrade one1 --yes --runner native')).code).toBe(0);
  return folder;
}

/** The command that a message tells to type, typed. */
async function typed(folder: string, text: string): Promise<Outcome> {
  const words = /`retort (restore [^`]+)`/.exec(text)?.[1] ?? 'nothing was told';
  return await run(folder, `${words} --yes`);
}

describe.skipIf(NODE === undefined || PYTHON === undefined)(
  `native runs on SQLite${NODE_SKIP}${PYTHON_SKIP}`,
  { timeout: LIMIT_MS },
  () => {
    it('are before or after a revision when they are killed at any statement, and the next one works', async () => {
      const folder = await upgraded({ one: ONE, two: TWO });
      const before = await dump(folder);
      writeFileSync(join(folder, 'copy.db'), readFileSync(join(folder, 'app.db')));
      const { stdout: plan } = await run(folder, 'upgrade two2 --plan');
      expect(plan).toContain('ALTER TABLE a ADD COLUMN x INTEGER');
      // The locks of a server are not those of a file.
      expect(plan).not.toContain('EXCLUSIVE');
      expect((await run(folder, 'upgrade two2 --yes')).code).toBe(0);
      const after = await dump(folder);
      for (let index = 0; index < 6; index += 1) {
        writeFileSync(join(folder, 'app.db'), readFileSync(join(folder, 'copy.db')));
        const child = talk(folder, 'upgrade two2 --yes --runner native');
        await child.until((event) => event['event'] === 'statement' && event['index'] === index);
        child.kill();
        await child.ended;
        expect([before, after]).toContain(await dump(folder));
        expect((await run(folder, 'upgrade two2 --yes')).code).toBe(0);
        expect(await dump(folder)).toBe(after);
      }
    });

    it('leave nothing of a run that fails in its second revision', async () => {
      const fails = TWO.replace('DELETE FROM a WHERE id = 2', 'DELETE FROM nowhere');
      const folder = sqliteProject({ one: ONE, two: fails });
      expect((await run(folder, 'ensure_version --yes')).code).toBe(0);
      const before = await dump(folder);
      const { code, stderr } = await run(folder, 'upgrade head --yes');
      expect(code).toBe(4);
      expect(stderr).toMatch(/no such table: nowhere; everything was rolled back.*two\.py:15/);
      expect(await dump(folder)).toBe(before);
      expect(existsSync(join(folder, '.retort'))).toBe(false);
    });

    it('stop a statement that takes minutes when they are cancelled, and roll back', async () => {
      const folder = await upgraded({ one: ONE, two: LONG });
      const before = await dump(folder);
      const child = talk(folder, 'upgrade head --yes');
      await child.until((event) => event['event'] === 'statement' && event['index'] === 1);
      child.cancel();
      expect(await child.ended).toBe(130);
      expect(child.last).toEqual({ event: 'cancelled', current: ['one1'] });
      expect(await dump(folder)).toBe(before);
      expect(existsSync(lockOf(folder))).toBe(false);
    });

    it('refuse a second statement in one text, as Python’s driver does', async () => {
      const folder = await upgraded({
        one: ONE,
        two: revisionSource('two2', 'one1', 'op.execute("DELETE FROM a; DELETE FROM a")'),
      });
      const { code, stderr } = await run(folder, 'upgrade head --yes');
      expect(code).toBe(4);
      expect(stderr).toContain('You can only execute one statement at a time.');
      await expect(alembic(folder, 'upgrade head')).rejects.toThrow('one statement at a time');
    });

    it.each([
      'PRAGMA foreign_keys=ON',
      ' -- a comment\n VACUUM',
      '/* */ attach database \':memory:\' as "x"',
      'BEGIN',
      'SAVEPOINT s',
    ])('leave %j to Alembic and say why', async (sql) => {
      const folder = await upgraded({
        one: ONE,
        two: revisionSource('two2', 'one1', `op.execute(${JSON.stringify(sql)})`),
      });
      const { code, stdout } = await run(folder, 'upgrade head --plan');
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /runner {4}alembic: \w+ means something else inside the transaction.*two\.py:\d+/,
      );
      expect(stdout).toMatch(/back-up {3}made before anything runs, in \.retort\/backups\//);
      expect(existsSync(join(folder, '.retort'))).toBe(false);
    });

    it('of several at once exactly one applies', async () => {
      for (let round = 0; round < 2; round += 1) {
        const folder = sqliteProject({ one: ONE, two: TWO });
        const runners = ['native', 'native', 'alembic', 'native'];
        const all = await Promise.all(
          runners.map((runner) => run(folder, `upgrade head --yes --runner ${runner}`)),
        );
        expect(all.filter(({ stdout }) => /^Running upgrade {2}-> one1/m.test(stdout))).toHaveLength(1);
        for (const { code, stderr } of all) {
          if (code !== 0) expect(stderr).toMatch(/changed since the plan|another run is changing/);
        }
        expect(await inPython(folder, 'print(db.execute("select count(*) from a").fetchall())')).toBe(
          '[(2,)]\n',
        );
        expect((await run(folder, 'current')).stdout).toBe('two2 (head)\n');
        expect(existsSync(lockOf(folder))).toBe(false);
      }
    });

    it('say that another program holds the file, and leave it alone', async () => {
      const folder = sqliteProject({ one: ONE }, { url: 'sqlite:///app.db?timeout=0.2' });
      await inPython(folder, 'db.execute("create table z (x)")');
      const holder = await holdLocked(folder, 'BEGIN IMMEDIATE');
      const writing = await run(folder, 'upgrade head --yes');
      expect(writing.code).toBe(4);
      expect(writing.stderr).toMatch(
        /app\.db: database is locked; another program was writing to it for 0\.2 s/,
      );
      expect((await run(folder, 'current')).code).toBe(0);
      await holder.release();
      const exclusive = await holdLocked(folder, 'BEGIN EXCLUSIVE');
      const reading = await run(folder, 'current');
      expect(reading.code).toBe(4);
      expect(reading.stderr).toContain('database is locked');
      await exclusive.release();
      expect((await run(folder, 'upgrade head --yes')).code).toBe(0);
    });

    it('honour --lock-timeout, and refuse limits that nobody would keep', async () => {
      const folder = sqliteProject({ one: ONE });
      await inPython(folder, 'db.execute("create table z (x)")');
      const holder = await holdLocked(folder, 'BEGIN IMMEDIATE');
      const waited = await run(folder, 'upgrade head --yes --lock-timeout 0.1');
      expect(waited.stderr).toContain('was writing to it for 0.1 s');
      await holder.release();
      for (const words of ['--statement-timeout 5', '--lock-timeout 5 --runner alembic']) {
        expect((await run(folder, `upgrade head --yes ${words}`)).code).toBe(2);
      }
    });

    it('keep a file in WAL mode, also while somebody reads it', async () => {
      const folder = sqliteProject({ one: ONE, two: TWO });
      await inPython(folder, 'db.execute("pragma journal_mode=wal"); db.execute("create table z (x)")');
      const reader = await holdLocked(folder, 'BEGIN; SELECT * FROM z');
      expect((await run(folder, 'upgrade one1 --yes --runner native')).code).toBe(0);
      expect((await run(folder, 'current')).stdout).toBe('one1\n');
      // The rows are still in the WAL: a copy of the file alone would not have them.
      expect((await runHere(folder, 'current')).stdout).toBe('one1\n');
      await reader.release();
      expect((await run(folder, 'upgrade head --yes --runner alembic')).code).toBe(0);
      expect(await inPython(folder, 'print(db.execute("pragma journal_mode").fetchall())')).toBe(
        "[('wal',)]\n",
      );
      expect((await run(folder, 'current')).stdout).toBe('two2 (head)\n');
    });

    it('read without making or changing the file', async () => {
      const folder = sqliteProject({ one: ONE });
      expect(await run(folder, 'current')).toMatchObject({ code: 0, stdout: '' });
      expect((await run(folder, 'upgrade head --plan')).code).toBe(0);
      expect(existsSync(join(folder, 'app.db'))).toBe(false);
      expect((await run(folder, 'upgrade head --yes')).code).toBe(0);
      const before = statSync(join(folder, 'app.db'), { bigint: true }).mtimeNs;
      for (const words of ['current', 'current -v', 'downgrade base --plan']) await run(folder, words);
      expect(statSync(join(folder, 'app.db'), { bigint: true }).mtimeNs).toBe(before);
    });

    it.each([
      ['sqlite://', 'SQLite in memory'],
      ['sqlite:///:memory:', 'SQLite in memory'],
      ['sqlite:///file:app.db?uri=true', 'file: URI'],
      ['sqlite:///app.db?mode=ro', 'the parameter mode=ro'],
      ['sqlite:///app.db?isolation_level=IMMEDIATE', 'the parameter isolation_level=IMMEDIATE'],
      ['sqlite://app.db', 'three slashes'],
      ['sqlite:///no/such/folder/app.db', 'the folder of no/such/folder/app.db does not exist'],
    ])('refuse %s with the reason', async (url, reason) => {
      const folder = sqliteProject({ one: ONE });
      for (const words of ['current', 'upgrade head --yes']) {
        const { code, stderr } = await run(folder, words, ['--database', url]);
        expect(code).toBeGreaterThan(1);
        expect(stderr).toContain(reason);
      }
      expect(existsSync(join(folder, 'app.db'))).toBe(false);
    });

    it.each(['a b.db', 'ä ö%20ü.db', "it's.db", '#1.db'])('take the path %j as it is', async (name) => {
      const folder = sqliteProject({ one: ONE }, { url: `sqlite:///${name.replaceAll('%', '%%')}` });
      expect((await run(folder, 'upgrade head --yes --runner native')).code).toBe(0);
      expect(existsSync(join(folder, name))).toBe(true);
      expect(await alembic(folder, 'current')).toBe('one1 (head)\n');
      const url = [`--database`, `sqlite:///${join(folder, name)}`];
      expect((await run(folder, 'current', url)).stdout).toBe('one1 (head)\n');
    });

    it('refuse what is no database, and do not touch it', async () => {
      const folder = sqliteProject({ one: ONE });
      const text = 'This is a text file. '.repeat(100);
      writeFileSync(join(folder, 'app.db'), text);
      for (const on of [run, runHere]) {
        const { code, stderr } = await on(folder, 'upgrade head --yes');
        expect(code).toBe(4);
        expect(stderr).toContain('app.db: file is not a database');
      }
      expect(readFileSync(join(folder, 'app.db'), 'utf8')).toBe(text);
    });

    it.skipIf(process.getuid?.() !== 0)('say that a file is not writable', async () => {
      const folder = await upgraded({ one: ONE, two: TWO });
      const nobody = 65534;
      chmodSync(dirname(folder), 0o755);
      for (const path of [folder, join(folder, 'app.db')]) chownSync(path, 0, 0);
      chmodSync(folder, 0o777);
      chmodSync(join(folder, 'app.db'), 0o444);
      const argv = [join(DIST, 'cli.js'), 'upgrade', 'head', '--yes'];
      const asNobody = (): string =>
        execFileSync(NODE ?? '', argv, {
          cwd: folder,
          uid: nobody,
          gid: nobody,
          encoding: 'utf8',
          env: { ...process.env, XDG_CACHE_HOME: '/nowhere' },
        });
      expect(asNobody).toThrow(
        'attempt to write a readonly database; the file or its folder is not writable',
      );
      expect((await run(folder, 'current')).stdout).toBe('one1\n');
    });
  },
);

describe.skipIf(NODE === undefined || PYTHON === undefined)(
  `Alembic's runs on SQLite${NODE_SKIP}${PYTHON_SKIP}`,
  { timeout: LIMIT_MS },
  () => {
    const back = async (folder: string, text: string, before: string): Promise<void> => {
      const restored = await typed(folder, text);
      expect(restored).toMatchObject({ code: 0, stderr: '' });
      expect(await dump(folder)).toBe(before);
    };

    it('killed at any statement: the command that is told brings the same dump back', async () => {
      const folder = await upgraded({ one: ONE, two: KILLS });
      const before = await dump(folder);
      for (let place = 0; place <= 5; place += 1) {
        writeFileSync(join(folder, 'place'), String(place));
        const { code, stderr } = await run(folder, 'upgrade head --yes --runner alembic');
        expect(code).toBe(4);
        if (place === 0) expect(await dump(folder)).toBe(before);
        if (place > 0) {
          expect(await dump(folder)).not.toBe(before);
          await back(folder, stderr, before);
        }
      }
      expect(readFileSync(join(folder, '.retort', '.gitignore'), 'utf8')).toBe('*\n');
    });

    it('the same where Node has no SQLite', async () => {
      const folder = await upgraded({ one: ONE, two: KILLS });
      const before = await dump(folder);
      writeFileSync(join(folder, 'place'), '4');
      const { code, stderr } = await runHere(folder, 'upgrade head --yes');
      expect(code).toBe(4);
      expect(await dump(folder)).not.toBe(before);
      await back(folder, stderr, before);
    });

    it('cancelled: the event tells the command', async () => {
      const folder = await upgraded({ one: ONE, two: LONG });
      const before = await dump(folder);
      const child = talk(folder, 'upgrade head --yes --runner alembic');
      await child.until((event) => event['event'] === 'step' && event['state'] === 'begin');
      await tableAppears(folder, 'c');
      child.cancel();
      expect(await child.ended).toBe(130);
      expect(child.last).toMatchObject({ event: 'cancelled', current: ['one1'] });
      expect(await dump(folder)).not.toBe(before);
      await back(folder, `\`${String(child.last['restore'])}\``, before);
    });

    it('killed with retort itself: the next plan says so, and the back-up is there', async () => {
      const folder = await upgraded({ one: ONE, two: LONG });
      const before = await dump(folder);
      const child = talk(folder, 'upgrade head --yes --runner alembic');
      await child.until((event) => event['event'] === 'step' && event['state'] === 'begin');
      await tableAppears(folder, 'c');
      child.killAll();
      await child.ended;
      const plan = await run(folder, 'upgrade head --plan --runner native');
      expect(plan.stdout).toMatch(
        /! `upgrade head` of \S+ \S+ was killed and may have left half of a revision/,
      );
      expect((await run(folder, 'backups')).stdout).toMatch(
        /before upgrade head {2}app\.db {2}at one1 .* killed\n$/,
      );
      await back(folder, plan.stdout, before);
      expect((await run(folder, 'upgrade head --plan --runner native')).stdout).not.toContain('was killed');
    });

    it('are not lost when somebody wrote since: restore refuses, --force keeps what it replaced', async () => {
      const folder = await upgraded({ one: ONE, two: KILLS });
      const before = await dump(folder);
      writeFileSync(join(folder, 'place'), '3');
      const { stderr } = await run(folder, 'upgrade head --yes --runner alembic');
      await inPython(folder, 'db.execute("insert into a (n) values (99)"); db.commit()');
      const after = await dump(folder);
      const refused = await typed(folder, stderr);
      expect(refused.code).toBe(3);
      expect(refused.stderr).toContain('changed after the run ended');
      expect(await dump(folder)).toBe(after);
      const forced = await typed(folder, stderr.replace(/`(retort restore \S+)`/, '`$1 --force`'));
      expect(forced.code).toBe(0);
      expect(await dump(folder)).toBe(before);
      await back(folder, forced.stdout.replace(/.*(retort restore \S+)\n$/s, '`$1`'), after);
    });

    it('keep nothing that nobody needs: no back-up of a run in which nothing ran, or that nobody wanted', async () => {
      const folder = await upgraded({ one: ONE, two: TWO.replace('op.create_table', 'op.oops') });
      expect((await run(folder, 'upgrade head --yes --runner alembic')).code).toBe(4);
      expect((await run(folder, 'backups')).stdout).toBe('');
      writeFiles(folder, { 'migrations/versions/two.py': TWO });
      expect((await run(folder, 'upgrade head --yes --runner alembic --no-backup')).code).toBe(0);
      expect((await run(folder, 'backups')).stdout).toBe('');
      expect((await run(folder, 'downgrade one1 --yes --runner native --backup')).code).toBe(0);
      expect((await run(folder, 'backups')).stdout).toMatch(/at two2 .* done\n$/);
      expect((await run(folder, 'upgrade head --backup --no-backup --yes')).code).toBe(2);
      const nothing = await run(folder, 'restore 20200101-000000-abcd --yes');
      expect(nothing).toMatchObject({ code: 2 });
      expect(nothing.stderr).toContain('`retort backups` lists them');
    });

    it('never come back into a protected database where downgrades are off', async () => {
      const folder = await upgraded({ one: ONE, two: TWO });
      writeFiles(folder, {
        'pyproject.toml': '[tool.retort.connections.live]\nurl = "sqlite:///app.db"\nprotected = true\n',
      });
      const words = 'upgrade head --database live --confirm app.db --backup';
      expect((await run(folder, words)).code).toBe(0);
      const [id = ''] = (await run(folder, 'backups')).stdout.split(' ');
      const refused = await run(folder, `restore ${id} --database live --confirm app.db`);
      expect(refused.code).toBe(3);
      expect(refused.stderr).toContain('live is protected: restore is off there');
      expect((await run(folder, 'current')).stdout).toBe('two2 (head)\n');
    });

    it('restore only into the database they were made of', async () => {
      const folder = await upgraded({ one: ONE, two: TWO });
      expect((await run(folder, 'upgrade head --yes --backup')).code).toBe(0);
      const [backup] = (
        JSON.parse((await run(folder, 'backups --json')).stdout) as { backups: { id: string }[] }
      ).backups;
      const other = await run(folder, `restore ${backup?.id ?? ''} --yes --database sqlite:///other.db`);
      expect(other.code).toBe(2);
      expect(other.stderr).toContain(`is of ${join(folder, 'app.db')}`);
      expect(existsSync(join(folder, 'other.db'))).toBe(false);
    });
  },
);

describe.skipIf(PYTHON === undefined)(`a Node without SQLite${PYTHON_SKIP}`, { timeout: LIMIT_MS }, () => {
  const isOld = (): boolean => Number(process.versions.node.split('.')[0]) < 22;

  it.skipIf(!isOld())('reads a copy, and leaves writing to Alembic or refuses it', async () => {
    const folder = sqliteProject({ one: ONE, two: TWO });
    await alembic(folder, 'upgrade one1');
    for (const words of ['current', 'current -v']) {
      expect((await runHere(folder, words)).stdout).toBe(await alembic(folder, words));
    }
    const none = { RETORT_ALEMBIC: '/nowhere/alembic' };
    const refused = await runHere(folder, 'upgrade head --yes', none);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(
      /this Node \S+ has no SQLite of its own.*\n {2}Only Alembic can run it, and/,
    );
    expect((await runHere(folder, 'stamp head --yes', none)).code).toBe(3);
    const { code, stdout } = await runHere(folder, 'upgrade head --yes');
    expect(code).toBe(0);
    expect(stdout).toMatch(/runner {4}alembic: this Node \S+ has no SQLite of its own/);
    expect((await runHere(folder, 'current')).stdout).toBe('two2 (head)\n');
  });
});

/** Resolves when the run has made a table; asked again and again, because nobody tells. */
async function tableAppears(folder: string, table: string): Promise<void> {
  const script = `
import time
while not db.execute("select 1 from sqlite_master where name = '${table}'").fetchall(): time.sleep(0.05)
`;
  await inPython(folder, script);
}
