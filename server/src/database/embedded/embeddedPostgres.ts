// PostgreSQL as the owner process sees it: a thread that can be fed, watched, and ended in the middle of a statement.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type {
  CompiledModules,
  FromThread,
  ThreadOptions,
  ThreadStart,
  ToThread,
  WasmModule,
} from './threadMessages';

export type EmbeddedPostgresOptions = Omit<ThreadOptions, 'modules'>;

export interface PostgresListener {
  /** Bytes for the client whose messages are being worked on. */
  readonly onOutput: (bytes: Uint8Array) => void;
  /** Input of this length is done with. */
  readonly onConsumed: (length: number) => void;
  /** PostgreSQL cannot go on; `restart` is the only call left. */
  readonly onBroken: (reason: string) => void;
}

/**
 * One PostgreSQL over one data folder. What was committed survives `restart`, everything else is rolled back: the next
 * start replays the write-ahead log as after a crash.
 */
export class EmbeddedPostgres {
  readonly #options: EmbeddedPostgresOptions;
  #modules: CompiledModules | undefined;
  readonly #script: string;
  #listener: PostgresListener | undefined;
  #worker: Worker | undefined;
  #port: MessagePort | undefined;
  #arrivals = new Int32Array(new SharedArrayBuffer(4));
  #closed: (() => void) | undefined;

  /** `script` is the bundle that runs the thread when it is started as a worker. */
  constructor(script: string, options: EmbeddedPostgresOptions) {
    this.#script = script;
    this.#options = options;
  }

  listen(listener: PostgresListener): void {
    this.#listener = listener;
  }

  /** Opens or creates the data folder. Rejects with PostgreSQL's own words when it cannot. */
  async start(): Promise<void> {
    const channel = new MessageChannel();
    const arrivals = new Int32Array(new SharedArrayBuffer(4));
    this.#modules ??= await compileModules(this.#options.vendorFolder);
    const workerData: ThreadStart = {
      role: 'postgres',
      port: channel.port2,
      arrivals,
      modules: this.#modules,
      ...this.#options,
    };
    const worker = new Worker(this.#script, {
      workerData,
      transferList: [channel.port2],
      stdout: true,
      stderr: true,
    });
    const port = channel.port1;
    this.#worker = worker;
    this.#port = port;
    this.#arrivals = arrivals;
    const started = new Promise<void>((resolve, reject) => {
      const fail = (reason: string): void => {
        reject(new Error(reason));
        if (this.#worker === worker) this.#listener?.onBroken(reason);
      };
      worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
      worker.on('exit', () => {
        fail('PostgreSQL ended');
        this.#closed?.();
      });
      port.on('message', (event: FromThread) => {
        if (event.kind === 'ready') resolve();
        else if (event.kind === 'failed') reject(new Error(event.reason));
        else if (this.#worker === worker) this.#receive(event);
      });
    });
    await started.catch(async (error: unknown) => {
      await this.#end();
      throw error;
    });
  }

  /** Hands over complete wire messages; the answers come to the listener in order. */
  send(bytes: Uint8Array): void {
    this.#post({ kind: 'input', bytes });
  }

  /** Ends whatever runs, at once, and opens the data folder again. */
  async restart(): Promise<void> {
    await this.#end();
    await this.start();
  }

  /** Shuts PostgreSQL down; a statement that runs longer than `graceMs` is ended. */
  async close(graceMs: number): Promise<void> {
    if (this.#worker === undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      this.#closed = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#post({ kind: 'close' });
    });
    await this.#end();
  }

  #receive(event: Exclude<FromThread, { kind: 'ready' | 'failed' }>): void {
    switch (event.kind) {
      case 'output':
        this.#listener?.onOutput(event.bytes);
        return;
      case 'consumed':
        this.#listener?.onConsumed(event.length);
        return;
      case 'broken':
        this.#listener?.onBroken(event.reason);
        return;
      case 'closed':
        this.#closed?.();
    }
  }

  #post(message: ToThread): void {
    this.#port?.postMessage(message);
    Atomics.add(this.#arrivals, 0, 1);
    Atomics.notify(this.#arrivals, 0);
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#port?.close();
    this.#port = undefined;
    await worker?.terminate();
  }
}

/** Node has WebAssembly, its types do not. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { readonly compile: (bytes: Uint8Array) => Promise<WasmModule> };
};

async function compileModules(vendorFolder: string): Promise<CompiledModules> {
  const compile = async (name: string): Promise<WasmModule> =>
    await WebAssembly.compile(await readFile(join(vendorFolder, name)));
  const [pgliteWasmModule, initdbWasmModule] = await Promise.all([
    compile('pglite.wasm'),
    compile('initdb.wasm'),
  ]);
  return { pgliteWasmModule, initdbWasmModule };
}
