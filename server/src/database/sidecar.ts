// Talks to the side-car: a child process in the project's own interpreter. One request at a time, with a time-out.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Versions found in the interpreter. */
export interface SidecarVersions {
  readonly python: string;
  readonly alembic: string;
  readonly sqlalchemy: string;
}

/** A request for the text of `alembic upgrade|downgrade TARGET --sql`. */
export interface OfflineSqlRequest {
  readonly folder: string;
  readonly configFile: string;
  readonly section: string;
  readonly x: readonly string[];
  readonly direction: 'upgrade' | 'downgrade';
  readonly target: string;
}

/** What the project's code said instead of an answer, with Python's traceback where there is one. */
export class SidecarFailure extends Error {
  readonly traceback: string;

  constructor(message: string, traceback = '') {
    super(message);
    this.name = 'SidecarFailure';
    this.traceback = traceback;
  }
}

interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly traceback?: string;
}

/** One running side-car. Close it when done; it is killed when it does not answer in time. */
export class Sidecar {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #nextId = 1;

  /** `python` is an absolute path; `script` the sidecar.py that belongs to this build. */
  constructor(python: string, script: string, env: Readonly<Record<string, string | undefined>>) {
    this.#child = spawn(python, ['-u', script], { env, stdio: 'pipe' });
    this.#child.stderr.resume();
    this.#child.stdin.on('error', () => undefined);
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#receive(line);
    });
    this.#child.on('error', (error) => {
      this.#fail(`the interpreter ${python} cannot be started: ${error.message}`);
    });
    this.#child.on('exit', () => {
      this.#fail('the side-car ended before it answered');
    });
  }

  async hello(timeoutMs: number): Promise<SidecarVersions> {
    return (await this.#ask({ request: 'hello' }, timeoutMs)) as SidecarVersions;
  }

  async offlineSql(request: OfflineSqlRequest, timeoutMs: number): Promise<string> {
    const result = (await this.#ask({ request: 'offlineSql', ...request }, timeoutMs)) as {
      readonly sql: string;
    };
    return result.sql;
  }

  close(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }

  #ask(request: Readonly<Record<string, unknown>>, timeoutMs: number): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        this.#child.kill('SIGKILL');
        reject(new SidecarFailure(`no answer within ${timeoutMs / 1000} s`));
      }, timeoutMs);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          then(value);
        };
      this.#waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.#child.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  #receive(line: string): void {
    let reply: Reply;
    try {
      reply = JSON.parse(line) as Reply;
    } catch {
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.error === undefined) waiting?.resolve(reply.result);
    else waiting?.reject(new SidecarFailure(reply.error, reply.traceback));
  }

  #fail(message: string): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new SidecarFailure(message));
    this.#waiting.clear();
  }
}
