// Runs on SQLite files that go wrong, compete or are interrupted: nothing is half done, nothing is lost.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { DIST } from '../support/build';
import { revisionSource } from '../support/commandLine';
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
import { LIMIT_MS, LONG, ONE, TWO, lockOf, upgraded } from './sqliteHistories';

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
