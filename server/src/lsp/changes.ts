// Collects changed paths until there is a moment of rest, so that a branch switch is one piece of work and not thousands.

/** Milliseconds of rest that end a burst, and the longest time a burst is waited for. */
const REST = 200;
const LONGEST = 5000;

/** Hands over what was collected. While that is worked on, the next burst is collected and waits its turn. */
export class Changes {
  readonly #take: (paths: readonly string[]) => Promise<void>;
  readonly #paths = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #since: number | undefined;
  #isBusy = false;

  constructor(take: (paths: readonly string[]) => Promise<void>) {
    this.#take = take;
  }

  add(paths: Iterable<string>): void {
    for (const path of paths) this.#paths.add(path);
    const now = performance.now();
    this.#since ??= now;
    this.#schedule(Math.max(0, Math.min(REST, this.#since + LONGEST - now)));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#paths.clear();
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#hand(), wait);
  }

  async #hand(): Promise<void> {
    if (this.#isBusy || this.#paths.size === 0) return;
    const paths = [...this.#paths];
    this.#paths.clear();
    this.#since = undefined;
    this.#isBusy = true;
    try {
      await this.#take(paths);
    } finally {
      this.#isBusy = false;
      if (this.#paths.size > 0) this.#schedule(REST);
    }
  }
}
