// Which project a configuration leads to: folders, files in load order, heads and refusals, asked of a real Alembic for each.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildGraph, readHeader } from '../../server/src/engine/index';
import { loadProject } from '../../server/src/files/project';
import { readRevisionFiles } from '../../server/src/files/revisionFiles';
import { temporaryFolder } from '../files/temporaryFolder';
import { program } from '../support/commandLine';

const python = process.env['RETORT_TEST_PYTHON'];

/**
 * One process for all of them: each case is loaded in a fork, since it changes sys.path and sys.modules. That a file is a
 * Path to configparser is left out of what it says.
 */
const SCRIPT = `
import json, os, re, sys, warnings
warnings.simplefilter("ignore")
from alembic.config import CommandLine, Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

def load(case):
    os.chdir(case["folder"])
    if case.get("env"):
        os.environ["ALEMBIC_CONFIG"] = case["env"]
    line = CommandLine()
    try:
        options = line.parser.parse_args([*case["words"], "heads"])
        toml, ini = line._inis_from_config(options)
        config = Config(file_=ini, toml_file=toml, ini_section=options.name, cmd_opts=options)
        script = ScriptDirectory.from_config(config)
        places = [os.path.abspath(str(place)) for place in script._version_locations]
        heads = script.get_heads()
        files = sorted(found.path for found in script.walk_revisions())
        return {"places": places, "files": files, "heads": heads, "template": script.file_template}
    except CommandError as error:
        return {"refused": str(error)}
    except Exception as error:
        kind = type(error)
        name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
        text = re.sub(r"PosixPath\\(('[^']*')\\)", r"\\1", str(error))
        return {"refused": f"{name}: {text}"}

for case in json.load(sys.stdin):
    read, write = os.pipe()
    if os.fork() == 0:
        os.close(read)
        with os.fdopen(write, "w") as pipe:
            json.dump(load(case), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        print(pipe.read())
    os.wait()
`;

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  readonly env?: string;
}

interface Answer {
  readonly places?: readonly string[];
  readonly files?: readonly string[];
  readonly heads?: readonly string[];
  readonly template?: string;
  readonly refused?: string;
}

/** Three places with a revision each, and sub-folders with more. */
const TREE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'm/versions/r1.py',
    'm/versions/sub/r2.py',
    'm/versions/sub/deep/r3.py',
    'm/versions/.hid/r4.py',
    'm/versions/__pycache__/r5.py',
    'a/ra.py',
    'b/rb.py',
    'b c/rc.py',
    'src/shop/data/history/versions/rd.py',
    'other/versions/re.py',
  ].map((path) => [path, `revision = "${path.replace(/\W/g, '')}"\ndown_revision = None\n`]),
);

const ini = (more: string, section = 'alembic'): Record<string, string> => ({
  'alembic.ini': `[${section}]\nscript_location = m\n${more}\n`,
});
const toml = (more: string): Record<string, string> => ({ 'pyproject.toml': `[tool.alembic]\n${more}\n` });
const at = (title: string, more: string): Case => ({ title, files: ini(more) });

const SEPARATORS = ['os', ':', ';', 'space', 'newline', 'OS', 'comma', ''];
const LISTS = [
  'a:b',
  'a;b',
  'a b',
  'a, b',
  'a,b',
  'a\n  b',
  '\n  a\n  b c\n',
  ':a::b:',
  ' a  b ',
  'a : b',
  'a\tb',
  'b c',
  '',
];
const SWITCHES = ['true', 'True', 'TRUE', 'yes', '1', 'on', 'false', ' true ', ''];

