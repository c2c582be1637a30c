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
