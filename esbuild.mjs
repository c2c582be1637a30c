// The bundles, as one table; what else lies in dist/ is put there by scripts/lib. `--production` minifies and leaves out maps;
// a file name, as in `node esbuild.mjs embedded.js`, builds that bundle only.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packDocuments } from './scripts/lib/packedDocuments.mjs';
import { vendorLibpgQuery, vendorPglite, vendorSqlite } from './scripts/lib/vendored.mjs';
import { copyWhenChanged, writeWhenChanged } from './scripts/lib/whenChanged.mjs';

const ROOT = dirname(fileURLToPath(import.meta.url));
const DIST = join(ROOT, 'dist');
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
await packDocuments();
await vendorPglite();
await vendorLibpgQuery(production);
await vendorSqlite();
if (production) await removeMaps();
for (const note of notes) if (note !== undefined) console.log(note);
