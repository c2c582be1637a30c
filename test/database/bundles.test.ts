// What is in dist/: the parts that must load lazily, and nothing that does not belong into a package.
import { build } from 'esbuild';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../../server/src/database/connection';
import { stopEmbedded } from '../../server/src/database/embedded/attach';
import { createSqlParser } from '../../server/src/database/sqlParsing';
import { systemClock } from '../../server/src/database/clock';
import { buildDatabaseBundles, DIST, ROOT } from '../support/build';
import { temporaryProject } from './embeddedProject';

beforeAll(buildDatabaseBundles);

/** Modules that run as soon as the entry does: everything but what only `import()` reaches. */
async function eagerModules(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['pg-native', 'vscode'],
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const reached = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { path: next, kind } of metafile.inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import') open.push(next);
    }
  }
  return [...reached];
}

test.each(['server/src/main/cli.ts', 'server/src/main/server.ts'])(
  '%s starts without a driver and without WASM',
  async (entry) => {
    const modules = await eagerModules(entry);
    expect(modules).toContain(entry);
    const heavy = modules.filter((path) =>
      /node_modules\/(?:pg|pg-\w+|@electric-sql|libpg-query)\//u.test(path),
    );
    expect(heavy).toEqual([]);
  },
);

test('the embedded database and the SQL parser run from any folder', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'retort dïst '));
  onTestFinished(async () => await rm(parent, { recursive: true, force: true, maxRetries: 5 }));
  for (const part of ['embedded.js', 'sqlWorker.js', 'vendor']) {
    await cp(join(DIST, part), join(parent, part), { recursive: true });
  }
  const project = temporaryProject('ein Lädchen');
  const embeddedScript = join(parent, 'embedded.js');
  const connection = await openConnection({ kind: 'embedded' }, { project, embeddedScript, environment: {} });
  expect((await connection.execute('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  expect(connection.database).toBe('ein_l_dchen');
  await connection.close();
  await stopEmbedded(project);
  const parser = createSqlParser({ script: join(parent, 'sqlWorker.js'), clock: systemClock });
  expect(Object.keys(await parser.parse('SELECT 1'))).toEqual(['tree']);
  await parser.close();
});

test('what is vendored is small and has no paths of this machine', async () => {
  const vendor = join(DIST, 'vendor');
  const files = (await readdir(vendor, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['pglite.wasm', 'libpg-query.wasm', 'LICENSE']),
  );
  expect(files.filter(({ name }) => name.endsWith('.map'))).toEqual([]);
  for (const { parentPath, name } of files) {
    const content = await readFile(join(parentPath, name), 'latin1');
    expect([name, content.includes(ROOT)]).toEqual([name, false]);
  }
});
