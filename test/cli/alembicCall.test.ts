// How the project's Alembic is found and what it is given, what env.py says of its database, and how its failures are read.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alembicWords } from '../../server/src/cli/run/alembicWords';
import { readAddress } from '../../server/src/cli/run/alembicAddress';
import type { CommandInput } from '../../server/src/cli/command';
import { findAlembic } from '../../server/src/database/alembicCommand';
import { readFailure } from '../../server/src/database/alembicOutput';
import { copyOfExample, retort, temporaryFolder, writeFiles } from '../support/commandLine';

function program(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('finding Alembic', () => {
  const search = (
    folder: string,
    environment: Readonly<Record<string, string>>,
  ): ReturnType<typeof findAlembic> => findAlembic({ environment, folders: [folder], cwd: folder });

  it('takes RETORT_ALEMBIC first, as words or as a path', () => {
    const folder = temporaryFolder('p');
    const own = program(join(folder, 'bin', 'a b'));
    program(join(folder, '.venv', 'bin', 'alembic'));
    expect(search(folder, { RETORT_ALEMBIC: JSON.stringify([own, '-m', 'alembic']) })).toMatchObject({
      argv: [own, '-m', 'alembic'],
    });
    expect(search(folder, { RETORT_ALEMBIC: own })).toMatchObject({ argv: [own], reason: 'RETORT_ALEMBIC' });
  });

  it.each(['./alembic', 'bin/alembic', '[1]', '["relative/x"]', '/nowhere/alembic', '[]'])(
    'refuses RETORT_ALEMBIC=%s and looks no further',
    (setting) => {
      const folder = temporaryFolder('p');
      program(join(folder, 'bin', 'alembic'));
      program(join(folder, '.venv', 'bin', 'alembic'));
      expect(search(folder, { RETORT_ALEMBIC: setting })).toHaveProperty('problem');
    },
  );

  it('goes from the active environment to .venv, lock files and PATH', () => {
    const folder = temporaryFolder('p');
    const bin = join(dirname(folder), 'tools');
    expect(search(folder, { PATH: bin })).toHaveProperty('problem');
    const onPath = program(join(bin, 'alembic'));
    expect(search(folder, { PATH: bin })).toMatchObject({ argv: [onPath] });
    const uv = program(join(bin, 'uv'));
    writeFileSync(join(folder, 'uv.lock'), '');
    expect(search(folder, { PATH: bin })).toMatchObject({ argv: [uv, 'run', 'alembic'] });
    const local = program(join(folder, '.venv', 'bin', 'alembic'));
    expect(search(folder, { PATH: bin })).toMatchObject({ argv: [local] });
    const active = program(join(bin, 'env', 'bin', 'alembic'));
    expect(search(folder, { PATH: bin, VIRTUAL_ENV: join(bin, 'env') })).toMatchObject({ argv: [active] });
  });

  it('takes nothing from a relative entry of PATH, an empty one, or the working folder', () => {
    const folder = temporaryFolder('p');
    program(join(folder, 'alembic'));
    program(join(folder, 'bin', 'alembic'));
    const path = ['.', '', 'bin', './bin', folder, `${folder}/`, `${folder}/bin/..`].join(delimiter);
    expect(search(folder, { PATH: path })).toHaveProperty('problem');
    expect(search(folder, { PATH: path, RETORT_ALEMBIC: 'alembic' })).toHaveProperty('problem');
  });
});

describe('the arguments', () => {
  const words = (target: string, global: Partial<CommandInput['global']> = {}): readonly string[] =>
    alembicWords(
      {
        global: { configFiles: [], section: 'alembic', xArguments: [], isQuiet: false, ...global },
      } as CommandInput,
      'upgrade',
      [],
      [target],
    );

  it('are Alembic’s, in Alembic’s order', () => {
    expect(words('-1', { configFiles: ['a b.ini'], section: 'x', xArguments: ['k=v', 'l'] })).toEqual(
      '-c|a b.ini|-n|x|-x|k=v|-x|l|upgrade|-1'.split('|'),
    );
  });

  it('never hold a value that could be an option', () => {
    const pieces = ['-', '--sql', '-c', 'x', '=', ' ', ';', '$(id)', '1', '\0', '\n', '@', '"', '+'];
    for (let seed = 0; seed < 10_000; seed += 1) {
      const target = [1, 14, 196].map((base) => pieces[Math.floor(seed / base) % 14] ?? '').join('');
      try {
        expect(words(target).at(-1)).toBe(target);
        expect(target).toMatch(/^(?:[^-]|-\d+$)/u);
      } catch (error) {
        expect(String(error)).toContain('is not a revision');
      }
    }
    expect(() => words('head', { xArguments: ['--sql'] })).toThrow('expected one argument');
  });
});

describe('the process', () => {
  it('sees every word as it was given, and no shell in between', async () => {
    const folder = copyOfExample('shop');
    const seen = join(dirname(folder), 'seen.json');
    writeFiles(folder, {
      'stub.js': `require('fs').writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.argv.slice(2)))`,
    });
    const hostile = ['a=$(touch pwned)', 'b=; touch pwned', 'c="\'`', 'd=\n* %PATH% é', '| touch pwned'];
    const outcome = await retort(
      folder,
      [...hostile.flatMap((word) => ['-x', word]), 'upgrade', 'head', '--yes', '--runner', 'alembic'],
      {
        env: {
          RETORT_ALEMBIC: JSON.stringify([process.execPath, join(folder, 'stub.js')]),
          XDG_CACHE_HOME: join(dirname(folder), 'cache'),
        },
      },
    );
    // It answers nothing, so it is not trusted with the database.
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('env.py does not say which database it connects to');
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toEqual([
      ...hostile.flatMap((word) => ['-x', word]),
      'current',
      '--verbose',
    ]);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});

describe('env.py and the address', () => {
  const engine =
    'engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.")\n';
  it.each([
    ['os.environ["DATABASE_URL"]', ['DATABASE_URL'], false, false],
    ['os.environ.get(\'DB\', 1)\nos.getenv("X")', ['DB', 'X'], false, false],
    ['# os.environ["DATABASE_URL"]\n"""os.environ["B"]"""\n', [], false, false],
    [engine, [], true, false],
    [
      `url = config.get_main_option("sqlalchemy.url")\ncontext.configure(url=url)\n${engine}`,
      [],
      true,
      false,
    ],
    [`config.set_main_option("sqlalchemy.url", settings.url)\n${engine}`, [], false, false],
    [`section["sqlalchemy.url"] = get_url()\n${engine}`, [], false, false],
    ['create_engine(get_url())', [], false, false],
    ['os.environ["DATABASE_URL"] = "x"', ['DATABASE_URL'], false, true],
    ['load_dotenv(override=True)\nos.environ["DATABASE_URL"]', ['DATABASE_URL'], false, true],
    [`context.get_x_argument()\n${engine}`, [], true, true],
  ])('%j', (source, variables, isPlainIni, isObstacle) => {
    const reading = readAddress(source, true);
    expect([reading.variables, reading.isPlainIni, reading.obstacle !== undefined]).toEqual([
      variables,
      isPlainIni,
      isObstacle,
    ]);
  });
});

describe('how Alembic fails', () => {
  const revisions = new Set(['/p/versions/one.py']);
  const files = { revisions, isOwn: (path: string) => path.startsWith('/p/'), configured: () => undefined };
  const traceback = (frames: string, end: string): string =>
    `INFO noise\nTraceback (most recent call last):\n${frames}\n${end}\n`;
  const one = '  File "/p/versions/one.py", line 12, in upgrade\n    op.execute("x")';
  const library = '  File "/lib/sqlalchemy/engine.py", line 9, in f\n    raise';

  it('reads FAILED', () => {
    expect(readFailure("FAILED: Can't locate revision identified by 'x'\n", 'ERROR', files)).toMatchObject({
      message: "Can't locate revision identified by 'x'",
      nextStep: expect.stringContaining('--purge') as string,
      path: undefined,
    });
  });

  it('reads the exception, its SQL and the last own line, and leaves out the parameters', () => {
    const end = `sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) no table\nLINE 1: x\n        ^\n\n[SQL: SELECT 1\nFROM x]\n[parameters: {'a': 'secret'}]\n(Background on this error at: y)`;
    const failure = readFailure('', traceback(`${one}\n${library}`, end), files);
    expect(failure).toMatchObject({ path: '/p/versions/one.py', line: 12, sql: 'SELECT 1\nFROM x' });
    expect(failure?.message).toBe(
      'sqlalchemy.exc.ProgrammingError: (psycopg2.errors.UndefinedTable) no table LINE 1: x',
    );
  });

  it('takes the last of chained tracebacks, and no place where no file is the project’s', () => {
    const chained = `${traceback(one, 'ValueError: first')}\nDuring handling:\n\n${traceback(library, 'KeyError: last')}`;
    expect(readFailure('', chained, files)).toMatchObject({ message: 'KeyError: last', path: undefined });
    expect(readFailure('', '', files)).toBeUndefined();
  });

  it('says which file has to be corrected', () => {
    const env = '  File "/p/env.py", line 3, in <module>\n    boom()';
    const toDo = (frames: string) => readFailure('', traceback(frames, 'ValueError: x'), files)?.nextStep;
    expect([toDo(one), toDo(env)]).toEqual([
      'Correct the revision, then run it again.',
      'Correct env.py, then run it again.',
    ]);
  });
});
