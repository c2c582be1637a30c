// What the owner process and its PostgreSQL thread say to each other.
import type { MessagePort } from 'node:worker_threads';

export interface ThreadOptions {
  /** Folder with PGlite's modules, its WASM and the image of an empty database. */
  readonly vendorFolder: string;
  readonly dataFolder: string;
  /** The database that clients connect to. */
  readonly database: string;
  readonly modules: CompiledModules;
}

/** PGlite's WASM, compiled once by the owner process: a thread that is started again does not compile it again. */
export interface CompiledModules {
  readonly pgliteWasmModule: WasmModule;
  readonly initdbWasmModule: WasmModule;
}

/** A `WebAssembly.Module`, which the types of Node 20 leave out. */
export type WasmModule = object;

/** What `new Worker` hands over. */
export interface ThreadStart extends ThreadOptions {
  readonly role: 'postgres';
  readonly port: MessagePort;
  /** A counter that the owner raises after each message, so that the thread can wait for one without returning. */
  readonly arrivals: Int32Array<SharedArrayBuffer>;
}

export type ToThread = { readonly kind: 'input'; readonly bytes: Uint8Array } | { readonly kind: 'close' };

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  /** The input of this length is done with. */
  | { readonly kind: 'consumed'; readonly length: number }
  /** PostgreSQL is in no state to go on, for example after its stack overflowed. */
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'closed' };
