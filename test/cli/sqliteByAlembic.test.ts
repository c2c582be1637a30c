// Runs of Alembic on SQLite files, whose DDL is in no transaction: the back-up brings everything back.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { writeFiles } from '../support/commandLine';
import { talk } from '../support/runEvents';
import {
  alembic,
  dump,
  inPython,
  NODE,
  NODE_SKIP,
  run,
  runHere,
  sqliteProject,
} from '../support/sqliteProject';
import { KILLS, LIMIT_MS, LONG, ONE, TWO, tableAppears, typed, upgraded } from './sqliteHistories';

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
