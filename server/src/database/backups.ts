// Back-ups that are made before a run: one folder each below `.retort/backups` of the project, with a record of what it is.
// How the content is made and brought back is the dialect's business (sqlite/backup.ts, postgres/backup.ts).
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseProblem } from './databaseProblem';
import { isProcessAlive } from './embedded/ownerRecord';

export type BackupDialect = 'sqlite' | 'postgresql';

/** `running` also where the run was killed: then its process is gone. */
export type BackupState = 'running' | 'done' | 'failed' | 'cancelled';

/** One back-up as it is remembered. It never holds a URL or a password. */
export interface BackupRecord {
  /** What `retort restore` takes; also the name of its folder. */
  readonly id: string;
  /** When it was made, ISO 8601 in UTC. */
  readonly at: string;
  readonly dialect: BackupDialect;
  /** The database as plans show it. */
  readonly database: string;
  /** What tells this database from every other one, safe to show: the absolute path of a file, or host, port and name. */
  readonly identity: string;
  /** Bytes on the disk. */
  readonly bytes: number;
  /** The command it was made for, such as `upgrade head`. */
  readonly command: string;
  /** The version rows in it. */
  readonly current: readonly string[];
  /** The process of the run. */
  readonly processId: number;
  readonly state: BackupState;
  /** The content it was made of. */
  readonly before: string | undefined;
  /** The content the run left behind; undefined while it runs, when it was killed, and where nobody can tell. */
  readonly after: string | undefined;
}

/** Makes and brings back the content of one database. Everything that fails throws a DatabaseProblem. */
export interface BackupMaker {
  readonly dialect: BackupDialect;
  readonly identity: string;
  /** Writes the whole database into `folder`, which exists and is empty; answers the bytes written. */
  make(folder: string, signal: AbortSignal): Promise<number>;
  /** Makes the database what it was when `folder` was written; whole or not at all. */
  restore(folder: string, signal: AbortSignal): Promise<void>;
  /** Changes when anything in the database changes; undefined where that cannot be told. */
  fingerprint(): Promise<string | undefined>;
}

/** What a record says besides what its maker knows. */
export type BackupFacts = Pick<BackupRecord, 'id' | 'at' | 'database' | 'command' | 'current'>;

const RECORD = 'record.json';
/** Ends the name of a file that is there while a back-up is made: its id and the process. */
const MAKING = '.making';

/** `.retort/backups` of a project (the folder of its configuration file). */
export function backupsFolder(project: string): string {
  return join(resolve(project), '.retort', 'backups');
}

/** An id that sorts by time and can be typed: `20261124-221533-1a2b`. */
export function backupId(at: number, random: string): string {
  const digits = new Date(at).toISOString().replace(/\D/gu, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${random.replace(/[^0-9a-z]/gu, '').slice(0, 4)}`;
}

/** The folder of one back-up. */
export function backupFolder(project: string, id: string): string {
  return join(backupsFolder(project), id);
}

/** Makes a back-up; what is half made is removed again, also that of others who were killed. */
export async function createBackup(
  project: string,
  maker: BackupMaker,
  facts: BackupFacts,
  signal: AbortSignal,
): Promise<BackupRecord> {
  const folder = backupFolder(project, facts.id);
  const making = `${folder}.${process.pid}${MAKING}`;
  prepare(project, folder, making);
  try {
    const before = await maker.fingerprint();
    const bytes = await maker.make(folder, signal);
    const { dialect, identity } = maker;
    const processId = process.pid;
    const record: BackupRecord = {
      ...facts,
      ...{ dialect, identity, bytes, processId, state: 'running', before, after: undefined },
    };
    write(folder, record);
    return record;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(making, { force: true });
  }
}

/** Remembers how the run ended. A record that cannot be written any more leaves the back-up as it is. */
export async function endBackup(
  project: string,
  record: BackupRecord,
  maker: BackupMaker,
  state: BackupState,
): Promise<BackupRecord> {
  const ended = { ...record, state, after: await maker.fingerprint().catch(() => undefined) };
  try {
    write(backupFolder(project, record.id), ended);
  } catch {
    return record;
  }
  return ended;
}

/**
 * Removes all but the newest back-ups of runs on one database that went well. One that somebody may still need, because
 * its run failed, was cancelled or killed, stays until it is deleted by hand.
 */
export function pruneBackups(project: string, identity: string, kept: number): void {
  const done = listBackups(project).filter(
    (record) => record.identity === identity && record.state === 'done',
  );
  for (const { id } of done.slice(kept)) deleteBackup(project, id);
}

/** Removes a back-up with its content. */
export function deleteBackup(project: string, id: string): void {
  rmSync(backupFolder(project, id), { recursive: true, force: true });
}

/** All whole back-ups of a project, newest first. */
export function listBackups(project: string): readonly BackupRecord[] {
  return [...namesIn(backupsFolder(project))]
    .sort()
    .reverse()
    .flatMap((name) => readRecord(backupFolder(project, name), name));
}

/** True when the run of a back-up neither ended nor goes on: it was killed. */
export function isAbandoned({ state, processId }: BackupRecord): boolean {
  if (state !== 'running') return false;
  try {
    process.kill(processId, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}

function prepare(project: string, folder: string, making: string): void {
  try {
    removeHalfMade(project);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(making, '');
    const ignore = join(resolve(project), '.retort', '.gitignore');
    if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  } catch (error) {
    throw new DatabaseProblem({
      message: `the back-up cannot be written to ${folder}: ${error instanceof Error ? error.message : String(error)}; nothing was run`,
      nextStep: 'Make the folder writable, or run it with --no-backup after a copy of your own.',
    });
  }
}

/** Whose process is gone without a record: nobody can bring it back, and it may hold a whole database. */
function removeHalfMade(project: string): void {
  for (const name of namesIn(backupsFolder(project))) {
    const { id, owner } = /^(?<id>.+)\.(?<owner>\d+)\.making$/u.exec(name)?.groups ?? {};
    if (id === undefined || isProcessAlive(Number(owner))) continue;
    if (readRecord(backupFolder(project, id), id).length === 0) deleteBackup(project, id);
    rmSync(join(backupsFolder(project), name), { force: true });
  }
}

/** Beside and renamed, so that a record is whole or absent. */
function write(folder: string, record: BackupRecord): void {
  const draft = join(folder, `${RECORD}.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, RECORD));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readRecord(folder: string, name: string): BackupRecord[] {
  try {
    const value = JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as Partial<BackupRecord>;
    const texts = [value.id, value.at, value.dialect, value.database, value.identity, value.state];
    const isWhole =
      value.id === name && texts.every((text) => typeof text === 'string') && Array.isArray(value.current);
    return isWhole ? [value as BackupRecord] : [];
  } catch {
    return [];
  }
}
