// One run child: the command line with `--events json`, as a typed conversation. What to ask the user: runPlan.ts.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { linesOf } from './jsonLines';
import type { RunAnswer, RunEvent } from '../../../server/src/lsp/protocol';

/** How the child ended: its exit code and what it wrote to stderr. */
export interface RunExit {
  readonly code: number | null;
  readonly errors: string;
}

/** A started run. `events` is read once, to its end; `exit` resolves after it. */
export class RunChild {
  readonly #child: ChildProcessWithoutNullStreams;
  #errors = '';
  #isCancelled = false;
  readonly exit: Promise<RunExit>;

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stdout.setEncoding('utf8');
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-20_000);
    });
    this.exit = new Promise((resolve) => {
      child.once('close', (code) => resolve({ code, errors: this.#errors.trim() }));
      child.once('error', (error) => resolve({ code: null, errors: error.message }));
    });
  }

  /** The events in order; a line that is not one of ours is left out. */
  async *events(): AsyncGenerator<RunEvent> {
    for await (const line of linesOf(this.#child.stdout)) {
      const event = parseEvent(line);
      if (event !== undefined) yield event;
    }
  }

  /** True once this side asked it to stop; it may still say something before it ends. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** `typedName` is what the person typed for a protected database. */
  confirm(planId: string, typedName: string | undefined): void {
    this.#answer({ answer: 'confirm', planId, ...(typedName === undefined ? {} : { typedName }) });
  }

  /** Before the confirmation: nothing runs. During the run: the statement is cancelled and rolled back. */
  cancel(): void {
    this.#isCancelled = true;
    this.#answer({ answer: 'cancel' });
  }

  #answer(answer: RunAnswer): void {
    if (this.#child.stdin.writable) this.#child.stdin.write(`${JSON.stringify(answer)}\n`);
  }
}

const EVENTS: ReadonlySet<unknown> = new Set([
  'plan',
  'step',
  'statement',
  'progress',
  'blocked',
  'done',
  'failed',
  'refused',
  'cancelled',
] satisfies RunEvent['event'][]);

/** The child is our own program of the same version, so its lines are told apart by name and then believed. */
function parseEvent(line: string): RunEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'event' in value && EVENTS.has(value.event)
      ? (value as RunEvent)
      : undefined;
  } catch {
    return undefined;
  }
}
