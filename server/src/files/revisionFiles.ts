// Lists the revision files of a project in the order Alembic loads them, and reads them safely.
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import type { Dirent } from 'node:fs';
import { readPythonFile, reasonOf } from './readText';

/** Where to look, as a project says it. */
export interface RevisionPlaces {
  /** Absolute folders, in the order configured. */
  readonly versionLocations: readonly string[];
  readonly recursiveVersionLocations: boolean;
  readonly sourceless: boolean;
}

/**
 * One revision file. `path` is absolute with symbolic links resolved, as Alembic prints it. With a problem, `text`
 * is what can still be shown. `isWarning` is true where Alembic goes on without the file.
 */
export type RevisionFile =
  | { readonly path: string; readonly text: string; readonly problem: undefined }
  | {
      readonly path: string;
      readonly text: string | undefined;
      readonly problem: string;
      readonly isWarning: boolean;
    };

/** Limits for reading: with `within`, nothing outside these folders is read. */
export interface ReadLimits {
  readonly within?: readonly string[];
}

const MAX_FILES = 100_000;
const SOURCE = /^(?!\.#|__init__)(?:.*\.py)$/s;
const COMPILED = /^(?!\.#|__init__)(?:.*\.py)[co]$/s;

/** Reads all revision files, one a step, so that a caller can do something else in between. */
export function* readRevisionFiles(places: RevisionPlaces, limits: ReadLimits = {}): Generator<RevisionFile> {
  for (const found of listRevisionFiles(places, limits)) {
    if (found.problem !== undefined) {
      yield { path: found.path, text: undefined, problem: found.problem, isWarning: found.isWarning };
      continue;
    }
    const { text, problem } = readPythonFile(found.path);
    if (problem === undefined) yield { path: found.path, text, problem };
    else yield { path: found.path, text, problem, isWarning: false };
  }
}

/** A file found, not read yet; or why it, or a folder, is left out. */
export type FoundFile =
  | { readonly path: string; readonly problem: undefined }
  | { readonly path: string; readonly problem: string; readonly isWarning: boolean };

/** The revision files in load order, without reading them. */
export function* listRevisionFiles(places: RevisionPlaces, limits: ReadLimits = {}): Generator<FoundFile> {
  const seen = new Set<string>();
  let count = 0;
  for (const location of places.versionLocations) {
    for (const found of listFolder(location, places, limits, new Set())) {
      if (found.problem !== undefined) {
        yield found;
        continue;
      }
      if (seen.has(found.path)) {
        const problem = `File ${found.path} loaded twice! ignoring. Please ensure version_locations is unique.`;
        yield { path: found.path, problem, isWarning: true };
        continue;
      }
      if (++count > MAX_FILES) {
        yield {
          path: location,
          problem: `it holds more than ${MAX_FILES} revision files; the rest is not read`,
          isWarning: false,
        };
        return;
      }
      seen.add(found.path);
      yield found;
    }
  }
}

/** True when `path` is one of the folders or inside one. Both sides have to be real paths. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  });
}

/** Real paths of folders, leaving out those that do not exist. */
export function realFolders(folders: readonly string[]): string[] {
  return folders.flatMap((folder) => {
    try {
      return [realpathSync(folder)];
    } catch {
      return [];
    }
  });
}

function* listFolder(
  folder: string,
  places: RevisionPlaces,
  limits: ReadLimits,
  visited: Set<string>,
): Generator<FoundFile> {
  let real: string;
  let entries: Dirent[];
  try {
    real = realpathSync(folder);
    if (limits.within !== undefined && !isWithin(real, realFolders(limits.within))) {
      yield { path: folder, problem: 'it is outside the workspace and is not read', isWarning: false };
      return;
    }
    if (visited.has(real)) return;
    visited.add(real);
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A version location that does not exist is left out without a word, as in Alembic.
    const reason = reasonOf(error);
    if (reason !== 'it does not exist') yield { path: folder, problem: reason, isWarning: false };
    return;
  }
  if (basename(real).endsWith('__pycache__')) return;
  const names = inOrder(entries.filter((entry) => !entry.isDirectory()));
  const prefix = real.endsWith(sep) ? real : real + sep;
  for (const entry of names) {
    const path = prefix + entry.name;
    // The usual case first: a folder may hold ten thousand of them.
    if (entry.isFile() && SOURCE.test(entry.name)) yield { path, problem: undefined };
    else yield* resolveEntry(path, entry, places, limits);
  }
  if (places.sourceless)
    yield* listCompiled(join(real, '__pycache__'), new Set(names.map((one) => stem(one.name))));
  if (!places.recursiveVersionLocations) return;
  const folders = inOrder(entries.filter((entry) => entry.isDirectory()));
  for (const entry of folders) yield* listFolder(join(real, entry.name), places, limits, visited);
}

function* resolveEntry(
  path: string,
  entry: Dirent,
  places: RevisionPlaces,
  limits: ReadLimits,
): Generator<FoundFile> {
  let real = path;
  if (entry.isSymbolicLink()) {
    try {
      real = realpathSync(path);
    } catch (error) {
      if (SOURCE.test(entry.name)) yield { path, problem: reasonOf(error), isWarning: false };
      return;
    }
  }
  // The name that counts is that of the file a link leads to.
  const name = basename(real);
  if (SOURCE.test(name)) {
    if (real !== path && limits.within !== undefined && !isWithin(real, realFolders(limits.within))) {
      yield { path, problem: 'it leads outside the workspace and is not read', isWarning: false };
    } else if (entry.isFile() || entry.isSymbolicLink()) {
      yield { path: real, problem: undefined };
    } else {
      yield { path: real, problem: 'it is not a regular file', isWarning: false };
    }
  } else if (places.sourceless && COMPILED.test(name)) {
    yield compiled(real);
  }
}

function* listCompiled(folder: string, sources: ReadonlySet<string>): Generator<FoundFile> {
  try {
    for (const name of readdirSync(folder)) {
      if (sources.has(stem(name))) continue;
      const path = join(folder, name);
      if (COMPILED.test(name)) yield compiled(path);
      // A source file in there counts too.
      else if (SOURCE.test(name) && lstatSync(path).isFile()) yield { path, problem: undefined };
    }
  } catch {
    // No cache folder, nothing compiled.
  }
}

function compiled(path: string): FoundFile {
  return { path, problem: 'it is compiled; only the source of a revision can be read', isWarning: false };
}

function stem(name: string): string {
  return name.split('.')[0] ?? name;
}

/** By name as Python sorts it, which is what JavaScript does unless characters have two units. */
function inOrder(entries: Dirent[]): Dirent[] {
  if (entries.some(({ name }) => /[\ud800-\udfff]/.test(name)))
    return entries.sort((a, b) => byCodePoint(a.name, b.name));
  return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Python sorts text by code point, JavaScript by UTF-16 unit. */
function byCodePoint(a: string, b: string): number {
  for (let i = 0; i < a.length && i < b.length;) {
    const x = a.codePointAt(i) ?? 0;
    const y = b.codePointAt(i) ?? 0;
    if (x !== y) return x - y;
    i += x > 0xffff ? 2 : 1;
  }
  return a.length - b.length;
}
