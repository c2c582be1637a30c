// Loading a project: the files Alembic would read, the folders they lead to, and its words where they lead nowhere.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadProject, type Project, type ProjectRequest } from '../../server/src/files/project';
import { temporaryFolder } from './temporaryFolder';

type Request = Partial<Omit<ProjectRequest, 'cwd'>>;

function load(files: Record<string, string>, request: Request = {}): { folder: string; project: Project } {
  const folder = temporaryFolder({ 'm/env.py': '', ...files });
  const project = loadProject({ configFiles: [], ...request, cwd: folder });
  if (project.kind === 'problem') throw new Error(`${project.message} (${project.path})`);
  return { folder, project };
}

function locations(ini: string): string[] {
  const { folder, project } = load({ 'alembic.ini': `[alembic]\nscript_location = m\n${ini}\n` });
  return project.versionLocations.map((path) => path.slice(folder.length + 1));
}

function problem(files: Record<string, string>, request: Request = {}): string {
  const folder = temporaryFolder({ 'm/env.py': '', ...files });
  const loaded = loadProject({ configFiles: [], ...request, cwd: folder });
  if (loaded.kind === 'project') return 'no problem';
  return `${loaded.message} @${loaded.path.slice(folder.length + 1)}:${String(loaded.line)}`;
}

describe('where the configuration comes from', () => {
  test('alembic.ini alone', () => {
    const { folder, project } = load({ 'alembic.ini': '[alembic]\nscript_location = %(here)s/m\n' });
    expect(project).toMatchObject({
      iniFile: join(folder, 'alembic.ini'),
      tomlFile: undefined,
      scriptLocation: join(folder, 'm'),
      versionLocations: [join(folder, 'm/versions')],
      fileTemplate: '%(rev)s_%(slug)s',
      recursiveVersionLocations: false,
    });
  });

  test('pyproject.toml alone, with Retort settings', () => {
    const { folder, project } = load({
      'pyproject.toml':
        '[tool.alembic]\nscript_location = "%(here)s/m"\nversion_locations = ["a", "%(here)s/b"]\n' +
        'file_template = "%%(rev)s"\nrecursive_version_locations = true\n[tool.retort]\ndialect = "postgresql"\n',
    });
    expect(project).toMatchObject({
      iniFile: undefined,
      tomlFile: join(folder, 'pyproject.toml'),
      versionLocations: [join(folder, 'a'), join(folder, 'b')],
      fileTemplate: '%(rev)s',
      recursiveVersionLocations: true,
      retort: { dialect: 'postgresql' },
    });
  });

  test('the ini file wins over pyproject.toml, key by key', () => {
    const { folder, project } = load({
      'alembic.ini': '[alembic]\nscript_location = m\n',
      'pyproject.toml': '[tool.alembic]\nscript_location = "other"\nfile_template = "%%(slug)s"\n',
    });
    expect(project.scriptLocation).toBe(join(folder, 'm'));
    expect(project.fileTemplate).toBe('%(slug)s');
  });

  test('another file and another section', () => {
    const files = {
      'conf/db.ini': '[alembic]\nscript_location = nope\n[tenant]\nscript_location = %(here)s/../m\n',
    };
    const { folder, project } = load(files, { configFiles: ['conf/db.ini'], section: 'tenant' });
    expect(project.scriptLocation).toBe(join(folder, 'm'));
  });

  test('ALEMBIC_CONFIG', () => {
    const { project } = load(
      { 'other.ini': '[alembic]\nscript_location = m\n' },
      { alembicConfig: 'other.ini' },
    );
    expect(project.iniFile?.endsWith('other.ini')).toBe(true);
  });

  test('a package', () => {
    const files = {
      'alembic.ini':
        '[alembic]\nscript_location = shop.data:history\nprepend_sys_path = src\npath_separator = os\n',
      'src/shop/data/history/env.py': '',
    };
    const { folder, project } = load(files);
    expect(project.scriptLocation).toBe(join(folder, 'src/shop/data/history'));
  });

  test('the database address, with its percent signs undone', () => {
    const { project } = load({
      'alembic.ini': '[alembic]\nscript_location = m\nsqlalchemy.url = pg://u:p%%40@h/d\n',
    });
    expect(project).toMatchObject({ databaseUrl: 'pg://u:p%40@h/d', databaseUrlLine: 2 });
  });

  test('a broken database address leaves the project standing', () => {
    const { project } = load({
      'alembic.ini': '[alembic]\nscript_location = m\nsqlalchemy.url = pg://u:p%40@h/d\n',
    });
    expect(project.databaseUrl).toBeUndefined();
    expect(project.databaseUrlProblem).toMatchObject({
      line: 2,
      nextStep: 'Write a percent sign twice: %%.',
    });
  });
});

