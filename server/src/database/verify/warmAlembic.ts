// The project's Python with Alembic loaded, for as long as a verification lasts: each command runs in a copy of that process,
// which begins where others have spent a second. Not on Windows, where a process cannot be copied.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { AlembicEnd } from '../alembicProcess';

export interface WarmAlembicStart {
  /** What starts `redirect.py`, the absolute program first. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

type Waiting = (end: AlembicEnd | undefined) => void;

/** One command at a time. */
export class WarmAlembic {
  readonly #child: ChildProcessWithoutNullStreams;
  #waiting: Waiting | undefined;
  #nextId = 1;
  #isGone = false;

  private constructor({ argv: [program, ...words], cwd, environment, signal }: WarmAlembicStart) {
    this.#child = spawn(program, [...words, '--serve'], {
      cwd,
      env: { ...environment, PYTHONUNBUFFERED: '1' },
      stdio: 'pipe',
      shell: false,
      windowsHide: true,
    });
    this.#child.stderr.resume();
    this.#child.stdin.on('error', () => undefined);
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#receive(line));
    const lose = (): void => {
      this.#isGone = true;
      this.#settle(undefined);
    };
    this.#child.on('error', lose);
    this.#child.on('exit', lose);
    signal.addEventListener('abort', () => this.#child.kill('SIGINT'), { once: true });
  }

  /** Begins to load at once; undefined where that cannot be. */
  static start(start: WarmAlembicStart): WarmAlembic | undefined {
    return process.platform === 'win32' ? undefined : new WarmAlembic(start);
  }

  /** Undefined when the process is gone: then the command has to be run by itself, which also tells why. */
  async run(
    words: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<AlembicEnd | undefined> {
    if (this.#isGone) return undefined;
    return await new Promise((resolve) => {
      this.#waiting = resolve;
      this.#child.stdin.write(`${JSON.stringify({ id: this.#nextId, words, environment })}\n`);
    });
  }

  /** Lets it end, and with it nothing else: no command runs any more. */
  close(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }

  #receive(line: string): void {
    const { id, ...end } = JSON.parse(line) as AlembicEnd & { readonly id: number };
    if (id !== this.#nextId) return;
    this.#nextId += 1;
    this.#settle(end);
  }

  #settle(end: AlembicEnd | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(end);
  }
}
