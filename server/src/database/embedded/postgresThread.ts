// The thread that runs PostgreSQL: opens the data folder with PGlite, feeds it wire messages, hands its answers back.
// It blocks while a statement runs, which is why it is a thread; the owner process ends it when it has to be stopped.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { receiveMessageOnPort } from 'node:worker_threads';
import type * as Pglite from '@electric-sql/pglite';
import { archiveFiles } from './archive';
import { CopyInput } from './copyInput';
import type { FromThread, ThreadOptions, ThreadStart, ToThread } from './threadMessages';
import { copyFail, MessageScanner } from './wireMessages';

type PgliteModule = typeof Pglite;

/**
 * Options of the server. PGlite's own also set `search_path` and allow changes of system tables (`-O`); a real server
 * does neither.
 */
const START_PARAMETERS = [
  '--single',
  '-F',
  '-j',
  ...[
    'exit_on_error=false',
    'log_checkpoints=false',
    'max_worker_processes=0',
    'max_parallel_workers=0',
    'max_parallel_workers_per_gather=0',
    'max_parallel_maintenance_workers=0',
    'io_method=sync',
  ].flatMap((setting) => ['-c', setting]),
];

/** What is used of PGlite's Emscripten module. */
interface EmscriptenFiles {
  readonly FS: { mkdirTree(path: string): void; writeFile(path: string, bytes: Uint8Array): void };
  readonly WASM_PREFIX: string;
}

/** Runs until it is told to close. Everything that goes wrong is said through the port. */
export async function runPostgresThread(start: ThreadStart): Promise<void> {
  const { port, arrivals } = start;
  const say = (event: FromThread): void => port.postMessage(event);
  const log: string[] = [];
  let database: Pglite.PGlite;
  try {
    database = await openDatabase(start, log);
  } catch (error) {
    say({ kind: 'failed', reason: startFailure(error, log) });
    return;
  }
  say({ kind: 'ready' });

  let isClosing = false;
  const nextInput = (): Uint8Array => {
    for (;;) {
      const seen = Atomics.load(arrivals, 0);
      const arrived = receiveMessageOnPort(port) as { readonly message: ToThread } | undefined;
      if (arrived?.message.kind === 'input') return arrived.message.bytes;
      if (arrived?.message.kind === 'close') {
        isClosing = true;
        return copyFail('the embedded database is shutting down');
      }
      Atomics.wait(arrivals, 0, seen);
    }
  };

  const execute = async (bytes: Uint8Array): Promise<void> => {
    const input = new CopyInput(bytes, nextInput);
    log.length = 0;
    let last = '';
    const answers = new MessageScanner((type) => {
      last = type;
      input.noteAnswer(type);
    });
    await database.execProtocolRawStream(input.asBytes(), {
      syncToFs: false,
      onRawData: (answer) => {
        answers.feed(answer);
        say({ kind: 'output', bytes: answer.slice() });
      },
    });
    if (expectsReady(bytes) && last !== 'Z') {
      say({ kind: 'broken', reason: lastComplaint(log) ?? 'it ran out of stack or memory' });
      return;
    }
    say({ kind: 'consumed', length: input.totalLength });
  };

  let work = Promise.resolve();
  port.on('message', (received: ToThread) => {
    work = work.then(async () => {
      if (received.kind === 'input') await execute(received.bytes);
      if (received.kind === 'close' || isClosing) {
        await database.close();
        say({ kind: 'closed' });
        port.close();
      }
    });
    work.catch((error: unknown) => say({ kind: 'broken', reason: String(error) }));
  });
}

/** Query, function call, sync and start-up are answered by ReadyForQuery; the other messages of a batch are not. */
function expectsReady(bytes: Uint8Array): boolean {
  if (bytes[0] === 0) return true;
  let lastType = '';
  new MessageScanner((type) => (lastType = type)).feed(bytes);
  return lastType === 'Q' || lastType === 'S' || lastType === 'F';
}

async function openDatabase(options: ThreadOptions, log: string[]): Promise<Pglite.PGlite> {
  const { vendorFolder, dataFolder, database, modules } = options;
  const pglite = (await import(pathToFileURL(join(vendorFolder, 'index.js')).href)) as PgliteModule;
  if (!existsSync(dataFolder)) await createDataFolder(pglite, options, log);
  const opened = await pglite.PGlite.create({
    dataDir: dataFolder,
    database,
    startParams: START_PARAMETERS,
    ...modules,
    ...logInto(log),
  });
  // PGlite's own way to load extensions compiles all of them; a file is compiled when CREATE EXTENSION asks for it.
  const archive = brotliDecompressSync(await readFile(join(vendorFolder, 'extensions.tar.br')));
  const { FS, WASM_PREFIX } = opened.Module as unknown as EmscriptenFiles;
  for (const { name, bytes } of archiveFiles(archive)) {
    const path = `${WASM_PREFIX}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    FS.writeFile(path, bytes);
  }
  return opened;
}

/** Makes the folder under another name first: an interrupted creation leaves nothing that looks like a database. */
async function createDataFolder(
  { PGlite }: PgliteModule,
  { vendorFolder, dataFolder, database, modules }: ThreadOptions,
  log: string[],
): Promise<void> {
  const unfinished = `${dataFolder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const image = brotliDecompressSync(await readFile(join(vendorFolder, 'dataImage.tar.br')));
  const created = await PGlite.create({
    dataDir: unfinished,
    loadDataDir: new Blob([image], { type: 'application/x-tar' }),
    startParams: START_PARAMETERS,
    ...modules,
    ...logInto(log),
  });
  if (database !== 'postgres') await created.exec(`CREATE DATABASE "${database.replaceAll('"', '""')}"`);
  await created.close();
  renameSync(unfinished, dataFolder);
}

function logInto(log: string[]): { onStderr: (line: string) => boolean } {
  return {
    onStderr: (line) => {
      log.push(line);
      if (log.length > 50) log.shift();
      return true;
    },
  };
}

/** PostgreSQL's own last complaint where it made one; it says more than the exit status. */
function startFailure(error: unknown, log: readonly string[]): string {
  return lastComplaint(log) ?? (error instanceof Error ? error.message : String(error));
}

function lastComplaint(log: readonly string[]): string | undefined {
  const complaint = log.findLast((line) => /\b(?:FATAL|PANIC):/u.test(line));
  return complaint?.replace(/^.*?\b(?:FATAL|PANIC):\s*/u, '');
}
