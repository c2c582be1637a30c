// Commands that change several files, killed after each single change: the next command finds the project as it was or as it was
// to be, says what it took back, and does its own work.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { ROOT } from '../support/build';
import { retort, revisionSource, temporaryFolder, writeFiles, type Outcome } from '../support/commandLine';

const KILLER = join(ROOT, 'test', 'support', 'killAt.cjs');
/** More changes than any of the commands makes. */
const MOST = 60;

function envOf(folder: string): Record<string, string> {
  return {
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '/nowhere/python', '-m', 'alembic']),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

const run = (folder: string, words: readonly string[]): Promise<Outcome> =>
  retort(folder, words, { env: envOf(folder) });

/** Runs a command that is killed after so many changes of files; true when it was. */
async function killed(folder: string, words: readonly string[], at: number): Promise<boolean> {
  const env = {
    ...envOf(folder),
    NODE_OPTIONS: `--require ${KILLER}`,
    KILL_AT: String(at),
    KILL_BELOW: folder,
  };
  const { code, stderr } = await retort(folder, words, { env });
  expect([0, -1], stderr).toContain(code);
  return code === -1;
}

/** Every file and its text, without what belongs to Retort and to a database. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name)));
  const own = paths.filter((path) => !/(?:^|\/)(?:\.retort|__pycache__)\/|\.db$/u.test(path));
  return Object.fromEntries(own.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

describe('killed after each change of a file', { timeout: 600_000 }, () => {
  it('init: the next one makes the whole project', async () => {
    const words = ['init', 'migrations', '--package', '-t', 'pyproject'];
    const projectOf = (): string => {
      const folder = join(temporaryFolder('p'), 'shop');
      writeFiles(folder, { 'pyproject.toml': '[project]\nname = "shop"\n' });
      return folder;
    };
    const untouched = projectOf();
    expect(await run(untouched, words)).toMatchObject({ code: 0 });
    const whole = filesOf(untouched);
    expect(Object.keys(whole).length).toBeGreaterThan(4);
    let kills = 0;
    for (let at = 1; at < MOST; at += 1) {
      const folder = projectOf();
      if (!(await killed(folder, words, at))) break;
      kills += 1;
      const { code, stderr } = await run(folder, words);
      expect({ at, code, stderr }).toEqual({
        at,
        code: 0,
        stderr: expect.stringMatching(/^(?:note: `retort init` was ended|$)/u) as string,
      });
      expect([at, filesOf(folder)]).toEqual([at, whole]);
    }
    expect(kills).toBeGreaterThan(8);
  });

  it('rename: the files are as they were, or as they were to be', async () => {
    const projectOf = (): string => {
      const folder = join(temporaryFolder('p'), 'shop');
      writeFiles(folder, {
        'alembic.ini': '[alembic]\nscript_location = %(here)s/migrations\n',
        'migrations/env.py': '',
        'migrations/versions/one_one.py': revisionSource('one1', undefined, 'pass'),
        'migrations/versions/two_two.py': revisionSource('two2', 'one1', 'pass'),
      });
      return folder;
    };
    const untouched = projectOf();
    const before = filesOf(untouched);
    expect(await run(untouched, ['rename', 'one1', 'first1'])).toMatchObject({ code: 0 });
    const after = filesOf(untouched);
    const seen = new Set<string>();
    for (let at = 1; at < MOST; at += 1) {
      const folder = projectOf();
      if (!(await killed(folder, ['rename', 'one1', 'first1'], at))) break;
      const { code, stdout } = await run(folder, ['heads']);
      expect([at, code, stdout]).toEqual([at, 0, 'two2 (head)\n']);
      const now = filesOf(folder);
      const isBefore = JSON.stringify(now) === JSON.stringify(before);
      if (!isBefore) expect([at, now]).toEqual([at, after]);
      seen.add(isBefore ? 'before' : 'after');
    }
    expect(seen.has('before')).toBe(true);
  });
});

describe.skipIf(PYTHON === undefined)(
  `killed while a history begins${PYTHON_SKIP}`,
  { timeout: 900_000 },
  () => {
    const WIRED = [
      'init',
      'database/migrations',
      '--models',
      'auto',
      '--url',
      'sqlite:///database/bww_assistant.db',
    ];

    /** The chat assistant with Alembic, and with a history of two revisions. */
    async function begun(revisions: number): Promise<string> {
      const folder = join(temporaryFolder('p'), 'Migochat');
      cpSync(join(ROOT, 'test', 'workspaces', 'migochat'), folder, { recursive: true });
      expect(await run(folder, WIRED)).toMatchObject({ code: 0 });
      if (revisions > 0) {
        expect(await run(folder, ['baseline', '--rev-id', 'a1'])).toMatchObject({ code: 0 });
        const text = revisionSource(
          'b2',
          'a1',
          'op.add_column("users", sa.Column("extra", sa.Text()))\nop.drop_column("users", "extra")',
          'pass',
        );
        writeFiles(folder, { 'database/migrations/versions/b2_more.py': text });
      }
      return folder;
    }

    const copyOf = (folder: string): string => {
      const copy = join(temporaryFolder('p'), basename(folder));
      cpSync(folder, copy, { recursive: true });
      return copy;
    };

    it.each<readonly [string, number, readonly string[]]>([
      ['baseline', 0, ['baseline', '--rev-id', 'c3']],
      ['reset-history', 2, ['reset-history', '--confirm', 'Migochat', '--rev-id', 'c3']],
    ])(
      '%s: the history is the old one or the new one, and the command works the next time',
      async (_, revisions, words) => {
        const project = await begun(revisions);
        const old = filesOf(project);
        const reference = copyOf(project);
        expect(await run(reference, words)).toMatchObject({ code: 0 });
        const namesOf = (folder: string): readonly string[] => Object.keys(filesOf(folder));
        const whole = namesOf(reference);
        let kills = 0;
        for (let at = 1; at < MOST; at += 1) {
          const folder = copyOf(project);
          if (!(await killed(folder, words, at))) break;
          kills += 1;
          const { code } = await run(folder, ['heads']);
          expect([at, code]).toEqual([at, 0]);
          const now = namesOf(folder);
          if (JSON.stringify(now) === JSON.stringify(whole)) continue;
          expect([at, filesOf(folder)]).toEqual([at, old]);
          // Where nothing that a file system does came between, once is enough.
          if (at % 3 !== 1) continue;
          expect([at, (await run(folder, words)).code]).toEqual([at, 0]);
          expect([at, namesOf(folder)]).toEqual([at, whole]);
          expect(existsSync(join(folder, 'database/migrations/versions/c3_baseline.py'))).toBe(true);
        }
        console.log(`${words[0] ?? ''}: killed ${kills} times`);
        expect(kills).toBeGreaterThan(0);
      },
    );
  },
);
