// What fails inside the project's own code while it is asked, and not run, is told with the file and line that is to blame and
// what to do about it, whatever command asks.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { revisionSource, writeFiles } from '../support/commandLine';
import { alembic, NODE, NODE_SKIP, run, sqliteProject } from '../support/sqliteProject';

const MODELS = `import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = sa.Column(sa.Integer, primary_key=True)
`;

/** A project whose env.py imports its models, at its head. */
async function project(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = sqliteProject(
    { r1: revisionSource('r1', undefined, "op.execute('SELECT 1')") },
    {
      environment: (source) =>
        source.replace(
          'target_metadata = None',
          'import sys\nsys.path.insert(0, __file__.rsplit("/", 2)[0])\nfrom app.models import Base\ntarget_metadata = Base.metadata',
        ),
    },
  );
  writeFiles(folder, {
    'app/__init__.py': '',
    'app/models.py': MODELS,
    'migrations/script.py.mako': readFileSync(
      join(import.meta.dirname, '../../examples/shop/migrations/script.py.mako'),
      'utf8',
    ),
  });
  await alembic(folder, 'upgrade head');
  writeFiles(folder, files);
  return folder;
}

const COMMANDS: readonly (readonly [name: string, words: string])[] = [
  ['check', 'check'],
  ['autogenerate', 'revision --autogenerate -m more'],
  ['the text that Alembic prints', 'upgrade head --sql --runner alembic'],
  ['a run of Alembic', 'downgrade base --runner alembic --yes'],
  ['baseline', 'baseline'],
];

const SYNTAX = `${MODELS}\n    def broken(:\n        pass\n`;

const TROUBLES: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  place: string,
  words: RegExp,
])[] = [
  [
    'a model with an unknown name',
    { 'app/models.py': `${MODELS}    name = sa.Column(AutoString())\n` },
    'app/models.py:10',
    /NameError: name 'AutoString' is not defined/u,
  ],
  ['a model that is no Python', { 'app/models.py': SYNTAX }, 'app/models.py:11', /SyntaxError/u],
  [
    'a library that is missing',
    { 'app/models.py': `import no_such_library\n${MODELS}` },
    'app/models.py:1',
    /No module named 'no_such_library'[\s\S]*install it in that environment/u,
  ],
  [
    'a revision that imports what is not there',
    {
      'migrations/versions/r1.py': `from app.models import Nobody\n${revisionSource('r1', undefined, 'pass')}`,
    },
    'migrations/versions/r1.py:1',
    /cannot import name 'Nobody'/u,
  ],
];

