// The statements of a transaction that are on their way to the server before the ones ahead of them are answered, so that
// neither side waits for the other. A server carries them out one by one all the same, and after a failure none of them.
import type { Action, NativeRun } from './nativeRun';
import { applyVersionChange } from './versionRows';

/** So many answers are open at most: a cancel has to wait for none that was not sent. */
const WINDOW = 64;

/**
 * Words that may end the transaction, after which nothing sent ahead would be rolled back, or that make the server
 * expect something else than a statement. A text with one of them is sent alone, whatever the word means there.
 */
const ALONE = /\b(?:commit|rollback|abort|end|prepare|copy)\b/iu;

/** Sends the actions of one transaction ahead. */
export class SentAhead {
  readonly #run: Pick<NativeRun, 'connection' | 'versionTable' | 'signal'>;
  readonly #actions: readonly Action[];
  readonly #isPossible: boolean;
  readonly #sent = new Map<number, Promise<void>>();
  #next = 0;

  constructor(run: Pick<NativeRun, 'connection' | 'versionTable' | 'signal'>, actions: readonly Action[]) {
    const { server } = run.connection;
    this.#run = run;
    this.#actions = actions;
    this.#isPossible = server !== undefined && !server.isBehindPooler && server.missingSettings.length === 0;
  }

  /**
   * To be called when everything before `index` is answered. The answer of this action, which may be long there; undefined
   * where it was not sent and has to be done now.
   */
  upTo(index: number): Promise<void> | undefined {
    if (!this.#isPossible) return undefined;
    this.#next = Math.max(this.#next, index);
    // What is sent alone keeps everything behind it back.
    while (this.#next < Math.min(index + WINDOW, this.#actions.length) && !this.#run.signal.aborted) {
      const action = this.#actions[this.#next];
      if (action === undefined || !this.#send(action)) break;
    }
    const answer = this.#sent.get(index);
    this.#sent.delete(index);
    return answer;
  }

  /** True while something that nobody has waited for is under way. */
  get isUnderWay(): boolean {
    return this.#sent.size > 0;
  }

  /** Waits for every answer there is to come, of whatever kind. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#sent.values());
    this.#sent.clear();
  }

  /** False where it has to be done alone. */
  #send(action: Action): boolean {
    const { connection, versionTable } = this.#run;
    switch (action.kind) {
      case 'createVersionTable':
        return false;
      case 'beginStep':
      case 'endStep':
        this.#next += 1;
        return true;
      case 'statement': {
        const { sql } = action.statement;
        if (ALONE.test(sql)) return false;
        this.#keep(connection.execute(sql).then(() => undefined));
        return true;
      }
      case 'version':
        this.#keep(applyVersionChange(connection, versionTable, action.change));
        return true;
    }
  }

  #keep(answer: Promise<void>): void {
    // After a failure nobody asks for those behind it, and they fail too.
    answer.catch(() => undefined);
    this.#sent.set(this.#next, answer);
    this.#next += 1;
  }
}
