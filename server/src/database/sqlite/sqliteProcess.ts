// The process that has a SQLite file open. SQLite in Node cannot be interrupted, so it lives in a child that can be ended:
// what it had begun is then rolled back by whoever opens the file next.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { DatabaseProblem } from '../databaseProblem';
import { describeSqliteFailure } from './describeFailure';
import type { SqliteLocation } from './location';
import type { SqliteAnswer, SqliteRequest } from './messages';

type Waiting = (answer: SqliteAnswer | undefined) => void;

/** One question at a time. */
export class SqliteProcess {
  readonly #child: ChildProcess;
  readonly #location: SqliteLocation;
  #waiting: Waiting | undefined;
  isLost = false;
  /** As the child said last. */
  isInTransaction = false;

  private constructor(location: SqliteLocation, child: ChildProcess) {
    this.#location = location;
    this.#child = child;
    child.on('message', (answer: SqliteAnswer) => this.#settle(answer));
    const lose = (): void => {
      this.isLost = true;
      this.#settle(undefined);
    };
    child.on('exit', lose);
    child.on('error', lose);
  }

  /** Starts the child; nothing is opened yet. */
  static start(script: string, location: SqliteLocation): SqliteProcess {
    if (!existsSync(script)) {
      const nextStep = 'Build or reinstall Retort, then try again.';
      throw new DatabaseProblem({ message: `${script} is missing`, nextStep });
    }
    const child = spawn(process.execPath, [script], {
      // The child has the file open, not our standard streams; its own group, so that Ctrl+C does not end it.
      detached: true,
      windowsHide: true,
      serialization: 'advanced',
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return new SqliteProcess(location, child);
  }

  /** The answer; every failure is a DatabaseProblem. */
  async ask<Kind extends SqliteAnswer['kind']>(
    request: SqliteRequest,
    expected: Kind,
  ): Promise<Extract<SqliteAnswer, { kind: Kind }>> {
    const answer = await new Promise<SqliteAnswer | undefined>((settle) => {
      if (this.isLost || !this.#child.connected) settle(undefined);
      else {
        this.#waiting = settle;
        this.#child.send(request, (error) => {
          if (error !== null) this.#settle(undefined);
        });
      }
    });
    if (answer !== undefined && 'isInTransaction' in answer) this.isInTransaction = answer.isInTransaction;
    if (answer?.kind === expected) return answer as Extract<SqliteAnswer, { kind: Kind }>;
    if (answer?.kind === 'failed') throw describeSqliteFailure(answer, this.#location);
    this.isLost = true;
    this.isInTransaction = false;
    throw new DatabaseProblem({
      message: `the process that had ${this.#location.label} open has ended`,
      nextStep: 'Look at `retort current`, then try again.',
      isDisconnected: true,
    });
  }

  get isBusy(): boolean {
    return this.#waiting !== undefined;
  }

  /** Ends the child at once and waits until it is gone, and its locks with it. */
  async kill(): Promise<void> {
    const { exitCode, signalCode, pid } = this.#child;
    if (exitCode !== null || signalCode !== null || pid === undefined) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGKILL');
    await gone;
  }

  /** Lets the child close the file and end. */
  async close(): Promise<void> {
    this.isLost = true;
    const { exitCode, signalCode, pid } = this.#child;
    if (exitCode !== null || signalCode !== null || pid === undefined) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    if (this.#child.connected) this.#child.disconnect();
    await gone;
  }

  #settle(answer: SqliteAnswer | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(answer);
  }
}
