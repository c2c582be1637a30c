// The bundles, as one table, and the vendored WASM they load at run time. `--production` minifies and leaves out maps;
// a file name, as in `node esbuild.mjs embedded.js`, builds that bundle only.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { cp, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = dirname(fileURLToPath(import.meta.url));
const DIST = join(ROOT, 'dist');
const CACHE = join(ROOT, '.cache', 'build');
const PGLITE = join(ROOT, 'node_modules', '@electric-sql', 'pglite');
const SQLITE_WASM = join(ROOT, 'node_modules', 'node-sqlite3-wasm');
const LIBPG_QUERY = join(ROOT, 'node_modules', 'libpg-query');
const { version: VERSION } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const LOCK = await readFile(join(ROOT, 'package-lock.json'));
/** What headers are read and stored with. */
const ENGINE = await hashOf(['engine/text', 'engine/python', 'engine/revisions', 'files']);
/** What everything else is worked out with. */
const RESULTS = await hashOf(['engine', 'files', 'cli']);
const production = process.argv.includes('--production');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));

/** Commands that read headers and nothing else: they are in cli.js itself, which stays small for them. */
const QUICK_COMMANDS = ['heads', 'branches', 'history', 'show', 'graph'];

const LATE_BUILTINS =
  /^node:(?:child_process|crypto|dns|fs\/promises|module|net|os|readline|stream|timers\/promises|tls|vm|worker_threads|zlib)$/;

/** pg asks who it runs on, and where nobody answers, it tries out the whole of fetch. */
const NODE_ALONE = { navigator: '{}', 'navigator.userAgent': '"Node.js"' };

/**
 * Everything in dist/ that is compiled. `import()` inside a bundle stays lazy: its module is evaluated on first use,
 * so that nothing runs the code of the driver without need, and the vendored WASM is outside the bundles altogether.
 * The command line is in three: cli.js for the quick commands, parsing.js for revision files of unusual shape, and
 * commands.js for everything else that cli.js imports lazily.
 */
const ENTRIES = [
  {
    out: 'extension.js',
    source: 'extension/src/extension.ts',
    external: ['./languageClient'],
    plugins: [vscodeOnce()],
    // As require(), which finds the other bundle by its name alone.
    supported: { 'dynamic-import': false },
  },
  { out: 'languageClient.js', source: 'extension/src/languageClient.ts', external: ['vscode'] },
  { out: 'server.js', source: 'server/src/main/server.ts' },
  {
    out: 'cli.js',
    source: 'server/src/main/cli.ts',
    banner: '#!/usr/bin/env node',
    plugins: [leaveToOtherBundles()],
    isMinified: true,
    // `import()` of a bundle would scan its megabyte for the names that it exports; require() does not.
    supported: { 'dynamic-import': false },
  },
  { out: 'parsing.js', source: 'server/src/cli/parsedHeaders.ts' },
  {
    out: 'commands.js',
    source: 'server/src/cli/commands',
    exports: await otherCommands(),
    define: NODE_ALONE,
  },
  { out: 'sqlWorker.js', source: 'server/src/main/sqlWorker.ts' },
  { out: 'sqlFormatWorker.js', source: 'server/src/main/sqlFormatWorker.ts', isMinified: true },
  { out: 'embedded.js', source: 'server/src/main/embedded.ts' },
  { out: 'sqlite.js', source: 'server/src/main/sqlite.ts' },
  { out: 'guard.js', source: 'server/src/main/guard.ts' },
  { out: 'media/graph.js', source: 'media/webview/graph/main.ts', platform: 'browser' },
  { out: 'media/plan.js', source: 'media/webview/plan/main.ts', platform: 'browser' },
  { out: 'media/plan.css', source: 'media/webview/plan/plan.css', platform: 'browser' },
  { out: 'media/graph.css', source: 'media/webview/graph/graph.css', platform: 'browser' },
];

/** Copied as they are. */
const COPIES = [
  { out: 'sidecar.py', source: 'server/src/main/sidecar.py' },
  { out: 'redirect.py', source: 'server/src/main/redirect.py' },
  { out: 'differences.py', source: 'server/src/main/differences.py' },
];

/**
 * Contrib extensions of the embedded database. Left out: tools that inspect pages and locks, and file_fdw, which reads
 * the machine's files.
 */
