// Changes of several files that belong together: what they are is written down first, so that the next command can take
// back what a killed one left half done. What somebody has changed since is left alone, and said. It is written into the
// cache folder: a project that brings such a file along has no say.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { isProcessAlive } from '../database/embedded/ownerRecord';
import { runHistoryFile } from '../database/runHistory';
import { shortHash } from '../files/cacheFile';
import { removeDrafts, writeWhole } from './writeWhole';

/** A file as it is before and after; undefined: it is not there. */
export interface JournalFile {
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** What one command is about to do. */
export interface Journal {
  /** As it was typed, for people. */
  readonly command: string;
  readonly files: readonly JournalFile[];
  readonly renames?: readonly { readonly from: string; readonly to: string }[];
  /** Folders that it makes, the outer first; empty ones go. */
  readonly newFolders?: readonly string[];
  /** Folders in which a program makes files whose names are not known, and what they hold before it does. */
  readonly folders?: readonly { readonly path: string; readonly names: readonly string[] }[];
  /** Where to such files are moved; undefined: they stay, and are named. */
  readonly aside?: string | undefined;
}

interface KeptJournal extends Journal {
  readonly host: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `retort/unfinished` of the cache folder; a name is that of a project and of the process that changes it. */
function journalFolder(environment: Environment): string {
  return join(dirname(runHistoryFile(environment)), 'unfinished');
}

/** Writes it down; the answer strikes it out, when all is done or nothing is. */
export function beginJournal(environment: Environment, project: string, journal: Journal): () => void {
  const folder = journalFolder(environment);
  const path = join(folder, `${shortHash(project)}-${process.pid}.json`);
  const kept: KeptJournal = { ...journal, host: hostname() };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeWhole(path, JSON.stringify(kept));
  } catch {
    // Without a cache folder nobody can take anything back, which is no reason to do nothing.
  }
  return () => rmSync(path, { force: true });
}

/** What killed commands left half done is taken back; answers what to say of it. */
export function takeBack(environment: Environment, project: string): readonly string[] {
  const folder = journalFolder(environment);
  const pattern = new RegExp(`^${shortHash(project)}-(\\d+)\\.json$`, 'u');
  return namesOf(folder).flatMap((name) => {
    const owner = pattern.exec(name)?.[1];
    if (owner === undefined || isProcessAlive(Number(owner))) return [];
    const path = join(folder, name);
    const journal = readJournal(path);
    if (journal !== undefined && journal.host !== hostname()) return [];
    const said = journal === undefined ? [] : [takeBackOne(project, journal)];
    rmSync(path, { force: true });
    return said;
  });
}

function takeBackOne(project: string, journal: Journal): string {
  const { command, files, renames = [], folders = [], newFolders = [], aside } = journal;
  const changed: string[] = [];
  const shown = (path: string): string => relative(project, path);
  for (const { from, to } of renames) if (existsSync(to) && !existsSync(from)) renameSync(to, from);
  for (const { path, before, after } of files) {
    const now = textOf(path);
    if (now === before) continue;
    if (now !== after) changed.push(shown(path));
    else if (before === undefined) rmSync(path, { force: true });
    else writeWhole(path, before);
  }
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) removeDrafts(folder);
  for (const one of [...newFolders].reverse()) {
    if (existsSync(one) && namesOf(one).length === 0) rmdirSync(one);
  }
  const made = folders.flatMap(({ path, names }) =>
    namesIn(path)
      .filter((name) => !names.includes(name))
      .map((name) => join(path, name)),
  );
  const keptIn = aside === undefined || made.length === 0 ? undefined : aside;
  if (keptIn !== undefined) {
    mkdirSync(keptIn, { recursive: true });
    for (const path of made) renameSync(path, join(keptIn, basename(path)));
  }
  const names = made.map(shown).join(', ');
  return [
    `\`retort ${command}\` was ended before it was done`,
    ...(files.length + renames.length === 0 ? [] : ['the files are as they were']),
    ...(made.length === 0
      ? []
      : [
          keptIn === undefined
            ? `${names} was not looked at: look at it, or delete it`
            : `${names} was not tried, and is in ${shown(keptIn)}`,
        ]),
    ...(changed.length === 0 ? [] : [`${changed.join(', ')} has changed since and is left alone`]),
  ].join('; ');
}

function namesIn(folder: string): readonly string[] {
  return namesOf(folder).filter((name) => name.endsWith('.py'));
}

/** The revision files in the folders at this moment. */
export function revisionNames(folders: readonly string[]): NonNullable<Journal['folders']> {
  return folders.map((path) => ({ path, names: namesIn(path) }));
}

function readJournal(path: string): KeptJournal | undefined {
  try {
    // Written whole by ourselves, so its shape is believed.
    return JSON.parse(readFileSync(path, 'utf8')) as KeptJournal;
  } catch {
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function namesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
