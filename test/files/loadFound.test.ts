// From where Alembic is run, for a configuration that was found below a workspace folder.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findProjects } from '../../server/src/files/findProjects';
import { loadFound } from '../../server/src/files/loadFound';
import { temporaryFolder } from './temporaryFolder';

/** The folder of each project, below the root, and its script folder or what is wrong with it. */
function loaded(root: string, roots: readonly string[] = [root]): readonly (readonly [string, string])[] {
  return Array.from(findProjects(root)).flatMap((found) => {
    if (found === undefined) return [];
    const { place, project } = loadFound(found, roots);
    const below = (path: string): string => path.slice(root.length);
    return [
      [below(place.folder), project.kind === 'project' ? below(project.scriptLocation) : project.message],
    ] as const;
  });
}

const ini = (location: string): string => `[alembic]\nscript_location = ${location}\n`;

test('its own folder comes first, though the path leads somewhere from above as well', () => {
  const root = temporaryFolder({ 'api/alembic.ini': ini('m'), 'api/m/env.py': '', 'm/env.py': '' });
  expect(loaded(root)).toEqual([['/api', '/api/m']]);
});

test('else the nearest one above', () => {
  const root = temporaryFolder({
    'h/migrations/env.py': '',
    'services/a/conf/alembic.ini': ini('h/migrations'),
    'services/a/h/migrations/env.py': '',
    'services/b/conf/deep/alembic.ini': ini('services/b/m'),
    'services/b/m/env.py': '',
  });
  expect(loaded(root)).toEqual([
    ['/services/a', '/services/a/h/migrations'],
    ['', '/services/b/m'],
  ]);
});

test('never above the workspace folder, and what is wrong is told of its own folder', () => {
  const root = temporaryFolder({ 'work/conf/alembic.ini': ini('m'), 'm/env.py': '' });
  expect(loaded(root, [join(root, 'work')])).toEqual([
    ['/work/conf', "Path doesn't exist: m.  Please use the 'init' command to create a new scripts folder."],
  ]);
});

test('the settings of that folder count, as they do for a command that is run there', () => {
  const root = temporaryFolder({
    'conf/alembic.ini': ini('m'),
    'conf/pyproject.toml': '[tool.retort]\ndialect = "sqlite"\n',
    'm/env.py': '',
    'pyproject.toml': '[tool.retort]\ndialect = "postgresql"\n',
  });
  const [found] = Array.from(findProjects(root)).filter((one) => one !== undefined);
  const { project } = loadFound(found ?? { folder: '', configFiles: [], section: '' }, [root]);
  expect(project).toMatchObject({ kind: 'project', retort: { dialect: 'postgresql' } });
});