const EXTENSIONS = [
  ...['bloom', 'btree_gin', 'btree_gist', 'citext', 'cube', 'dict_int', 'dict_xsyn', 'earthdistance'],
  ...['fuzzystrmatch', 'hstore', 'intarray', 'isn', 'lo', 'ltree', 'pg_trgm', 'pgcrypto', 'seg', 'spi'],
  ...['tablefunc', 'tcn', 'tsm_system_rows', 'tsm_system_time', 'unaccent', 'uuid-ossp'],
];

/**
 * Modules of Node that a command may never use are loaded when something of them is used: all of them together take
 * longer than a small command does.
 */
function lateBuiltins() {
  return {
    name: 'late builtins',
    setup(bundle) {
      bundle.onResolve({ filter: LATE_BUILTINS, namespace: 'file' }, ({ path }) => ({
        path,
        namespace: 'late-builtin',
      }));
      bundle.onLoad({ filter: /./, namespace: 'late-builtin' }, async ({ path }) => {
        const names = Object.keys(await import(path)).filter((name) => name !== 'default');
        const contents = `
          for (const name of ${JSON.stringify(names)})
            Object.defineProperty(exports, name, { enumerable: true, get: () => require('${path}')[name] });`;
        return { contents };
      });
    },
  };
}

/**
 * `import * as vscode` of each file would copy the hundreds of names of VS Code's interface: the names that the extension
 * uses are taken once, for all files. Names that are types are undefined in it, and nobody asks for them.
 */
function vscodeOnce() {
  return {
    name: 'vscode once',
    setup(bundle) {
      bundle.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
        namespace === 'vscode'
          ? { path: 'vscode', external: true }
          : { path: 'vscode', namespace: 'vscode', sideEffects: false },
      );
      bundle.onLoad({ filter: /./, namespace: 'vscode' }, async () => {
        const folder = join(ROOT, 'extension', 'src');
        const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
        const code = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
        const used = code.flatMap((text) =>
          [...text.matchAll(/\bvscode\.([A-Za-z]\w*)/gu)].map(([, name]) => name),
        );
        const lines = [...new Set(used)]
          .sort()
          .map((name) => `const ${name}_ = api.${name}; export { ${name}_ as ${name} };`);
        return { contents: `const api = require('vscode');\n${lines.join('\n')}` };
      });
    },
  };
}

/** Sends the lazy imports of cli.js to the bundle that has the module; those of the quick commands stay. */
function leaveToOtherBundles() {
  return {
    name: 'other bundles',
    setup(bundle) {
      bundle.onResolve({ filter: /^\.{1,2}\// }, ({ kind, path }) => {
        if (kind !== 'dynamic-import' || QUICK_COMMANDS.includes(basename(path))) return undefined;
        return { path: basename(path), namespace: 'bundle' };
      });
      bundle.onLoad({ filter: /./, namespace: 'bundle' }, ({ path: use }) => {
        const file = use === 'parsedHeaders' ? 'parsing.js' : 'commands.js';
        const contents = `
          const { loadBundle } = require('./compiledBundle');
          module.exports = loadBundle(__dirname, '${file}', '${use}');`;
        return { contents, resolveDir: join(ROOT, 'server/src/main') };
      });
    },
  };
}

/** The modules of commands.js: all commands but the quick ones, and what those load when they need a database. */
async function otherCommands() {
  const names = (await readdir(join(ROOT, 'server/src/cli/commands'))).map((name) => basename(name, '.ts'));
  return [
    ...names.filter((name) => !QUICK_COMMANDS.includes(name)).map((name) => `./${name}`),
    '../currentRows',
  ];
}

