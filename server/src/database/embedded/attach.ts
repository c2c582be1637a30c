// How everybody reaches the embedded database of a project: finds its owner process, or starts one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pause, systemClock } from '../clock';
import { DatabaseProblem } from '../databaseProblem';
import { embeddedFolder, prepareEmbeddedFolder, type EmbeddedFolder } from './dataFolder';
import type { OwnerStart } from './owner';
import { askOwner } from './ownerClient';
import { judgeProcess, readOwnerRecord, type OwnerRecord } from './ownerRecord';
import { EMBEDDED_USER } from './wireServer';

/** Where the embedded database listens. `password` changes with every start of its owner. */
export interface EmbeddedAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The owner process. */
  readonly processId: number;
}

export interface AttachOptions {
  /** The bundle `dist/embedded.js`. */
  readonly embeddedScript: string;
}

export type EmbeddedStatus =
  | { readonly state: 'running'; readonly address: EmbeddedAddress; readonly client: string }
  | { readonly state: 'stopped'; readonly hasData: boolean }
  /** Its owner process is on its way in or out. */
  | { readonly state: 'changing' }
  /** A process that does not answer, or runs on another machine. */
  | { readonly state: 'unreachable'; readonly message: string; readonly nextStep: string };

const ATTACH_MS = 120_000;
/** An owner that hangs up without an answer for so long is none. */
const HANG_UP_MS = 10_000;

/**
 * The address of the embedded database of `project` (the folder of alembic.ini), starting its owner process when none
 * runs and creating the database on first use. Throws a DatabaseProblem that names the folder and what to do.
 */
export async function attachEmbedded(project: string, options: AttachOptions): Promise<EmbeddedAddress> {
  const folder = embeddedFolder(project);
  prepareEmbeddedFolder(folder);
  const began = systemClock.now();
  let changingSince: number | undefined;
  while (systemClock.now() < began + ATTACH_MS) {
    const found = await findOwner(folder);
    if (found.state === 'running') return found.address;
    if (found.state === 'unreachable') throw new DatabaseProblem(found);
    changingSince = found.state === 'changing' ? (changingSince ?? systemClock.now()) : undefined;
    if (found.state === 'changing') {
      const record = readOwnerRecord(folder.lock);
      const isLong = systemClock.now() - (changingSince ?? 0) > HANG_UP_MS;
      if (isLong && record !== undefined && record !== 'unreadable')
        throw new DatabaseProblem(silentOwner(record, folder));
      await pause(systemClock, 50);
      continue;
    }
    const start = await startOwner(folder, options.embeddedScript);
    if (start.state === 'failed') throw new DatabaseProblem(start);
    // Whoever won may still be on its way, and several losers should not come back at the same moment.
    if (start.state === 'lost') await pause(systemClock, 50 + Math.random() * 150);
  }
  throw new DatabaseProblem({
    message: `the embedded database in ${folder.root} did not start within ${ATTACH_MS / 1000} s`,
    nextStep: `See ${folder.log}.`,
  });
}

/** Looks without starting anything. */
export async function embeddedStatus(project: string): Promise<EmbeddedStatus> {
  return await findOwner(embeddedFolder(project));
}

/** Ends the owner process cleanly; false when none runs. Clients that are connected are told and disconnected. */
export async function stopEmbedded(project: string): Promise<boolean> {
  const folder = embeddedFolder(project);
  const record = readOwnerRecord(folder.lock);
  if (record === undefined || record === 'unreadable' || judgeProcess(record, folder.lock) !== 'here')
    return false;
  const answer = await askOwner(record, 'stop');
  if (answer.state === 'refused' || answer.state === 'ended') return false;
  if (answer.state === 'silent') throw new DatabaseProblem(silentOwner(record, folder));
  // The lock goes away when the last byte is on the disk.
  const deadline = systemClock.now() + 20_000;
  while (isStill(record, folder) && systemClock.now() < deadline) await pause(systemClock, 20);
  return true;
}

function isStill(record: OwnerRecord, folder: EmbeddedFolder): boolean {
  const now = readOwnerRecord(folder.lock);
  return now !== undefined && now !== 'unreadable' && now.token === record.token;
}

async function findOwner(folder: EmbeddedFolder): Promise<EmbeddedStatus> {
  const stopped: EmbeddedStatus = { state: 'stopped', hasData: existsSync(folder.data) };
  const record = readOwnerRecord(folder.lock);
  if (record === undefined || record === 'unreadable') return stopped;
  const verdict = judgeProcess(record, folder.lock);
  if (verdict === 'gone') return stopped;
  if (verdict === 'elsewhere') {
    return {
      state: 'unreachable',
      message: `the embedded database in ${folder.root} is open on another machine or in a container (${record.machine.name})`,
      nextStep: 'Close it there; only one machine at a time can have it open.',
    };
  }
  const answer = await askOwner(record, 'status');
  if (answer.state === 'refused') return stopped;
  if (answer.state === 'silent') return { state: 'unreachable', ...silentOwner(record, folder) };
  if (answer.state === 'failed' || answer.state === 'ended') return { state: 'changing' };
  return { state: 'running', address: addressOf(record), client: answer.client };
}

function silentOwner(record: OwnerRecord, folder: EmbeddedFolder): { message: string; nextStep: string } {
  return {
    message: `the embedded database in ${folder.root} belongs to process ${record.processId}, which does not answer`,
    nextStep: `End process ${record.processId} and try again. If it is another program, delete ${folder.lock}.`,
  };
}

function addressOf(record: OwnerRecord): EmbeddedAddress {
  const { host, port, token, database, processId } = record;
  return { host, port, user: EMBEDDED_USER, password: token, database, processId };
}

/** Starts the owner detached, so that it outlives us, and waits until it says how that came out. */
async function startOwner(folder: EmbeddedFolder, script: string): Promise<OwnerStart> {
  const nextStep = 'Build or reinstall Retort, then try again.';
  if (!existsSync(script)) return { state: 'failed', message: `${script} is missing`, nextStep };
  return await new Promise((resolve) => {
    const child = spawn(process.execPath, [script, folder.project], {
      detached: true,
      windowsHide: true,
      cwd: folder.root,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const finish = (start: OwnerStart): void => {
      child.removeAllListeners();
      if (child.connected) child.disconnect();
      child.unref();
      resolve(start);
    };
    child.on('message', (start: OwnerStart) => finish(start));
    child.on('error', (error) =>
      finish({
        state: 'failed',
        message: `${process.execPath} cannot be started: ${error.message}`,
        nextStep,
      }),
    );
    child.on('exit', (code, signal) => {
      const how = signal ?? `exit code ${code ?? 0}`;
      finish({
        state: 'failed',
        message: `the owner of the embedded database in ${folder.root} ended (${how})`,
        nextStep: `See ${folder.log}.`,
      });
    });
  });
}
