// What Retort remembers of the files it ran: warnings for those that were edited afterwards, and rows that no file declares.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bayut, type Bayut } from './bayut';
import { POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { program, retort } from '../support/commandLine';

const FIRST = 'alembic/versions/simplified_location_migration.py';
const EDITED =
  /simplified_location_migration\.py was edited after env:DATABASE_URL ran it \(\d{4}-\d\d-\d\d\)/u;

async function atHead(): Promise<Bayut> {
  const project = await bayut();
  expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
  return project;
}

async function planOf(project: Bayut): Promise<string> {
  const { stdout, stderr } = await project.run(['downgrade', '-1', '--plan']);
  return stdout + stderr;
}

async function findingsOf(project: Bayut): Promise<string> {
  const { stdout } = await retort(project.folder, ['lint', FIRST], { env: project.env });
  return stdout;
}

describe.skipIf(POSTGRES === undefined)(
  `a revision edited after it ran${POSTGRES_SKIP}`,
  { timeout: 240_000 },
  () => {
    it('is warned of in the plan and by lint, until it is as it was', async () => {
      const project = await atHead();
      expect(await planOf(project)).not.toMatch(/was edited/u);
      project.edit(FIRST, 'sa.String(length=200)', 'sa.String(length=201)');
      expect(await planOf(project)).toMatch(EDITED);
      expect(await findingsOf(project)).toMatch(
        /\[edited-after-applied\].*env:DATABASE_URL ran this revision on \d{4}-\d\d-\d\d with other/su,
      );
      project.edit(FIRST, 'sa.String(length=201)', 'sa.String(length=200)');
      project.edit(FIRST, '\n\n\ndef upgrade', '  \n\n\ndef upgrade');
      expect(await planOf(project)).not.toMatch(/was edited/u);
      expect(await findingsOf(project)).not.toMatch(/edited-after-applied/u);
    });

    it('is no matter once it was downgraded, and counts anew when it runs again', async () => {
      const project = await atHead();
      expect(await project.run(['downgrade', 'base', '--yes', '--no-backup'])).toMatchObject({ code: 0 });
      project.edit(FIRST, 'sa.String(length=200)', 'sa.String(length=201)');
      expect(await findingsOf(project)).not.toMatch(/edited-after-applied/u);
      expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
      expect(await planOf(project)).not.toMatch(/was edited/u);
      project.edit(FIRST, 'sa.String(length=201)', 'sa.String(length=200)');
      expect(await planOf(project)).toMatch(EDITED);
    });
  },
);

describe.skipIf(POSTGRES === undefined)(
  `a version row that no file declares${POSTGRES_SKIP}`,
  { timeout: 240_000 },
  () => {
    const HEAD = 'alembic/versions/629a6ca77da7_add_foreign_key_constraints.py';

    it('is found in git, and brought back from there', async () => {
      const project = await atHead();
      const git = async (words: string): Promise<void> => {
        const as = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
        expect(await program('git', [...as, ...words.split(' ')], project.folder)).toMatchObject({ code: 0 });
      };
      await git('init -q');
      await git('add .');
      await git('commit -qm all');
      await git(`rm -q ${HEAD}`);
      await git('commit -qm less');
      const refused = await project.run(['upgrade', 'head', '--yes']);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(
        /error: Can't locate revision identified by '629a6ca77da7'.*\n.*Git has the file, in [0-9a-f]+ \(.*\): `retort restore-revision 629a6ca77da7` brings it back/u,
      );
      const restored = await retort(project.folder, ['restore-revision', '629a6ca77da7']);
      expect(restored).toMatchObject({ code: 0 });
      expect(await project.run(['upgrade', 'head', '--yes'])).toMatchObject({ code: 0 });
    });

    it('is said to be nowhere without git', async () => {
      const project = await atHead();
      rmSync(join(project.folder, HEAD));
      const refused = await project.run(['upgrade', 'head', '--yes']);
      expect(refused.stderr).toMatch(/nor one in git.*retort stamp --purge/u);
    });
  },
);
