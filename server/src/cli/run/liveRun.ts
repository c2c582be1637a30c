// A confirmed run of the editor: it outlives the editor, writes its events to a file and looks for a cancel beside it.
import type { CommandProcess } from '../command';
import type { RunEvent, RunPlan } from '../../database/runEvents';
import { appendRunEvent, beginRunFile, isCancelRequested, removeRunFile } from '../../database/runFile';

const LOOK_MS = 250;

/** From the confirmation to the end. */
export class LiveRun {
  readonly #process: CommandProcess;
  readonly #id: string;
  readonly #cancel = new AbortController();
  readonly #watch: NodeJS.Timeout;

  /** Aborted when the file that cancels this run appears. */
  readonly signal: AbortSignal = this.#cancel.signal;

  constructor(process: CommandProcess, plan: RunPlan) {
    this.#process = process;
    this.#id = plan.id;
    process.outliveReader();
    beginRunFile(process.env, plan);
    this.#watch = setInterval(() => {
      if (isCancelRequested(process.env, plan.id)) this.#cancel.abort();
    }, LOOK_MS);
    this.#watch.unref();
  }

  append(event: RunEvent): void {
    appendRunEvent(this.#process.env, this.#id, event);
  }

  /** The file stays where the reader is gone: the next one hears from it how the run ended. */
  async close(): Promise<void> {
    clearInterval(this.#watch);
    if (await this.#process.isHeard()) removeRunFile(this.#process.env, this.#id);
  }
}
