// What was in the revision files when databases ran them: fingerprints beside the history of runs. Alembic remembers that
// a revision was run, and not what it said then.
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runHistoryFile } from './runHistory';
import type { EarlierContents } from '../engine/index';

type Environment = Readonly<Record<string, string | undefined>>;

/** One revision that one database has run, or no longer has. The last line of a revision and database counts. */
export interface AppliedFile {
  /** The configuration file, absolute. */
  readonly project: string;
  /** As plans show it. */
  readonly database: string;
  readonly revision: string;
  /** Null once it was downgraded. */
  readonly sha256: string | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** `retort/applied.jsonl` in the cache folder. */
export function appliedFilesPath(environment: Environment): string {
  return join(dirname(runHistoryFile(environment)), 'applied.jsonl');
}

/** Adds them; a file that cannot be written is no reason for a run to fail. */
export function rememberApplied(environment: Environment, files: readonly AppliedFile[]): void {
  if (files.length === 0) return;
  const path = appliedFilesPath(environment);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    appendFileSync(path, files.map((file) => `${JSON.stringify(file)}\n`).join(''), { mode: 0o600 });
  } catch {
    // Nothing is warned of then.
  }
}

/** SHA-256 of the text; line ends and blanks before them are no change. */
export function fingerprint(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const plain = lines.map((line) => line.trimEnd()).join('\n');
  return createHash('sha256').update(plain.trim()).digest('hex');
}

/** What the databases of a project ran, by revision. Lines that are none of ours are left out. */
export function readApplied(
  environment: Environment,
  project: string,
): ReadonlyMap<string, readonly AppliedFile[]> {
  let text: string;
  try {
    text = readFileSync(appliedFilesPath(environment), 'utf8');
  } catch {
    return new Map();
  }
  const last = new Map<string, AppliedFile>();
  for (const file of text.split('\n').flatMap(readLine)) {
    if (file.project === project) last.set(`${file.database}\0${file.revision}`, file);
  }
  const byRevision = new Map<string, readonly AppliedFile[]>();
  for (const file of last.values()) {
    if (file.sha256 !== null) byRevision.set(file.revision, [...(byRevision.get(file.revision) ?? []), file]);
  }
  return byRevision;
}

/** The database that ran this revision last with other contents than these; undefined when none did. */
export function earlierContents(
  applied: ReadonlyMap<string, readonly AppliedFile[]>,
  revision: string,
  text: string,
): EarlierContents | undefined {
  const files = applied.get(revision);
  if (files === undefined) return undefined;
  const own = fingerprint(text);
  return files.findLast(({ sha256 }) => sha256 !== own);
}

/** Asks the record again whenever it has changed, which costs a look at the file. */
export function appliedReader(
  environment: Environment,
  project: string,
): (revision: string, text: string) => EarlierContents | undefined {
  let stamp: string | undefined;
  let applied: ReturnType<typeof readApplied> = new Map();
  return (revision, text) => {
    const now = stampOf(appliedFilesPath(environment));
    if (now !== stamp) applied = readApplied(environment, project);
    stamp = now;
    return earlierContents(applied, revision, text);
  };
}

/** Empty where there is no record, or none that can be read. */
function stampOf(path: string): string {
  try {
    const { mtimeMs, size } = statSync(path);
    return `${mtimeMs} ${size}`;
  } catch {
    return '';
  }
}

function readLine(line: string): readonly AppliedFile[] {
  try {
    const value = JSON.parse(line) as Partial<AppliedFile> | null;
    const { project, database, revision, sha256, at } = value ?? {};
    const isText = [project, database, revision, at].every((each) => typeof each === 'string');
    return isText && (sha256 === null || typeof sha256 === 'string') ? [value as AppliedFile] : [];
  } catch {
    return [];
  }
}