/** All files in these folders of server/src as a hash: what is kept between two starts is good for the same code only. */
async function hashOf(folders) {
  const hash = createHash('sha256').update(LOCK);
  for (const folder of folders) {
    const names = await readdir(join(ROOT, 'server/src', folder), { recursive: true });
    for (const name of names.filter((one) => one.endsWith('.ts')).sort())
      hash.update(await readFile(join(ROOT, 'server/src', folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function buildEntry(entry) {
  const { out, source, exports, external = [], banner, plugins = [], isMinified = false } = entry;
  const { platform = 'node', define = {}, supported = {} } = entry;
  if (!existsSync(join(ROOT, source))) return `skipped dist/${out}: ${source} does not exist yet`;
  const contents = exports?.map((path) => `export * from '${path}';`).join('\n');
  await build({
    absWorkingDir: ROOT,
    ...(exports === undefined
      ? { entryPoints: [source] }
      : { stdin: { contents, resolveDir: join(ROOT, source), sourcefile: out } }),
    plugins: platform === 'node' ? [...plugins, lateBuiltins()] : plugins,
    outfile: join('dist', out),
    bundle: true,
    platform,
    // A page in VS Code's own browser; everything else runs in Node.
    target: platform === 'browser' ? 'chrome130' : 'node20',
    format: platform === 'browser' ? 'iife' : 'cjs',
    // The ES module of each package where it has one: the CommonJS builds of vscode-uri and others are UMD, which hides
    // their requires from the bundler.
    mainFields: ['module', 'main'],
    define: {
      RETORT_VERSION: JSON.stringify(VERSION),
      RETORT_ENGINE: JSON.stringify(ENGINE),
      RETORT_RESULTS: JSON.stringify(RESULTS),
      ...define,
    },
    supported,
    // pg asks for it only when it is used as pg.native.
    external: ['pg-native', ...external],
    // Half of the time that a small command takes is reading its own code.
    minify: production || isMinified,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    ...(banner === undefined ? {} : { banner: { js: banner } }),
  });
  return undefined;
}

/** The file and every relative module it imports, as paths below `folder`. */
async function importClosure(folder, entries) {
  const found = new Set();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const text = await readFile(join(folder, file), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/gu)) {
      open.push(relative(folder, join(folder, dirname(file), match[1])));
    }
  }
  return [...found];
}

async function vendorPglite() {
  const source = join(PGLITE, 'dist');
  const target = join(DIST, 'vendor', 'pglite');
  const { version } = JSON.parse(await readFile(join(PGLITE, 'package.json'), 'utf8'));
  const modules = await importClosure(source, ['index.js', 'fs/nodefs.js']);
  for (const file of [...modules, 'pglite.wasm', 'pglite.data', 'initdb.wasm']) {
    await copyWhenChanged(join(source, file), join(target, file), file.endsWith('.js'));
  }
  await copyWhenChanged(join(PGLITE, 'LICENSE'), join(target, 'LICENSE'));
  await writeWhenChanged(join(target, 'package.json'), `${JSON.stringify({ type: 'module', version })}\n`);
  const image = await cached(`pglite-${version}-data.tar.br`, createDataImage);
  await copyWhenChanged(image, join(target, 'dataImage.tar.br'));
  const names = createHash('sha256').update(EXTENSIONS.join()).digest('hex').slice(0, 8);
  const extensions = await cached(`pglite-${version}-extensions-${names}.tar.br`, joinExtensions);
  await copyWhenChanged(extensions, join(target, 'extensions.tar.br'));
}

/** A fresh data folder: unpacking it takes a tenth of the time that initdb takes. */
async function createDataImage() {
  const { PGlite } = await import(pathToFileURL(join(PGLITE, 'dist', 'index.js')).href);
  // Segments of 1 MB instead of 16 keep a project's data folder small.
  const database = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  const archive = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  return archive;
}

/** All extensions in one archive: it is unpacked at every start of the database, so it has to be quick. */
async function joinExtensions() {
  const parts = [];
  for (const name of EXTENSIONS) {
    const archive = gunzipSync(await readFile(join(PGLITE, 'dist', `${name}.tar.gz`)));
    // An archive ends with empty blocks; what follows them would not be read.
    let end = archive.length;
    while (end > 0 && archive.subarray(end - 512, end).every((byte) => byte === 0)) end -= 512;
    parts.push(archive.subarray(0, end));
  }
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

/** The path of a compressed file that is made once for each version of what it is made from. */
async function cached(name, make) {
  const path = join(CACHE, name);
  if (existsSync(path)) return path;
  const compressed = brotliCompressSync(await make(), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  await mkdir(CACHE, { recursive: true });
  // Two builds at once each write a whole file.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, compressed);
  await rename(draft, path);
  return path;
}

async function vendorLibpgQuery() {
  const target = join(DIST, 'vendor', 'libpg-query');
  for (const file of ['libpg-query.js', 'libpg-query.wasm']) {
    await copyWhenChanged(join(LIBPG_QUERY, 'wasm', file), join(target, file));
  }
  await copyWhenChanged(join(LIBPG_QUERY, 'LICENSE'), join(target, 'LICENSE'));
  // Its entry also re-exports @pgsql/types, so it is bundled with that and without the Emscripten module.
  await build({
    absWorkingDir: ROOT,
    entryPoints: [join(LIBPG_QUERY, 'wasm', 'index.cjs')],
    outfile: join(target, 'index.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['./libpg-query.js'],
    minify: production,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

async function vendorSqlite() {
  const target = join(DIST, 'vendor', 'sqlite');
  for (const file of ['node-sqlite3-wasm.js', 'node-sqlite3-wasm.wasm']) {
    await copyWhenChanged(join(SQLITE_WASM, 'dist', file), join(target, file));
  }
  await copyWhenChanged(join(SQLITE_WASM, 'LICENSE'), join(target, 'LICENSE'));
}

/** What a person reads who has the extension and not this repository; the pages of the lint rules are beside them. */
const DOCUMENTS = ['guide', 'configuration', 'command-line', 'ci', 'troubleshooting', 'rules'];

/** Links lead to what is in the package; to a reader without the rest, the others are plain words. */
async function copyDocuments() {
  const rules = join(ROOT, 'server', 'src', 'engine', 'lint', 'rules');
  const names = (await readdir(rules, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const pages = [
    ...DOCUMENTS.map((name) => [join(ROOT, 'docs', `${name}.md`), `${name}.md`]),
    ...names.map(({ name }) => [join(rules, name, 'README.md'), join('rules', `${name}.md`)]),
  ];
  await rm(join(DIST, 'guide', 'rules'), { recursive: true, force: true });
  for (const [source, page] of pages) {
    const text = await readFile(source, 'utf8');
    const linked = text.replaceAll(
      /(?<!!)\[([^\]]+)\]\(([^)#:]+)(#[^)]*)?\)/gu,
      (_, words, target, anchor = '') => {
        const rule = /lint\/rules\/([\w-]+)\/README\.md$/u.exec(target)?.[1];
        if (rule !== undefined) return `[${words}](rules/${rule}.md)`;
        return DOCUMENTS.includes(target.replace(/\.md$/u, '')) ? `[${words}](${target}${anchor})` : words;
      },
    );
    await writeWhenChanged(join(DIST, 'guide', page), linked);
  }
}

/** Leaves an equal file alone, so that a build beside a running embedded database does not touch what it has open. */
async function copyWhenChanged(source, target, isModule = false) {
  if (isModule) {
    // The maps of these modules are not shipped, and a pointer to a missing map makes debuggers complain.
    const text = await readFile(source, 'utf8');
    await writeWhenChanged(target, text.replace(/\n?\/\/# sourceMappingURL=.*$/u, '\n'));
    return;
  }
  const [from, to] = await Promise.all([stat(source), stat(target).catch(() => undefined)]);
  if (to?.size === from.size && to.mtimeMs >= from.mtimeMs) return;
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, { force: true });
}

async function writeWhenChanged(target, text) {
  if ((await readFile(target, 'utf8').catch(() => undefined)) === text) return;
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

async function removeMaps() {
  for (const name of await readdir(DIST)) {
    if (name.endsWith('.map')) await rm(join(DIST, name));
  }
}

await mkdir(DIST, { recursive: true });
// Node looks for the nearest package.json at every start; this one is read in no time.
await writeWhenChanged(join(DIST, 'package.json'), '{"type":"commonjs"}\n');
const chosen = ENTRIES.filter(({ out }) => wanted.length === 0 || wanted.includes(out));
const notes = await Promise.all(
  chosen.map((entry) =>
    buildEntry(entry).catch(() => {
      // esbuild has printed the errors; the other bundles are still worth having.
      process.exitCode = 1;
      return `failed dist/${entry.out}`;
    }),
  ),
);
for (const { out, source } of COPIES) {
  if (existsSync(join(ROOT, source))) await copyWhenChanged(join(ROOT, source), join(DIST, out));
  else notes.push(`skipped dist/${out}: ${source} does not exist yet`);
}
await copyDocuments();
await vendorPglite();
await vendorLibpgQuery();
await vendorSqlite();
if (production) await removeMaps();
for (const note of notes) if (note !== undefined) console.log(note);
