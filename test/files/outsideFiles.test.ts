// Revisions that lie where Alembic does not look: which are found, and that each fix makes the project load them.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  RULES,
  TEMPLATE_ENVIRONMENT,
  Workspace,
  type Finding,
} from '../../server/src/engine/index';
import { readConfigurationFiles } from '../../server/src/files/configurationFiles';
import { findOutsideFiles } from '../../server/src/files/outsideFiles';
import { loadProject, type Project } from '../../server/src/files/project';
import { listRevisionFiles } from '../../server/src/files/revisionFiles';
import { temporaryFolder } from './temporaryFolder';

const revision = (id: string): string => `revision = "${id}"\ndown_revision = None\n`;
const INI = '[alembic]\nscript_location = m\n';

function load(folder: string, section = 'alembic'): Project {
  const project = loadProject({ configFiles: [], section, cwd: folder });
  if (project.kind === 'problem') throw new Error(project.message);
  return project;
}

function outside(folder: string, section?: string): string[] {
  const found = findOutsideFiles(load(folder, section));
  return found
    .map(({ path, isBelow }) => `${path.slice(folder.length + 1)}${isBelow ? ' below' : ''}`)
    .sort();
}

function findings(project: Project): readonly Finding[] {
  const rules = Object.fromEntries(
    RULES.filter(({ id }) => id !== 'unreachable-version-location').map(({ id }) => [id, 'off' as const]),
  );
  const places = {
    section: project.section,
    ini: project.iniFile,
    toml: project.tomlFile,
    environment: undefined,
    template: undefined,
  };
  const configuration = {
    ...readConfigurationFiles(places, (path) => path),
    outside: findOutsideFiles(project),
  };
  const settings = {
    dialect: 'postgresql',
    environment: TEMPLATE_ENVIRONMENT,
    rules,
    configuration,
  } as const;
  return Workspace.create([], settings).lintConfiguration();
}

describe('what is found', () => {
  test('sub-folders, folders beside the version location, and nothing else', () => {
    const folder = temporaryFolder({
      'alembic.ini': INI,
      'm/env.py': '',
      'm/versions/a.py': revision('a'),
      'm/versions/2026/b.py': revision('b'),
      'm/versions/.hidden/c.py': revision('c'),
      'm/versions/__pycache__/d.py': revision('d'),
      'm/versions/2026/__init__.py': revision('e'),
      'm/versions/2026/names.py': 'REVISIONS = ["a"]\n',
      'm/old/f.py': revision('f'),
      'm/tenant/env.py': '',
      'm/tenant/versions/g.py': revision('g'),
      'elsewhere/h.py': revision('h'),
    });
    expect(outside(folder)).toEqual(['m/old/f.py', 'm/versions/2026/b.py below']);
  });

  test('nothing where sub-folders count', () => {
    const folder = temporaryFolder({
      'alembic.ini': `${INI}recursive_version_locations = true\n`,
      'm/versions/a/b/c.py': revision('a'),
    });
    expect(outside(folder)).toEqual([]);
  });

  test('the default folder, when other locations are configured', () => {
    const folder = temporaryFolder({
      'alembic.ini': `${INI}version_locations = m/one m/two\n`,
      'm/one/a.py': revision('a'),
      'm/two/b.py': revision('b'),
      'm/versions/c.py': revision('c'),
    });
    expect(outside(folder)).toEqual(['m/versions/c.py']);
  });

  test('what another section of the same file loads is not astray', () => {
    const folder = temporaryFolder({
      'alembic.ini':
        '[one]\nscript_location = m\nversion_locations = m/one\n[two]\nscript_location = m\nversion_locations = m/two\n',
      'm/one/a.py': revision('a'),
      'm/two/b.py': revision('b'),
    });
    expect([outside(folder, 'one'), outside(folder, 'two')]).toEqual([[], []]);
  });

  test.runIf(process.platform !== 'win32')('links are not followed', () => {
    const folder = temporaryFolder({ 'alembic.ini': INI, 'm/env.py': '', 'far/a.py': revision('a') });
    mkdirSync(join(folder, 'm/versions'));
    symlinkSync(join(folder, 'far'), join(folder, 'm/versions/link'));
    symlinkSync(folder, join(folder, 'm/versions/loop'));
    expect(outside(folder)).toEqual([]);
  });
});

describe('the fix makes Alembic find it', () => {
  const cases: [title: string, name: string, text: string, stray: string][] = [
    ['sub-folder', 'alembic.ini', INI, 'm/versions/2026/b.py'],
    [
      'sub-folder, written True',
      'alembic.ini',
      `${INI}recursive_version_locations = True\n`,
      'm/versions/x/b.py',
    ],
    ['beside the default', 'alembic.ini', INI, 'm/old/b.py'],
    ['a list split at blanks', 'alembic.ini', `${INI}version_locations = m/versions, m/x\n`, 'm/old/b.py'],
    ['os', 'alembic.ini', `${INI}path_separator = os\nversion_locations = m/versions\n`, 'm/old/b.py'],
    ['semicolon', 'alembic.ini', `${INI}path_separator = ;\n`, 'm/old/b.py'],
    [
      'newline',
      'alembic.ini',
      `${INI}path_separator = newline\nversion_locations =\n    m/versions\n    m/x\n`,
      'm/old/b.py',
    ],
    [
      'old name',
      'alembic.ini',
      `${INI}version_path_separator = space\nversion_locations = m/versions\n`,
      'm/o/b.py',
    ],
    ['toml, sub-folder', 'pyproject.toml', '[tool.alembic]\nscript_location = "m"\n', 'm/versions/x/b.py'],
    ['toml', 'pyproject.toml', '[tool.alembic]\nscript_location = "%(here)s/m"\n', 'm/old/b.py'],
    [
      'toml with a list',
      'pyproject.toml',
      '[tool.alembic]\nscript_location = "m"\nversion_locations = ["m/versions",]\n',
      'm/old/b.py',
    ],
    [
      'toml with a list over lines',
      'pyproject.toml',
      '[tool.alembic]\r\nscript_location = "m"\r\nversion_locations = [\r\n  "m/versions",\r\n  "m/x"\r\n]\r\n',
      'm/old/b.py',
    ],
  ];
  test.each(cases)('%s', (_, name, text, stray) => {
    const folder = temporaryFolder({
      [name]: text,
      'm/versions/a.py': revision('a'),
      [stray]: revision('b'),
    });
    const [finding, ...others] = findings(load(folder));
    expect([finding?.path, others]).toEqual([join(folder, stray), []]);
    const change = finding?.fixes[0]?.files[0];
    expect(change?.path).toBe(join(folder, name));
    const path = change?.path ?? '';
    writeFileSync(path, applyEdits(readFileSync(path, 'utf8'), change?.edits ?? []));
    const after = load(folder);
    const listed = Array.from(listRevisionFiles(after), (file) => file.path.slice(folder.length + 1));
    expect(listed.sort()).toEqual(['m/versions/a.py', stray].sort());
    expect(findings(after)).toEqual([]);
  });

  test('none where the name of the folder cannot stand in the list', () => {
    const folder = temporaryFolder({
      'alembic.ini': INI,
      'm/versions/a.py': '',
      'm/an old/b.py': revision('b'),
    });
    expect(findings(load(folder)).map(({ fixes }) => fixes)).toEqual([[]]);
  });
});
