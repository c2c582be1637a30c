// What is in the package, and what is not: everything that the manifest names, nothing of the workshop, WASM as it came, the
// licences of others, and a size that downloads in a moment.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unpack } from './unpack';

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');
const VSIX = process.env['RETORT_TEST_VSIX'] ?? '';
const MEGABYTE = 1024 * 1024;

let folder: string;
let files: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'retort contents '));
  await unpack(VSIX, folder);
  const entries = await readdir(path.join(folder, 'extension'), { recursive: true, withFileTypes: true });
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(folder, 'extension'), path.join(entry.parentPath, entry.name)));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const inPackage = (name: string): string => path.join(folder, 'extension', name);

/** Every relative path of a value. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string')
    return /^(?:\.\/)?(?:media|syntaxes|snippets|l10n|dist)\//.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

test('it is small enough', async () => {
  expect((await stat(VSIX)).size).toBeLessThan(12 * MEGABYTE);
});

test('it holds every file that the manifest names', async () => {
  const manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8')) as unknown;
  const named = pathsIn(manifest).map((name) => path.normalize(name));
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((name) => !files.includes(name))).toEqual([]);
});

test('it holds nothing of the workshop', () => {
  const strays = files.filter(
    (name) =>
      /\.(?:map|ts|env|log|vsix|pyc)$|(?:^|\/)(?:node_modules|test|\.\w[^/]*|src|scripts|docs|examples)\//.test(
        name,
      ) || /(?:^|\/)\.env/.test(name),
  );
  expect(strays).toEqual([]);
  expect(files.filter((name) => /^(?:readme|changelog|support|security)\.md$/i.test(name))).toHaveLength(4);
  const pages = files.filter((name) => name.startsWith(path.join('dist', 'guide', 'rules') + path.sep));
  expect(files.length - pages.length).toBeLessThan(90);
});

test('it holds the guide, and a page for every lint rule', async () => {
  const rules = path.join(ROOT, 'server', 'src', 'engine', 'lint', 'rules');
  const folders = (await readdir(rules, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of folders) expect(files).toContain(path.join('dist', 'guide', 'rules', `${name}.md`));
  // What a document leads to is in the package as well.
  for (const name of files.filter((one) => one.startsWith(path.join('dist', 'guide') + path.sep))) {
    const text = await readFile(inPackage(name), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+\.md)/g)].map(([, target = '']) =>
      path.join(path.dirname(name), target),
    );
    expect(links.filter((target) => !files.includes(target))).toEqual([]);
  }
});

test('no file of it names the machine it was made on', async () => {
  const home = path.dirname(ROOT);
  const guilty: string[] = [];
  for (const name of files) {
    const text = await readFile(inPackage(name), 'latin1');
    if (text.includes(`${home}/`)) guilty.push(name);
  }
  expect(guilty).toEqual([]);
});

test.each([
  ['dist/vendor/libpg-query/libpg-query.wasm', 'libpg-query/wasm/libpg-query.wasm'],
  ['dist/vendor/pglite/pglite.wasm', '@electric-sql/pglite/dist/pglite.wasm'],
  ['dist/vendor/pglite/initdb.wasm', '@electric-sql/pglite/dist/initdb.wasm'],
  ['dist/vendor/sqlite/node-sqlite3-wasm.wasm', 'node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm'],
])('%s is what its package holds', async (packed, original) => {
  const hash = async (file: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  expect(await hash(inPackage(packed))).toBe(await hash(path.join(ROOT, 'node_modules', original)));
});

test('the licence of everything in it is in it', async () => {
  const text = await readFile(inPackage('dist/licences.txt'), 'utf8');
  const { dependencies } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version} (`);
  expect(text).toContain('PostgreSQL Global Development Group');
});