const CASES: readonly Case[] = [
  at('plain', ''),
  ...SEPARATORS.flatMap((name) =>
    LISTS.map((list) =>
      at(
        `path_separator ${name}, list ${JSON.stringify(list)}`,
        `path_separator = ${name}\nversion_locations = ${list}`,
      ),
    ),
  ),
  ...LISTS.map((list) => at(`no separator, list ${JSON.stringify(list)}`, `version_locations = ${list}`)),
  ...LISTS.slice(0, 6).map((list) =>
    at(
      `version_path_separator ;, list ${JSON.stringify(list)}`,
      `version_path_separator = ;\nversion_locations = ${list}`,
    ),
  ),
  at('both separators', 'version_path_separator = ;\npath_separator = :\nversion_locations = a:b'),
  ...SWITCHES.map((word) => at(`recursive ${JSON.stringify(word)}`, `recursive_version_locations = ${word}`)),
  ...SWITCHES.map((word) => at(`sourceless ${JSON.stringify(word)}`, `sourceless = ${word}`)),
  at('the same place twice', 'version_locations = a a ./a %(here)s/a'),
  at(
    'a place inside another, with sub-folders',
    'recursive_version_locations = true\nversion_locations = m/versions m/versions/sub',
  ),
  at('a place that is not there', 'version_locations = a gone b'),
  at('keys in capitals', 'Version_Locations = a\nPATH_SEPARATOR = os'),
  at('values by name', 'name = a\nversion_locations = %(here)s/%(name)s'),
  at('a doubled percent sign', 'version_locations = 100%%'),
  at('a single percent sign', 'version_locations = 100%'),
  at('a name that is not there', 'version_locations = %(nothing)s/a'),
  at('a hash in a value is no comment', 'version_locations = a # b'),
  at(
    'comments between the lines of a value',
    'path_separator = newline\nversion_locations =\n  a\n# no\n  ; neither\n  b',
  ),
  at('file_template', 'file_template = %%(year)d_%%(rev)s'),
  at('a key twice', 'version_locations = a\nversion_locations = b'),
  {
    title: 'colons for equal signs',
    files: { 'alembic.ini': '[alembic]\nscript_location: m\nversion_locations : a\n' },
  },
  {
    title: 'windows line ends',
    files: { 'alembic.ini': '[alembic]\r\nscript_location = m\r\nversion_locations = a b\r\n' },
  },
  { title: 'a byte order mark', files: { 'alembic.ini': '\ufeff[alembic]\nscript_location = m\n' } },
  { title: 'nothing', files: {} },
  { title: 'an empty script_location', files: { 'alembic.ini': '[alembic]\nscript_location =\n' } },
  { title: 'no script_location', files: { 'alembic.ini': '[alembic]\n' } },
  {
    title: 'a script_location that is not there',
    files: { 'alembic.ini': '[alembic]\nscript_location = gone\n' },
  },
  { title: 'a way round', files: { 'alembic.ini': '[alembic]\nscript_location = ./a/../m\n' } },
  { title: '~ is a name', files: { 'alembic.ini': '[alembic]\nscript_location = ~/m\n' } },
  {
    title: '[DEFAULT]',
    files: { 'alembic.ini': '[DEFAULT]\nversion_locations = a\n[alembic]\nscript_location = m\n' },
  },
  { title: '[DEFAULT] alone', files: { 'alembic.ini': '[DEFAULT]\nscript_location = m\n' } },
  {
    title: '-n',
    files: { 'alembic.ini': '[alembic]\nscript_location = m\n[two]\nscript_location = other\n' },
    words: ['-n', 'two'],
  },
  { title: '-n, no such section', files: ini(''), words: ['-n', 'two'] },
  { title: '-n in capitals', files: ini('', 'Two'), words: ['-n', 'two'] },
  {
    title: 'multidb',
    files: {
      'alembic.ini':
        '[alembic]\nscript_location = m\ndatabases = one, two\n[one]\nsqlalchemy.url = x://\n[two]\nscript_location = other\n',
    },
  },
  {
    title: 'multidb, the section of a database',
    files: {
      'alembic.ini': '[alembic]\nscript_location = m\ndatabases = one, two\n[one]\nsqlalchemy.url = x://\n',
    },
    words: ['-n', 'one'],
  },
  {
    title: '-c',
    files: { 'conf/db.ini': '[alembic]\nscript_location = %(here)s/../m\n' },
    words: ['-c', 'conf/db.ini'],
  },
  {
    title: '-c without here',
    files: { 'conf/db.ini': '[alembic]\nscript_location = m\n' },
    words: ['-c', 'conf/db.ini'],
  },
  { title: '-c of a file that is not there', files: ini(''), words: ['-c', 'gone.ini'] },
  { title: '-c twice for ini', files: ini(''), words: ['-c', 'alembic.ini', '-c', 'alembic.ini'] },
  {
    title: '-c twice for toml',
    files: toml('script_location = "m"'),
    words: ['-c', 'pyproject.toml', '-c', 'pyproject.toml'],
  },
  {
    title: '-c for both',
    files: {
      'x/db.ini': '[alembic]\nversion_locations = a\n',
      'y/pyproject.toml': '[tool.alembic]\nscript_location = "%(here)s/../m"\n',
    },
    words: ['-c', 'x/db.ini', '-c', 'y/pyproject.toml'],
  },
  {
    title: 'ALEMBIC_CONFIG',
    files: { 'db.ini': '[alembic]\nscript_location = other\n', ...ini('') },
    env: 'db.ini',
  },
  {
    title: 'ALEMBIC_CONFIG and -c',
    files: { 'db.ini': '[alembic]\nscript_location = other\n', ...ini('') },
    env: 'db.ini',
    words: ['-c', 'alembic.ini'],
  },
  {
    title: 'ALEMBIC_CONFIG for toml',
    files: { 'y/pyproject.toml': '[tool.alembic]\nscript_location = "%(here)s/../other"\n' },
    env: 'y/pyproject.toml',
  },
  { title: 'toml', files: toml('script_location = "m"') },
  {
    title: 'toml with here',
    files: toml('script_location = "%(here)s/m"\nversion_locations = ["%(here)s/a", "b c"]'),
  },
  {
    title: 'toml, doubled percent signs',
    files: toml('script_location = "m"\nfile_template = "%%(rev)s%%%%"'),
  },
  {
    title: 'toml, a single percent sign',
    files: toml('script_location = "m"\nversion_locations = ["100%"]'),
  },
  { title: 'toml, an unknown name', files: toml('script_location = "%(name)s"') },
  { title: 'toml, an empty list', files: toml('script_location = "m"\nversion_locations = []') },
  {
    title: 'toml, switches',
    files: toml('script_location = "m"\nrecursive_version_locations = true\nsourceless = false'),
  },
  {
    title: 'toml, a text for a switch',
    files: toml('script_location = "m"\nrecursive_version_locations = "true"'),
  },
  {
    title: 'toml, a separator means nothing',
    files: toml('script_location = "m"\npath_separator = ";"\nversion_locations = ["a;b"]'),
  },
  { title: 'toml with -n', files: toml('script_location = "m"'), words: ['-n', 'two'] },
  { title: 'toml without the table', files: { 'pyproject.toml': '[project]\nname = "x"\n' } },
  { title: 'toml, dotted keys', files: { 'pyproject.toml': '[tool]\nalembic.script_location = "m"\n' } },
  {
    title: 'ini before toml',
    files: { ...ini(''), ...toml('script_location = "other"\nversion_locations = ["a"]') },
  },
  {
    title: 'an ini without script_location before toml',
    files: {
      'alembic.ini': '[alembic]\nversion_locations = a\n',
      ...toml('script_location = "m"\nversion_locations = ["b"]'),
    },
  },
  {
    title: 'an ini without the section before toml',
    files: { 'alembic.ini': '[loggers]\nkeys = root\n', ...toml('script_location = "m"') },
  },
  {
    title: 'an empty list in ini before toml',
    files: { ...ini('version_locations ='), ...toml('version_locations = ["a"]') },
  },
  {
    title: 'a package',
    files: {
      'alembic.ini': '[alembic]\nscript_location = shop.data:history\nprepend_sys_path = src\n',
      'src/shop/__init__.py': '',
      'src/shop/data/__init__.py': '',
    },
  },
  {
    title: 'a package without __init__',
    files: { 'alembic.ini': '[alembic]\nscript_location = shop.data:history\nprepend_sys_path = src\n' },
  },
  {
    title: 'a package as the place of versions',
    files: {
      'alembic.ini':
        '[alembic]\nscript_location = m\npath_separator = space\nversion_locations = shop.data:history/versions a\nprepend_sys_path = %(here)s/src\n',
      'src/shop/__init__.py': '',
      'src/shop/data/__init__.py': '',
    },
  },
  {
    title: 'a package that is not there',
    files: { 'alembic.ini': '[alembic]\nscript_location = nowhere:history\n' },
  },
  {
    title: 'a package in toml',
    files: {
      ...toml('script_location = "shop.data:history"\nprepend_sys_path = ["src"]'),
      'src/shop/__init__.py': '',
      'src/shop/data/__init__.py': '',
    },
  },
];

