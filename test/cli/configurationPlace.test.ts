// The line of the configuration for what Alembic, SQLAlchemy and Python say, wherever it came up.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { configurationPlace } from '../../server/src/cli/configurationPlace';
import { loadProject, projectFolder } from '../../server/src/files/project';
import { temporaryFolder, writeFiles } from '../support/commandLine';

const SQLALCHEMY = '/v/site-packages/sqlalchemy/engine/create.py';
const LOGGING = '/usr/lib/python3.11/logging/config.py';
const INI = `[alembic]
# sqlalchemy.url = postgresql+asyncpg://comment/d
script_location = %(here)s/migrations
sqlalchemy.url = postgresql://h/d

[loggers]
keys = root,
    app
`;

it.each([
  ["ModuleNotFoundError: No module named 'psycopg2'", SQLALCHEMY, 'alembic.ini', 4],
  ["ModuleNotFoundError: No module named 'psycopg2'", '/p/models.py', undefined, 0],
  ["ModuleNotFoundError: No module named 'asyncpg'", SQLALCHEMY, '.env', 2],
  ["NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres", SQLALCHEMY, '.env', 1],
  ["NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:gone", SQLALCHEMY, undefined, 0],
  ["KeyError: 'url'", SQLALCHEMY, 'alembic.ini', 4],
  ["KeyError: 'url'", '/p/env.py', undefined, 0],
  ["KeyError: 'logger_app'", LOGGING, 'alembic.ini', 8],
  ["KeyError: 'formatters'", LOGGING, 'alembic.ini', 1],
  [
    "Bad value substitution: option 'sqlalchemy.url' in section 'alembic' contains an interpolation key 'x' which",
    LOGGING,
    'alembic.ini',
    4,
  ],
  ['ArgumentError: Could not parse SQLAlchemy URL from given URL string', SQLALCHEMY, 'alembic.ini', 4],
])('%s in %s: %s, line %s', (message, raisedIn, name, line) => {
  const folder = temporaryFolder('project');
  writeFiles(folder, {
    'alembic.ini': INI,
    '.env': 'OLD=postgres://h/d\nNEW=postgresql+asyncpg://h/d\n',
    'migrations/env.py': '',
  });
  const project = loadProject({
    configFiles: [],
    section: 'alembic',
    cwd: folder,
    alembicConfig: undefined,
    pythonPath: undefined,
  });
  if (project.kind !== 'project') throw new Error(project.message);
  expect(configurationPlace({ project, folder: projectFolder(project) }, message, raisedIn)).toEqual(
    name === undefined ? undefined : { path: join(folder, name), line },
  );
});
