// What a subject of `npm run bench` is given: parts to measure on, a stopwatch, and the report that its figures go to.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atEnd } from './cleanUp.mjs';
import { startPostgres } from './postgres.mjs';
import { preparePython } from './python.mjs';

/**
 * A file of scripts/bench/. It throws when it cannot measure.
 * @typedef {{ bench: (report: BenchReport, parts: typeof benchParts) => Promise<void> }} BenchSubject
 */

/** Prints figures as they come; the targets that were missed make the exit code 1. */
export class BenchReport {
  #missed = 0;

  /**
   * Two ways to do the same: how many times faster ours is.
   * @param {string} what
   * @param {{ ours: number, theirs: number, name: string, atLeast?: number }} figures
   *   milliseconds; `name` is who `theirs` is; `atLeast` is the ratio that is aimed for
   */
  ratio(what, { ours, theirs, name, atLeast }) {
    const ratio = theirs / ours;
    const told = `${milliseconds(ours)} against ${milliseconds(theirs)} of ${name}: ${ratio.toFixed(1)} times as fast`;
    this.#line(
      what,
      told,
      atLeast === undefined ? undefined : `at least ${atLeast} times`,
      ratio >= (atLeast ?? 0),
    );
  }

  /**
   * A time of its own.
   * @param {string} what
   * @param {number} ours milliseconds
   * @param {number} [atMost]
   */
  time(what, ours, atMost) {
    const target = atMost === undefined ? undefined : `at most ${milliseconds(atMost)}`;
    this.#line(what, milliseconds(ours), target, ours <= (atMost ?? Infinity));
  }

  /**
   * A size in memory or on disk.
   * @param {string} what
   * @param {number} megabytes
   * @param {number} atMost
   */
  size(what, megabytes, atMost) {
    this.#line(what, `${megabytes} MB`, `at most ${atMost} MB`, megabytes <= atMost);
  }

  /** @returns {number} the exit code */
  close() {
    console.log(this.#missed === 0 ? '\nevery target is met' : `\n${this.#missed} missed`);
    return this.#missed === 0 ? 0 : 1;
  }

  /**
   * @param {string} what
   * @param {string} told
   * @param {string | undefined} target
   * @param {boolean} isMet
   */
  #line(what, told, target, isMet) {
    if (!isMet) this.#missed += 1;
    const note = target === undefined ? '' : isMet ? ` (target ${target})` : ` MISSED, target ${target}`;
    console.log(`  ${what}: ${told}${note}`);
  }
}

export const benchParts = {
  /** The interpreter with Alembic. */
  async python() {
    const python = await preparePython();
    if ('skip' in python) throw new Error(python.skip);
    return python.python;
  },

  /** The URL of a superuser on a server that lives as long as the bench. */
  async postgres() {
    const server = await startPostgres();
    if ('skip' in server) throw new Error(server.skip);
    atEnd(server.stop);
    return server.url;
  },

  /** An empty folder that goes away at the end. */
  async folder() {
    const folder = await mkdtemp(path.join(tmpdir(), 'retort-bench-'));
    atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    return folder;
  },

  /**
   * The milliseconds of each way, measured in turns so that a busy machine is busy for all: the median of `rounds`.
   * @param {number} rounds
   * @param {(() => Promise<unknown>)[]} ways
   */
  async inTurns(rounds, ...ways) {
    const times = ways.map(() => /** @type {number[]} */ ([]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, way] of ways.entries()) {
        const began = performance.now();
        await way();
        times[index]?.push(performance.now() - began);
      }
    }
    return times.map((list) => list.sort((left, right) => left - right)[list.length >> 1] ?? NaN);
  },
};

/** @param {number} value */
function milliseconds(value) {
  return value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
