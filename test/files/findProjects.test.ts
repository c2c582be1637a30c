// Finding projects in a folder: every configuration, every section, and nothing from packages and environments.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProjects } from '../../server/src/files/findProjects';
import { temporaryFolder } from './temporaryFolder';

const INI = '[alembic]\nscript_location = m\n';
const TOML = '[tool.alembic]\nscript_location = "m"\n';

function found(folder: string): string[] {
  return Array.from(findProjects(folder)).flatMap((place) => {
    if (place === undefined) return [];
    const files = place.configFiles.map((path) => path.slice(folder.length + 1));
    return [`${files.join(' + ')} [${place.section}]`];
  });
}

test('ini files, sections and pyproject.toml', () => {
  const folder = temporaryFolder({
    'alembic.ini': INI,
    'api/alembic.ini': '[alembic]\n[one]\nscript_location = a\n[two]\nscript_location = b\n',
    'api/tox.ini': '[tox]\n',
    'both/alembic.ini': INI,
    'both/pyproject.toml': TOML,
    'toml/pyproject.toml': TOML,
    'plain/pyproject.toml': '[tool.black]\n# alembic\n',
    'named/db.ini': INI,
    'broken/alembic.ini': 'nonsense\n',
    'broken-toml/pyproject.toml': '[tool.alembic]\nx = = 1\n',
  });
  expect(found(folder)).toEqual([
    'alembic.ini [alembic]',
    'api/alembic.ini [one]',
    'api/alembic.ini [two]',
    'both/alembic.ini + both/pyproject.toml [alembic]',
    'broken/alembic.ini [alembic]',
    'broken-toml/pyproject.toml [alembic]',
    'named/db.ini [alembic]',
    'toml/pyproject.toml [alembic]',
  ]);
});

test('packages, environments and hidden folders are left out', () => {
  const folder = temporaryFolder({
    'node_modules/x/alembic.ini': INI,
    '.venv/alembic.ini': INI,
    'my-env/pyvenv.cfg': '',
    'my-env/lib/alembic.ini': INI,
    'lib/site-packages/alembic.ini': INI,
    'kept/alembic.ini': INI,
  });
  expect(found(folder)).toEqual(['kept/alembic.ini [alembic]']);
});

test.runIf(process.platform !== 'win32')('a link that leads back to the folder ends', () => {
  const folder = temporaryFolder({ 'a/alembic.ini': INI });
  symlinkSync(folder, join(folder, 'a/again'));
  expect(found(folder)).toEqual(['a/alembic.ini [alembic]']);
});

test('a folder that is not there has none', () => {
  expect(found(join(temporaryFolder({}), 'gone'))).toEqual([]);
});
