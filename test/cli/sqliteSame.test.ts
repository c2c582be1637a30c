// The same history run natively and by real Alembic ends in the same file, whoever begins and whoever continues.
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { HISTORY } from '../support/sqliteHistory';
import { alembic, dump, NODE, NODE_SKIP, run, sqliteProject } from '../support/sqliteProject';

/** For hangs: each of these starts dozens of processes. */
const LIMIT_MS = 300_000;
const UP = ['one1', 'two2', 'three3', 'four4', 'right5', 'left5', 'merge6'].map((id) => `upgrade ${id}`);

/** Moments differ between two runs. */
const withoutTimes = (text: string): string => text.replace(/'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d'/gu, "'now'");

async function native(folder: string, words: string): Promise<void> {
  const { code, stdout, stderr } = await run(folder, `${words} --yes --runner native`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('runner    native: ');
}

describe.skipIf(NODE === undefined || PYTHON === undefined)(
  `native and Alembic on SQLite${NODE_SKIP}${PYTHON_SKIP}`,
  { timeout: LIMIT_MS },
  () => {
    it('end in the same file at every revision, up and down', async () => {
      const [ours, theirs] = [sqliteProject(HISTORY), sqliteProject(HISTORY)];
      for (const command of [
        ...UP,
        'downgrade three3',
        'upgrade heads',
        'downgrade two2',
        'downgrade base',
      ]) {
        await native(ours, command);
        await alembic(theirs, command);
        expect(withoutTimes(await dump(ours))).toBe(withoutTimes(await dump(theirs)));
      }
    });

    it.each([0, 1])('continue after each other (%i begins)', async (first) => {
      const [mixed, theirs] = [sqliteProject(HISTORY), sqliteProject(HISTORY)];
      for (const [index, command] of [
        ...UP,
        'downgrade four4',
        'downgrade one1',
        'upgrade heads',
      ].entries()) {
        await (index % 2 === first ? native : alembic)(mixed, command);
      }
      await alembic(theirs, 'upgrade heads');
      expect(withoutTimes(await dump(mixed))).toBe(withoutTimes(await dump(theirs)));
    });

    it('stamp and ensure_version alike', async () => {
      const [ours, theirs] = [sqliteProject(HISTORY), sqliteProject(HISTORY)];
      for (const command of [
        'ensure_version',
        'stamp four4',
        'stamp heads',
        'stamp --purge left5 right5',
        'stamp base',
      ]) {
        await native(ours, command);
        await alembic(theirs, command);
        expect(await dump(ours)).toBe(await dump(theirs));
      }
    });

    it('show the same current, verbose or not, before the file is there and after', async () => {
      const folder = sqliteProject(HISTORY);
      expect((await run(folder, 'current')).stdout).toBe('');
      await native(folder, 'upgrade left5');
      for (const words of ['current', 'current -v']) {
        expect((await run(folder, words)).stdout).toBe(await alembic(folder, words));
      }
    });

    it('commit after each revision where env.py says so', async () => {
      const folder = sqliteProject(
        { ...HISTORY, three: HISTORY['three']?.replace('"amounts")', '"users")') ?? '' },
        {
          environment: (source) =>
            source.replace(
              'connection=connection, ',
              'connection=connection, transaction_per_migration=True, ',
            ),
        },
      );
      const { code } = await run(folder, 'upgrade three3 --yes --runner native');
      expect(code).toBe(4);
      expect((await run(folder, 'current')).stdout).toBe('two2\n');
    });
  },
);