function ours(folder: string, { words = [], env }: Case): Answer {
  const value = (option: string): string[] =>
    words.flatMap((word, index) => (words[index - 1] === option ? [word] : []));
  const section = value('-n').at(-1);
  const project = loadProject({ configFiles: value('-c'), section, cwd: folder, alembicConfig: env });
  if (project.kind === 'problem') return { refused: project.message };
  const files = Array.from(readRevisionFiles(project)).filter(({ problem }) => problem === undefined);
  const graph = buildGraph(files.map(({ path, text }) => readHeader(path, text ?? '')));
  return {
    places: project.versionLocations,
    files: graph.revisions.map(({ path }) => path).sort(),
    heads: graph.heads,
    template: project.fileTemplate,
  };
}

describe.skipIf(python === undefined || process.platform === 'win32')(
  'the project that Alembic finds',
  () => {
    const folders: string[] = [];
    let theirs: readonly Answer[] = [];
    let root = '';

    beforeAll(async () => {
      root = realpathSync(mkdtempSync(join(tmpdir(), 'retort-discovery-')));
      for (const [index, { files }] of CASES.entries()) {
        const folder = join(root, String(index));
        folders.push(folder);
        for (const [path, text] of Object.entries({
          'm/env.py': '',
          'other/env.py': '',
          ...TREE,
          ...files,
        })) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), text);
        }
      }
      const asked = CASES.map(({ words = [], env }, index) => ({ folder: folders[index], words, env }));
      const { stdout, code, stderr } = await program(python ?? '', ['-c', SCRIPT], root, {
        input: JSON.stringify(asked),
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      theirs = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer);
    });

    afterAll(() => rmSync(root, { recursive: true, force: true }));

    it.each(CASES.map((item, index) => [item.title, item, index] as const))('%s', (_, item, index) => {
      expect(ours(folders[index] ?? '', item)).toEqual(theirs[index]);
    });

    it('a text for a list of places in TOML is refused, where Alembic takes each letter for a place', () => {
      const text = 'script_location = "m"\nversion_locations = "ab"';
      const folder = temporaryFolder({ ...toml(text), 'm/env.py': '' });
      expect(ours(folder, { title: '', files: {} })).toEqual({
        refused: 'version_locations is not a list of strings',
      });
    });
  },
);
