// PostgreSQL's own parser behind a guard: in a worker that is ended when a text takes too long, with limits and a cache.
import { Worker } from 'node:worker_threads';
import type { Clock } from './clock';
import { tooHard } from './sqlLimits';

/** libpg_query's tree: statements with their offset in bytes of UTF-8, and nodes as `{ NodeName: fields }`. */
export interface SqlTree {
  readonly version: number;
  readonly stmts?: readonly {
    readonly stmt: Readonly<Record<string, unknown>>;
    readonly stmt_location?: number;
    readonly stmt_len?: number;
  }[];
}

export type SqlParse =
  | { readonly tree: SqlTree }
  /** Not valid SQL. `offset` counts UTF-16 units from 0; undefined when the parser named no place. */
  | { readonly error: { readonly message: string; readonly offset: number | undefined } }
  /** Not parsed, so nothing is known about it; the text says why. */
  | { readonly tooHard: string };

/** What goes to the worker. */
export interface ParseRequest {
  readonly sql: string;
}

/** What comes back; the first one, after loading, has no parse. */
export type ParseAnswer = { readonly ready: true } | { readonly ready: false; readonly parse: SqlParse };

export interface SqlParser {
  /** Never rejects. The same text is parsed once. */
  parse(sql: string): Promise<SqlParse>;
  close(): Promise<void>;
}

export interface SqlParserOptions {
  /** The bundle `dist/sqlWorker.js`. */
  readonly script: string;
  readonly clock: Clock;
}

const PARSE_MS = 1_000;
/** Loading the WASM on a busy machine. */
const LOAD_MS = 30_000;
/** Length of all texts that are remembered, in UTF-16 units. */
const CACHE_LENGTH = 8 * 1024 * 1024;

/** The worker starts with the first text, ends with `close`, and does not keep the process alive when it has no work. */
export function createSqlParser(options: SqlParserOptions): SqlParser {
  const cache = new ParseCache();
  let worker: Promise<ParseWorker> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const parseNow = async (sql: string): Promise<SqlParse> => {
    try {
      worker ??= ParseWorker.start(options);
      const current = await worker;
      const parse = await current.parse(sql);
      if (parse === undefined) worker = undefined;
      else if ('tooHard' in parse) {
        // The WASM may be left in any state.
        worker = undefined;
        await current.end();
      }
      return parse ?? { tooHard: 'the parser crashed or took longer than a second' };
    } catch (error) {
      worker = undefined;
      return { tooHard: `the parser failed: ${error instanceof Error ? error.message : String(error)}` };
    }
  };

  return {
    async parse(sql) {
      const known = cache.get(sql);
      if (known !== undefined) return await known;
      const reason = tooHard(sql);
      if (reason !== undefined) return { tooHard: reason };
      // One at a time: when the worker has to be ended, it is clear which text was at fault.
      const result = last.then(async () => await parseNow(sql));
      last = result;
      cache.set(sql, result);
      return await result;
    },
    async close() {
      const closing = worker;
      worker = undefined;
      await (await closing?.catch(() => undefined))?.end();
    },
  };
}

/** The oldest texts are forgotten first. */
class ParseCache {
  readonly #parses = new Map<string, Promise<SqlParse>>();
  #length = 0;

  get(sql: string): Promise<SqlParse> | undefined {
    return this.#parses.get(sql);
  }

  set(sql: string, parse: Promise<SqlParse>): void {
    this.#parses.set(sql, parse);
    this.#length += sql.length;
    for (const oldest of this.#parses.keys()) {
      if (this.#length <= CACHE_LENGTH) return;
      this.#parses.delete(oldest);
      this.#length -= oldest.length;
    }
  }
}

class ParseWorker {
  readonly #worker: Worker;
  readonly #clock: Clock;
  #settle: ((answer: ParseAnswer | undefined) => void) | undefined;

  private constructor(worker: Worker, clock: Clock) {
    this.#worker = worker;
    this.#clock = clock;
    worker.on('message', (answer: ParseAnswer) => this.#settle?.(answer));
    worker.on('error', () => this.#settle?.(undefined));
    worker.on('exit', () => this.#settle?.(undefined));
  }

  static async start({ script, clock }: SqlParserOptions): Promise<ParseWorker> {
    const worker = new ParseWorker(new Worker(script, { stdout: true, stderr: true }), clock);
    const answer = await worker.#answer(LOAD_MS);
    if (answer?.ready !== true) throw new Error(`${script} does not start`);
    return worker;
  }

  /** Undefined when the worker took too long or crashed; it is ended then. */
  async parse(sql: string): Promise<SqlParse | undefined> {
    const request: ParseRequest = { sql };
    this.#worker.postMessage(request);
    const answer = await this.#answer(PARSE_MS);
    return answer?.ready === false ? answer.parse : undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #answer(limitMs: number): Promise<ParseAnswer | undefined> {
    this.#worker.ref();
    const answer = await new Promise<ParseAnswer | undefined>((resolve) => {
      const stopWatch = this.#clock.after(limitMs, () => resolve(undefined));
      this.#settle = (given) => {
        stopWatch();
        resolve(given);
      };
    });
    this.#settle = undefined;
    if (answer === undefined) await this.end();
    else this.#worker.unref();
    return answer;
  }
}
