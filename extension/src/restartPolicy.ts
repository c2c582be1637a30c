// How often a language server that dies is started again. Counting only; doing it is restartHandler.ts.

/** Starts within the period, and the period in milliseconds. */
export const RESTARTS = 4;
export const RESTART_PERIOD = 3 * 60 * 1000;

/** Remembers when the server ended. */
export class RestartPolicy {
  readonly #now: () => number;
  #ends: readonly number[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes an end; the number of the start that is due, or undefined when there were too many. */
  ended(): number | undefined {
    const now = this.#now();
    this.#ends = [...this.#ends.filter((end) => now - end < RESTART_PERIOD), now];
    return this.#ends.length <= RESTARTS ? this.#ends.length : undefined;
  }

  /** A person started it: count anew. */
  forget(): void {
    this.#ends = [];
  }
}
