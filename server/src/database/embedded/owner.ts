// The owner process of one data folder: lock, PostgreSQL, server, and the moments when it ends.
import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Clock } from '../clock';
import { DatabaseProblem } from '../databaseProblem';
import {
  checkDataFolder,
  embeddedDatabaseName,
  embeddedFolder,
  moveAway,
  prepareEmbeddedFolder,
  rememberDatabaseName,
} from './dataFolder';
import { EmbeddedPostgres } from './embeddedPostgres';
import { askOwner } from './ownerClient';
import { isDead, takeOwnerLock, type OwnerLock } from './ownerLock';
import { HEARTBEAT_MS, judgeProcess, readOwnerRecord, thisMachine, type OwnerRecord } from './ownerRecord';
import { WireServer } from './wireServer';

export interface OwnerOptions {
  /** The folder of alembic.ini. */
  readonly project: string;
  /** This bundle, which is also what the PostgreSQL thread runs. */
  readonly script: string;
  readonly vendorFolder: string;
  /** The process ends after so long without a client. */
  readonly idleMs: number;
  readonly clock: Clock;
  /** Called once, when everything is closed or given up. */
  readonly onEnd: (exitCode: number) => void;
}

/** How a start came out; what the starter is told. */
export type OwnerStart =
  | { readonly state: 'ready' }
  /** Another process has the folder, or is about to. */
  | { readonly state: 'lost' }
  | { readonly state: 'failed'; readonly message: string; readonly nextStep: string };

export interface Owner {
  readonly start: OwnerStart;
  /** Shuts down with everything committed safe; a running statement gets a few seconds. */
  stop(): Promise<void>;
}

/** How long a running statement may hold up the shutdown. */
const CLOSE_GRACE_MS = 5_000;

export async function runOwner(options: OwnerOptions): Promise<Owner> {
  const { clock } = options;
  const folder = embeddedFolder(options.project);
  prepareEmbeddedFolder(folder);
  const database = embeddedDatabaseName(folder);
  const token = randomBytes(24).toString('base64url');
  const postgres = new EmbeddedPostgres(options.script, {
    vendorFolder: options.vendorFolder,
    dataFolder: folder.data,
    database,
  });
  const held: { lock: OwnerLock | undefined } = { lock: undefined };
  let stopping: Promise<void> | undefined;
  let stopIdle: () => void = () => undefined;
  let stopBeat: () => void = () => undefined;

  const stop = async (exitCode: number): Promise<void> => {
    stopping ??= (async () => {
      stopIdle();
      server.disconnectAll();
      await postgres.close(CLOSE_GRACE_MS);
      stopBeat();
      held.lock?.release();
      server.close();
      options.onEnd(exitCode);
    })();
    await stopping;
  };
  const server = new WireServer({
    postgres,
    token,
    database,
    clock,
    onClients: (count) => {
      stopIdle();
      if (count === 0 && held.lock !== undefined) stopIdle = clock.after(options.idleMs, () => void stop(0));
    },
    onStopRequest: () => void stop(0),
    onFailure: (reason) => {
      note(folder.log, reason);
      void stop(1);
    },
  });
  const end = (): Promise<void> => stop(0);

  const address = await server.listen();
  const record: OwnerRecord = { processId: process.pid, ...address, token, database, machine: thisMachine() };
  const lock = takeOwnerLock(folder.lock, record, await staleness(folder.lock));
  held.lock = lock;
  if (lock === undefined) {
    await stop(0);
    return { start: { state: 'lost' }, stop: end };
  }
  const beat = (): void => {
    if (!lock.beat()) {
      // Somebody removed the lock by hand: stop writing before another owner starts.
      note(folder.log, 'the lock file was removed');
      options.onEnd(1);
      return;
    }
    stopBeat = clock.after(HEARTBEAT_MS, beat);
  };
  beat();
  stopIdle = clock.after(options.idleMs, () => void stop(0));
  try {
    checkDataFolder(folder);
    rememberDatabaseName(folder, database);
    await postgres.start();
  } catch (error) {
    const start = startProblem(error, folder.data, moveAway(folder));
    note(folder.log, start.message);
    server.setFailed(start.message);
    await stop(1);
    return { start, stop: end };
  }
  server.setReady();
  return { start: { state: 'ready' }, stop: end };
}

/** A line for whoever looks for the reason later; the folder may be gone, which is a reason too. */
function note(log: string, line: string): void {
  try {
    appendFileSync(log, `${new Date().toISOString()} ${line}\n`);
  } catch {
    // Nobody is left to tell.
  }
}

function startProblem(
  error: unknown,
  data: string,
  nextStep: string,
): Extract<OwnerStart, { state: 'failed' }> {
  if (error instanceof DatabaseProblem)
    return { state: 'failed', message: error.message, nextStep: error.nextStep };
  const reason = error instanceof Error ? error.message : String(error);
  return {
    state: 'failed',
    message: `the embedded database in ${data} cannot be opened: ${reason}`,
    nextStep,
  };
}

/**
 * Whether a found record is stale: its process does not exist, or a process of its number does but nobody listens on
 * its port. An owner listens before it takes the lock and until it has released it.
 */
async function staleness(lock: string): Promise<(found: OwnerRecord) => boolean> {
  const isGone = isDead(lock);
  const found = readOwnerRecord(lock);
  if (found === undefined || found === 'unreadable' || judgeProcess(found, lock) !== 'here') return isGone;
  const answer = await askOwner(found, 'status');
  return answer.state === 'refused' ? (again) => again.token === found.token || isGone(again) : isGone;
}
