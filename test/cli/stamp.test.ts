// stamp and ensure_version: the text of --sql and the rows they leave, beside a real Alembic.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import {
  copyOfExample,
  program,
  retort,
  revisionSource,
  writeFiles,
  type Outcome,
} from '../support/commandLine';

const HEAD = 'f90e2c7b315d';

function run(folder: string, words: string): Promise<Outcome> {
  const env = {
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '', '-m', 'alembic']),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
  return retort(folder, words.split(' '), { env });
}

/** base -> a111 -> b222, c333; another base x888 -> y999, which depends on b222. */
function branched(): string {
  const folder = copyOfExample('shop');
  const revision = (id: string, parent: string | undefined, more = ''): string =>
    revisionSource(id, parent, 'pass').replace('\n\n\ndef upgrade', `\n${more}\n\ndef upgrade`);
  writeFiles(folder, {
    'alembic.ini': readFileSync(join(folder, 'alembic.ini'), 'utf8').replace(
      'path_separator',
      'version_locations = %(here)s/mine\npath_separator',
    ),
    'mine/a.py': revision('a111', undefined),
    'mine/b.py': revision('b222', 'a111', 'branch_labels = ("left",)'),
    'mine/c.py': revision('c333', 'a111'),
    'mine/x.py': revision('x888', undefined, 'branch_labels = ("other",)'),
    'mine/y.py': revision('y999', 'x888', 'depends_on = "b222"'),
  });
  return folder;
}

async function rows(folder: string): Promise<readonly string[]> {
  const { stdout } = await run(folder, 'current --json');
  return [...(JSON.parse(stdout) as { current: string[] }).current].sort();
}

describe('stamp', () => {
  it('sets the row without running anything, and says so before', async () => {
    const folder = copyOfExample('shop');
    const { code, stdout } = await run(folder, 'stamp head --yes');
    expect(code).toBe(0);
    expect(stdout).toContain(`INSERT INTO alembic_version (version_num) VALUES ('${HEAD}')`);
    expect(stdout).toContain('A stamp runs no revision');
    expect((await run(folder, 'current')).stdout).toBe(`${HEAD} (head)\n`);
    expect((await run(folder, 'stamp head --yes')).stdout).toContain('Nothing to do');
  });

  it('asks before it runs', async () => {
    const folder = copyOfExample('shop');
    expect((await run(folder, 'stamp head --plan')).code).toBe(0);
    expect((await run(folder, 'stamp head')).code).toBe(2);
    expect((await run(folder, 'current')).stdout).toBe('');
  });

  it('gets away from a revision whose file is gone only with --purge', async () => {
    const folder = branched();
    writeFiles(folder, { 'mine/gone.py': revisionSource('gone', 'c333', 'pass') });
    expect((await run(folder, 'stamp gone --yes')).code).toBe(0);
    rmSync(join(folder, 'mine', 'gone.py'));
    const refused = await run(folder, 'stamp a111 --yes');
    expect(refused.code).toBe(2);
    expect((await run(folder, 'stamp a111 --purge --yes')).code).toBe(0);
    expect(await rows(folder)).toEqual(['a111']);
  });

  it.each([
    ['stamp nothing --yes', "Can't locate revision identified by 'nothing'"],
    ['stamp head --yes', 'Multiple heads are present; please specify a single target revision'],
    ['stamp head --purge --sql', "Can't use --purge with --sql mode"],
    ['stamp a111:b222 c333:b222 --sql', 'only supports a single starting revision'],
  ])('%s is refused in Alembic’s words', async (words, message) => {
    const { code, stdout, stderr } = await run(branched(), words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('ensure_version', () => {
  it('creates the table once', async () => {
    const folder = copyOfExample('shop');
    expect((await run(folder, 'ensure_version --yes')).stdout).toContain('CREATE TABLE alembic_version (');
    expect((await run(folder, 'ensure_version --yes')).stdout).toContain('Nothing to do');
  });
});

describe.skipIf(PYTHON === undefined)(`as Alembic does${PYTHON_SKIP}`, () => {
  it.each([
    'stamp head --sql',
    'stamp 7cb1d85f0e3a:head --sql',
    'stamp 7cb1d85f0e3a:base --sql',
    'stamp base --sql',
    'stamp 7cb1d85f0e3a 8d52e0b6c1fa --sql',
    'stamp 7cb1:8d52 --sql',
    'ensure_version --sql',
  ])('%s', async (words) => {
    const folder = copyOfExample('shop');
    const env = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
    const theirs = await program(PYTHON ?? '', ['-m', 'alembic', ...words.split(' ')], folder, { env });
    expect(await run(folder, words)).toMatchObject({ code: 0, stdout: theirs.stdout });
  });

  // A run of Alembic succeeds only when it leaves the rows that were planned for it.
  it('the rows are the same from every start', async () => {
    const folder = branched();
    for (const [start, target] of [
      ['base', 'heads'],
      ['heads', 'a111'],
      ['b222 c333', 'left@base'],
      ['b222 x888', 'c333'],
      ['a111', 'b222 c333'],
      ['y999', 'b222'],
      ['b222 c333', 'other@head'],
    ] as const) {
      const ends: (readonly string[])[] = [];
      for (const runner of ['native', 'alembic']) {
        expect((await run(folder, `stamp ${start} --purge --yes`)).code).toBe(0);
        const outcome = await run(folder, `stamp ${target} --yes --runner ${runner}`);
        expect({ start, target, runner, ...outcome }).toMatchObject({ code: 0 });
        ends.push(await rows(folder));
      }
      expect(ends[0]).toEqual(ends[1]);
    }
    expect((await run(folder, 'stamp c333 --purge --yes --runner alembic')).code).toBe(0);
    expect(await rows(folder)).toEqual(['c333']);
  });
});
