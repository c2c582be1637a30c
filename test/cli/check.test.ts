// `retort check` on a real project: Alembic's words and exit code, a readable list, and twenty seeded drifts with its verdict.
import { describe, expect, it } from 'vitest';
import { bayut, type Bayut } from './bayut';
import { SEEDED_DRIFTS } from './drifts';
import { POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import type { ComparisonAnswer } from '../../server/src/database/catalogue/comparisonAnswer';

async function atHead(): Promise<Bayut> {
  const project = await bayut();
  expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
  return project;
}

describe.skipIf(PYTHON === undefined || POSTGRES === undefined)(
  `check${PYTHON_SKIP}${POSTGRES_SKIP}`,
  { timeout: 240_000 },
  () => {
    it('says what Alembic says where models and database agree', async () => {
      const project = await atHead();
      const [ours, theirs] = [await project.run(['check']), await project.alembic(['check'])];
      expect(ours).toMatchObject({ code: 0, stdout: theirs.stdout });
      expect(ours.stdout).toBe('No new upgrade operations detected.\n');
      const { stdout } = await project.run(['check', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({ isSame: true, differences: [] });
    });

    it('has the verdict of Alembic for every drift, and a list of its own', async () => {
      expect(SEEDED_DRIFTS).toHaveLength(20);
      const project = await atHead();
      for (const { sql, check } of SEEDED_DRIFTS) {
        await project.sql(sql);
        const theirs = await project.alembic(['check']);
        const ours = await project.run(['check', '--json']);
        const answer = JSON.parse(ours.stdout) as ComparisonAnswer;
        expect
          .soft({ sql, code: ours.code, isSame: answer.isSame })
          .toEqual({ sql, code: theirs.code, isSame: theirs.code === 0 });
        expect.soft(answer.lines, sql).toEqual(check);
        await project.sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
        await project.run(['upgrade', 'head', '--yes', '--no-backup']);
      }
    });

    it('prints the words of Alembic, the list, and the next step', async () => {
      const project = await atHead();
      await project.sql('CREATE TABLE extra (id int PRIMARY KEY)');
      const outcome = await project.run(['check']);
      expect(outcome.code).toBe(255);
      expect(outcome.stdout).toMatch(
        /^FAILED: New upgrade operations detected: \[\('remove_table', Table\('extra'/u,
      );
      expect(outcome.stderr).toMatch(
        /The models have \(\+\) and env:DATABASE_URL has \(-\):\n {2}- table extra\n`retort revision --autogenerate -m TEXT` writes them as a revision\.\n$/u,
      );
      expect(await project.sql('SELECT count(*)::int AS n FROM alembic_version')).toEqual([{ n: 1 }]);
    });

    it('ends as Alembic where the database lacks revisions, with the way on', async () => {
      const project = await bayut();
      const outcome = await project.run(['check']);
      expect(outcome.code).toBe(255);
      expect(outcome.stdout).toBe('FAILED: Target database is not up to date.\n');
      expect(outcome.stderr).toContain('run `retort upgrade heads` first');
    });
  },
);
