// The statements of a transaction that are on their way to the server before the ones ahead of them are answered, so that
// neither side waits for the other. A server carries them out one by one all the same, and after a failure none of them.
import type { Connection } from './connection';
import type { Action, NativeRun } from './nativeRun';
import { applyVersionChange } from './versionRows';

/** So many answers are open at most: a cancel has to wait for none that was not sent. */
const WINDOW = 64;

/**
 * Words that may end the transaction, after which nothing sent ahead would be rolled back, or that make the server
 * expect something else than a statement. A text with one of them is sent alone, whatever the word means there.
 */
const ALONE = /\b(?:commit|rollback|abort|end|prepare|copy)\b/iu;

/**
 * Lets the server look every second whether its client is still there: without that it would carry out what it was sent
 * ahead, and hold the locks, long after the run was killed. False where it cannot (before PostgreSQL 14), or where what
 * stands between may be in the way.
 */
export async function looksForClient(connection: Connection): Promise<boolean> {
  const { server } = connection;
  if (server === undefined || server.isBehindPooler || server.missingSettings.length > 0) return false;
  try {
    await connection.execute("SET client_connection_check_interval = '1s'");
    return true;
  } catch (error) {
    if (connection.isLost) throw error;
    return false;
  }
}

/** Sends the actions of one transaction ahead. */
export class SentAhead {
  readonly #run: Pick<NativeRun, 'connection' | 'versionTable' | 'signal'>;
  readonly #actions: readonly Action[];
  readonly #isPossible: boolean;
  readonly #sent = new Map<number, Promise<void>>();
  #next = 0;

  /** `isPossible` as `looksForClient` answers it; otherwise nothing is sent ahead. */
  constructor(
    run: Pick<NativeRun, 'connection' | 'versionTable' | 'signal'>,
    actions: readonly Action[],
    isPossible: boolean,
  ) {
    this.#run = run;
    this.#actions = actions;
    this.#isPossible = isPossible;
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

  /** True when nothing is left to send: what ends the transaction may go after it. */
  get isAllSent(): boolean {
    return this.#next >= this.#actions.length;
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
