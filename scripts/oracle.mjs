// npm run oracle -- DIR [--versions FOLDER] [--prepend FOLDER] [--dialects LIST] [--seeds N] [--expected FILE]: judges `retort render`
// by what real Alembic prints for the same revisions. DIR is the root of a project; its code is executed, with stubs for
// what it imports. With --sqlalchemy DIR is a checkout of SQLAlchemy, of the version that Alembic is installed with: its tests are made
// into some 7,000 revisions first (15 minutes of one core). WRONG must be 0; refusals are honest. Needs network only for the first making of the Python environment.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compare } from './oracle/compare.mjs';
import { build } from './lib/build.mjs';
import { inRoot } from './lib/paths.mjs';
import { preparePython } from './lib/python.mjs';
import { must } from './lib/run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    versions: { type: 'string', default: 'migrations/versions' },
    prepend: { type: 'string', default: '.' },
    dialects: { type: 'string', default: 'postgresql,sqlite' },
    seeds: { type: 'string', default: '3' },
    /** DIR holds SQLAlchemy's tests. */
    sqlalchemy: { type: 'boolean', default: false },
    /** Answers of an earlier judgement, to save the time; written there when the file does not exist. */
    expected: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('usage: npm run oracle -- DIR [--versions FOLDER]');
const prepared = await preparePython();
if ('skip' in prepared) throw new Error(prepared.skip);
const { python } = prepared;
const root = values.sqlalchemy ? await casesOfSqlalchemy(path.resolve(folder)) : path.resolve(folder);
if (values.sqlalchemy) values.versions = 'versions';

const problem = values['no-build'] ? undefined : await build();
if (problem !== undefined) throw new Error(problem);
const expected = await judged();
const actual = await rendered();
const { lines, isWrong } = compare(expected, actual);
for (const line of lines) console.log(line);
process.exitCode = isWrong ? 1 : 0;
if (values.sqlalchemy) await rm(root, { recursive: true });

/**
 * A project of revisions made of the tests in a checkout of SQLAlchemy.
 * @param {string} checkout
 */
async function casesOfSqlalchemy(checkout) {
  const project = await mkdtemp(path.join(tmpdir(), 'retort-sqlalchemy-'));
  const script = inRoot('scripts', 'oracle', 'sqlalchemy_cases.py');
  await must(python, [script, checkout, path.join(project, 'versions')]);
  return project;
}

/** What real Alembic says, as JSON lines. */
async function judged() {
  const { expected: file } = values;
  const known = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (known !== undefined) return known;
  const { versions, prepend, dialects, seeds } = values;
  const options = ['--root', root, '--versions', versions, '--prepend', prepend];
  const more = ['--dialects', dialects, '--seeds', seeds];
  const text = await must(python, [inRoot('scripts', 'oracle', 'judge.py'), 'sql', ...options, ...more]);
  if (file !== undefined) await writeFile(file, text);
  return text;
}

/** What we say, with the same options of context.configure() as the judge has. */
async function rendered() {
  const project = await mkdtemp(path.join(tmpdir(), 'retort-oracle-'));
  try {
    await mkdir(path.join(project, 'script'));
    await writeFile(path.join(project, 'script', 'env.py'), 'from alembic import context\n');
    const places = path.join(root, values.versions);
    const ini = `[alembic]\nscript_location = ${path.join(project, 'script')}\nversion_locations = ${places}\npath_separator = os\nprepend_sys_path = ${path.join(root, values.prepend)}\n`;
    const configuration = path.join(project, 'alembic.ini');
    await writeFile(configuration, ini);
    const configure = '{"literal_binds":true,"dialect_opts":{"paramstyle":"named"}}';
    const cli = [inRoot('dist', 'cli.js'), '-c', configuration, 'render', '--configure', configure];
    const dialects = values.dialects.split(',').flatMap((name) => ['--dialect', name]);
    return await must(process.execPath, [...cli, ...dialects], { cwd: root });
  } finally {
    await rm(project, { recursive: true });
  }
}