describe('version locations', () => {
  const cases: [title: string, ini: string, expected: string[]][] = [
    ['default', '', ['m/versions']],
    ['legacy blanks and commas', 'version_locations = a b, c', ['a', 'b', 'c']],
    ['os', 'path_separator = os\nversion_locations = a:b c', ['a', 'b c']],
    ['semicolon', 'path_separator = ;\nversion_locations = a;b', ['a', 'b']],
    ['space', 'path_separator = space\nversion_locations = a  b', ['a', 'b']],
    ['newline', 'path_separator = newline\nversion_locations = a\n  b', ['a', 'b']],
    ['old name of the separator', 'version_path_separator = ;\nversion_locations = a;b', ['a', 'b']],
    ['nothing', 'version_locations =', ['m/versions']],
  ];
  test.runIf(process.platform !== 'win32').each(cases)('%s', (_, ini, expected) => {
    expect(locations(ini)).toEqual(expected);
  });

  test('legacy splitting is warned about in the words of Alembic', () => {
    const { project } = load({ 'alembic.ini': '[alembic]\nscript_location = m\nversion_locations = a\n' });
    expect(project.warnings).toEqual([
      'No path_separator found in configuration; falling back to legacy splitting on spaces/commas for version_locations.  Consider adding path_separator=os to Alembic config.',
    ]);
  });

  test('only the exact word true switches on', () => {
    const { project } = load({
      'alembic.ini':
        '[alembic]\nscript_location = m\nrecursive_version_locations = True\nsourceless = true\n',
    });
    expect([project.recursiveVersionLocations, project.sourceless]).toEqual([false, true]);
  });
});

describe('problems', () => {
  const ini = (text: string): Record<string, string> => ({
    'alembic.ini': `[alembic]\nscript_location = m\n${text}`,
  });
  const cases: [title: string, files: Record<string, string>, request: Request, expected: string][] = [
    ['no configuration', {}, {}, "No 'script_location' key found in configuration. @alembic.ini:undefined"],
    [
      'no such section',
      ini(''),
      { section: 'x' },
      "No 'script_location' key found in configuration. @alembic.ini:undefined",
    ],
    [
      'a section without the key',
      { 'alembic.ini': '\n[alembic]\n' },
      {},
      "No 'script_location' key found in configuration. @alembic.ini:1",
    ],
    [
      'a folder that is not there',
      { 'alembic.ini': '[alembic]\nscript_location = gone\n' },
      {},
      "Path doesn't exist: gone.  Please use the 'init' command to create a new scripts folder. @alembic.ini:1",
    ],
    [
      'a wrong separator',
      ini('path_separator = comma\nversion_locations = a\n'),
      {},
      "ValueError: 'comma' is not a valid value for path_separator; expected 'space', 'newline', 'os', ':', ';' @alembic.ini:2",
    ],
    [
      'an unknown package',
      { 'alembic.ini': '[alembic]\nscript_location = a:b\n' },
      {},
      "ModuleNotFoundError: No module named 'a' @alembic.ini:1",
    ],
    [
      'a broken line',
      ini('nonsense\n'),
      {},
      "configparser.ParsingError: Source contains parsing errors: 'alembic.ini'\n\t[line  3]: 'nonsense\\n' @alembic.ini:2",
    ],
    [
      'broken TOML',
      { 'pyproject.toml': '[tool.alembic]\na = = 1\n' },
      {},
      'Invalid TOML document: invalid value @pyproject.toml:1',
    ],
    [
      'a text for a switch in TOML',
      { 'pyproject.toml': '[tool.alembic]\nscript_location = "m"\nsourceless = "yes"\n' },
      {},
      "boolean value expected for TOML parameter 'sourceless' @pyproject.toml:undefined",
    ],
    [
      'a single percent sign in TOML',
      { 'pyproject.toml': '[tool.alembic]\nscript_location = "100%"\n' },
      {},
      'ValueError: incomplete format @pyproject.toml:undefined',
    ],
  ];
  test.each(cases)('%s', (_, files, request, expected) => {
    expect(problem(files, request)).toBe(expected);
  });

  test('-c twice', () => {
    const twice = (names: string[]): unknown => loadProject({ configFiles: names, cwd: temporaryFolder({}) });
    expect(twice(['a.ini', 'b.ini'])).toMatchObject({
      message: 'only one ini file may be indicated',
      path: 'b.ini',
    });
    expect(twice(['pyproject.toml', 'x/pyproject.toml'])).toMatchObject({
      message: 'pyproject.toml indicated more than once',
    });
  });

  test('an ini file that is a folder', () => {
    expect(problem({ 'alembic.ini/x': '' })).toBe(
      'The configuration cannot be read: it is a folder, not a file @alembic.ini:undefined',
    );
  });
});
