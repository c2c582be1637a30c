// Modules of a project by their dotted name: where Python would find them, and nowhere else.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../../server/src/files/project';
import { projectModules, type ModuleText } from '../../server/src/files/projectModules';
import { temporaryFolder } from './temporaryFolder';

function modules(
  files: Record<string, string>,
  within?: readonly string[],
): (name: string) => ModuleText | undefined {
  const folder = temporaryFolder({
    'api/alembic.ini': '[alembic]\nscript_location = m\nprepend_sys_path = lib\npath_separator = os\n',
    'api/m/env.py': '',
    ...files,
  });
  const project = loadProject({ configFiles: [], cwd: join(folder, 'api') });
  if (project.kind === 'problem') throw new Error(project.message);
  return projectModules(
    project,
    within === undefined ? {} : { within: within.map((name) => join(folder, name)) },
  );
}

test('packages, modules, prepend_sys_path first, src as well', () => {
  const read = modules({
    'api/app/__init__.py': 'package',
    'api/app/db.py': 'module',
    'api/lib/app/db.py': 'earlier',
    'api/src/shop/models.py': 'models',
    'outside.py': 'no',
  });
  expect(read('app')).toEqual({ source: 'package', isPackage: true });
  expect(read('app.db')).toEqual({ source: 'earlier', isPackage: false });
  expect(read('shop.models')).toEqual({ source: 'models', isPackage: false });
  expect(read('sqlalchemy')).toBeUndefined();
});

test('a name that is no name leads nowhere', () => {
  const read = modules({ 'outside.py': 'no', 'api/x.py': 'yes' });
  for (const name of ['..outside', '../outside', 'x/../../outside', '', 'x.', '/x'])
    expect(read(name)).toBeUndefined();
});

test('nothing outside the given folders', () => {
  const files = { 'api/x.py': 'yes' };
  expect(modules(files, ['elsewhere'])('x')).toBeUndefined();
  expect(modules(files, ['api'])('x')?.source).toBe('yes');
});
