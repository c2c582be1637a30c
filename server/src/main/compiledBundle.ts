// Loads another bundle of the command line from what V8 made of it the last time, which takes a third of the time that
// compiling takes. What is remembered is the compiled form of functions that ran; without it everything works as well.
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { writeCacheFile } from '../files/cacheFile';
import { cacheFolder } from '../files/cacheFolder';

/** A file of compiled code begins with two numbers: the checksum of everything behind it, and the length of the head. */
const PREFIX_BYTES = 8;

/** What the compiled code was made from and for. */
interface Head {
  /** The bundle as a file: its path, size, times and inode. */
  readonly bundle: string;
  /** The commands with the names of their options that ran when it was made. */
  readonly uses: readonly string[];
}

/**
 * The exports of the bundle `file`, which lies in `folder`. `use` names what it is loaded for: the functions that this
 * needs are remembered when the process ends, unless they are already.
 */
export function loadBundle(folder: string, file: string, use: string): unknown {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  const bundle = describe(path);
  const place = placeOf(path);
  const known = place === undefined ? undefined : readCode(place, bundle);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: path,
    cachedData: known?.code,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module = { exports: {} };
  const start = script.runInThisContext() as (...names: readonly unknown[]) => void;
  start(module.exports, require, module, path, folder);
  const uses = script.cachedDataRejected === false ? (known?.head.uses ?? []) : [];
  const wanted = [use, ...optionNames(process.argv)].join(' ');
  if (place !== undefined && !uses.includes(wanted)) {
    process.once('exit', () => {
      writeCode(place, { bundle, uses: [...uses, wanted] }, script.createCachedData());
    });
  }
  return module.exports;
}

/** The file as it is now: any change of it changes this. */
function describe(path: string): string {
  const { size, mtimeMs, ctimeMs, ino } = statSync(path);
  return JSON.stringify([path, size, mtimeMs, ctimeMs, ino]);
}

/** Undefined where nothing can be kept for this user. */
function placeOf(bundle: string): string | undefined {
  try {
    // V8 refuses what another version of it has made; each version has a file of its own, so that they do not fight.
    const name = `${crc32(bundle).toString(16)}-${process.versions.v8}-${process.arch}.bin`;
    return join(cacheFolder(process.env, 'code'), name);
  } catch {
    return undefined;
  }
}

/** What was written by this user for this bundle and is whole. V8 itself would run damaged code. */
function readCode(place: string, bundle: string): { head: Head; code: Buffer } | undefined {
  try {
    const bytes = readOwn(place);
    if (bytes === undefined || crc32(bytes.subarray(4)) !== bytes.readUInt32LE(0)) return undefined;
    const end = PREFIX_BYTES + bytes.readUInt32LE(4);
    const head = JSON.parse(bytes.toString('utf8', PREFIX_BYTES, end)) as Head;
    return head.bundle === bundle ? { head, code: bytes.subarray(end) } : undefined;
  } catch {
    return undefined;
  }
}

/** The content of a file that nobody else could have written: it is code that will run. */
function readOwn(place: string): Buffer | undefined {
  const file = openSync(place, 'r');
  try {
    const { uid, mode } = fstatSync(file);
    // Windows has neither.
    const isOwn = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isOwn ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

function writeCode(place: string, head: Head, code: Buffer): void {
  const text = Buffer.from(JSON.stringify(head));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(text.length, 4);
  prefix.writeUInt32LE(crc32(code, crc32(text, crc32(prefix.subarray(4)))), 0);
  writeCacheFile(place, Buffer.concat([prefix, text, code]), Date.now());
}

/** The options that were given, without their values, which are nobody's business. */
function optionNames(argv: readonly string[]): readonly string[] {
  const names = argv.flatMap((word) => /^--?[a-z][a-z-]*/.exec(word)?.[0] ?? []);
  return [...new Set(names)].sort();
}