describe.skipIf(PYTHON === undefined || NODE === undefined)(
  `the guilty line${PYTHON_SKIP}${NODE_SKIP}`,
  { timeout: 120_000 },
  () => {
    for (const [what, files, place, words] of TROUBLES) {
      it(`of ${what}`, async () => {
        const folder = await project(files);
        for (const [name, command] of COMMANDS) {
          if (name === 'baseline') {
            // It is for a project without revisions.
            if (place.includes('versions')) continue;
            rmSync(join(folder, 'migrations/versions/r1.py'));
          }
          const { code, stderr } = await run(folder, command, []);
          expect.soft({ name, failed: code !== 0 }).toEqual({ name, failed: true });
          const said = stderr.slice(stderr.lastIndexOf('error:'));
          expect.soft(`${name}: ${said}`).toMatch(new RegExp(`\\((?:/.*/)?${place}\\)`, 'u'));
          expect.soft(`${name}: ${said}`).toMatch(words);
        }
      });
    }

    it('of a variable that env.py asks for in vain', async () => {
      const folder = await project({});
      const path = join(folder, 'migrations/env.py');
      const source = readFileSync(path, 'utf8').replace(
        'config = context.config\n',
        'config = context.config\nimport os\nURL = os.environ["APP_DATABASE_URL"]\n',
      );
      writeFiles(folder, { 'migrations/env.py': source });
      const line = source.split('\n').findIndex((text) => text.startsWith('URL =')) + 1;
      const { stderr } = await run(folder, 'upgrade head --sql --runner alembic');
      expect(stderr).toContain(`(migrations/env.py:${line})`);
      expect(stderr).toContain('The variable that env.py reads the URL from is not set');
    });

    it.each([
      ['postgresql://u:p%40ss@localhost/d', /InterpolationSyntaxError/u, /'%' must be followed by '%'/u],
      [
        'driver://user:pa40ss@localhost/dbname',
        /Can't load plugin/u,
        /is the example of the template still/u,
      ],
      ['nosuch://u:pa40ss@localhost/d', /Can't load plugin: sqlalchemy\.dialects:nosuch/u, /nosuch/u],
    ])('is that of the URL in alembic.ini where it is to blame: %s', async (url, byAlembic, byUs) => {
      const folder = sqliteProject({ r1: revisionSource('r1', undefined, 'pass') }, { url });
      for (const [words, reason] of [
        ['upgrade head --sql --runner alembic', byAlembic],
        ['current', byUs],
        ['upgrade head --yes', byUs],
      ] as const) {
        const { code, stderr } = await run(folder, words);
        expect.soft({ words, failed: code !== 0 }).toEqual({ words, failed: true });
        expect.soft(`${words}: ${stderr}`).toMatch(/\(alembic\.ini:3\)/u);
        expect.soft(`${words}: ${stderr}`).toMatch(reason);
        expect.soft(`${words}: ${stderr}`).not.toContain('40ss');
      }
    });

    it.each([
      [
        'no logging section',
        (ini: string) => ini.slice(0, ini.indexOf('[loggers]')),
        'formatters',
        'alembic.ini:1',
      ],
      [
        'no formatter',
        (ini: string) => ini.replace(/\[formatter_generic\][^]*$/u, ''),
        'formatter_generic',
        'alembic.ini:',
      ],
    ])('is that of the ini file where fileConfig() fails: %s', async (_, without, key, place) => {
      const folder = sqliteProject({ r1: revisionSource('r1', undefined, "op.execute('SELECT 1')") });
      const path = join(folder, 'alembic.ini');
      writeFiles(folder, { 'alembic.ini': without(readFileSync(path, 'utf8')) });
      await expect(alembic(folder, 'upgrade head')).rejects.toThrow(`KeyError: '${key}'`);
      const native = await run(folder, 'upgrade head --yes --runner native');
      expect([native.code, native.stderr]).toEqual([3, expect.stringContaining(`fails: KeyError: '${key}'`)]);
      const { code, stdout, stderr } = await run(folder, 'upgrade head --yes');
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain(`KeyError: '${key}'`);
      expect(stdout + stderr).toContain(place);
    });

    it('is that of env.py where it asks for a variable that is not set, before a run of ours begins', async () => {
      const folder = sqliteProject(
        { r1: revisionSource('r1', undefined, "op.execute('SELECT 1')") },
        {
          environment: (source) =>
            source.replace(
              'target_metadata = None',
              'import os\ntarget_metadata = None\nSCHEMA = os.environ["APP_SCHEMA"]',
            ),
        },
      );
      await expect(alembic(folder, 'upgrade head')).rejects.toThrow("KeyError: 'APP_SCHEMA'");
      const { code, stderr } = await run(folder, 'upgrade head --yes --runner native');
      expect([code, stderr]).toEqual([
        3,
        expect.stringMatching(/KeyError: 'APP_SCHEMA' \(migrations\/env\.py:\d+\)/u),
      ]);
    });

    it('is that of the URL where a server says no', async () => {
      const folder = sqliteProject({}, { url: 'postgresql://nobody@127.0.0.1:1/app' });
      const { code, stderr } = await run(folder, 'current');
      expect(code).toBe(4);
      expect(stderr).toMatch(/\(alembic\.ini:3\)\n {2}Check that the server runs/u);
      const named = await run(folder, 'current --database postgresql://nobody@127.0.0.1:1/app');
      expect(named.stderr).not.toContain('alembic.ini');
    });
  },
);
