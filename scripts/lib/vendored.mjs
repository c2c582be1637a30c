// The WASM that bundles load at run time, taken from its packages into dist/vendor.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { cached, inRoot } from './paths.mjs';
import { copyWhenChanged, writeWhenChanged } from './whenChanged.mjs';

const CACHE = cached('build');
const PGLITE = inRoot('node_modules', '@electric-sql', 'pglite');
const SQLITE_WASM = inRoot('node_modules', 'node-sqlite3-wasm');
const LIBPG_QUERY = inRoot('node_modules', 'libpg-query');

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
 * The files and every relative module they import, as paths below `folder`.
 * @param {string} folder
 * @param {readonly string[]} entries
 */
async function importClosure(folder, entries) {
  const found = new Set();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const text = await readFile(join(folder, file), 'utf8');
    for (const match of text.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/gu)) {
      open.push(relative(folder, join(folder, dirname(file), match[1] ?? '')));
    }
  }
  return [...found];
}

export async function vendorPglite() {
  const source = join(PGLITE, 'dist');
  const target = inRoot('dist', 'vendor', 'pglite');
  const { version } = JSON.parse(await readFile(join(PGLITE, 'package.json'), 'utf8'));
  const modules = await importClosure(source, ['index.js', 'fs/nodefs.js']);
  for (const file of [...modules, 'pglite.wasm', 'pglite.data', 'initdb.wasm']) {
    await copyWhenChanged(join(source, file), join(target, file), file.endsWith('.js'));
  }
  await copyWhenChanged(join(PGLITE, 'LICENSE'), join(target, 'LICENSE'));
  await writeWhenChanged(join(target, 'package.json'), `${JSON.stringify({ type: 'module', version })}\n`);
  const image = await compressedOnce(`pglite-${version}-data.tar.br`, createDataImage);
  await copyWhenChanged(image, join(target, 'dataImage.tar.br'));
  const names = createHash('sha256').update(EXTENSIONS.join()).digest('hex').slice(0, 8);
  const extensions = await compressedOnce(`pglite-${version}-extensions-${names}.tar.br`, joinExtensions);
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

/**
 * The path of a compressed file that is made once for each version of what it is made from.
 * @param {string} name
 * @param {() => Promise<Uint8Array>} make
 */
async function compressedOnce(name, make) {
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

/** @param {boolean} isProduction */
export async function vendorLibpgQuery(isProduction) {
  const target = inRoot('dist', 'vendor', 'libpg-query');
  for (const file of ['libpg-query.js', 'libpg-query.wasm']) {
    await copyWhenChanged(join(LIBPG_QUERY, 'wasm', file), join(target, file));
  }
  await copyWhenChanged(join(LIBPG_QUERY, 'LICENSE'), join(target, 'LICENSE'));
  // Its entry also re-exports @pgsql/types, so it is bundled with that and without the Emscripten module.
  await build({
    absWorkingDir: inRoot(),
    entryPoints: [join(LIBPG_QUERY, 'wasm', 'index.cjs')],
    outfile: join(target, 'index.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['./libpg-query.js'],
    minify: isProduction,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

export async function vendorSqlite() {
  const target = inRoot('dist', 'vendor', 'sqlite');
  for (const file of ['node-sqlite3-wasm.js', 'node-sqlite3-wasm.wasm']) {
    await copyWhenChanged(join(SQLITE_WASM, 'dist', file), join(target, file));
  }
  await copyWhenChanged(join(SQLITE_WASM, 'LICENSE'), join(target, 'LICENSE'));
}
