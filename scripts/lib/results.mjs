// Counts what the parts of a test run say, and tells it at the end in one line that people and programs read.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] the failed ones by name, with the first line of what they said
 * @property {readonly string[]} [failedFiles] the files that these are in, below the root
 */

/**
 * Collects the outcome of a whole run. Under CI=true a skip counts as a failure.
 */
export class Results {
  /** @type {Counts} */
  #counts = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  #failures = [];
  /** @type {string[]} */
  #skips = [];
  /** @type {string[]} */
  #unsteady = [];

  /**
   * One thing that either works or does not.
   * @param {string} name
   * @param {boolean} isPassed
   */
  step(name, isPassed) {
    this.suite(name, { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 });
  }

  /**
   * The counts of a test runner. One that ended badly without naming a failed test counts as one failure.
   * @param {string} name
   * @param {Counts} counts
   * @param {boolean} [hasEndedWell]
   */
  suite(name, counts, hasEndedWell = true) {
    const failed = counts.failed === 0 && !hasEndedWell ? 1 : counts.failed;
    this.#counts.passed += counts.passed;
    this.#counts.failed += failed;
    this.#counts.skipped += counts.skipped;
    if (failed > 0) {
      this.#failures.push(`${name}: ${failed} failed`, ...(counts.failures ?? []).map((line) => `  ${line}`));
    }
    if (counts.skipped > 0) this.#skips.push(`${name}: ${counts.skipped} skipped`);
  }

  /**
   * Tests that failed and then passed in a fresh editor: told whatever the end, since something is wrong with each of them.
   * @param {readonly string[]} failures
   */
  unsteady(failures) {
    this.#unsteady.push(...failures);
  }

  /**
   * Something this machine lacks.
   * @param {string} what
   * @param {string} reason
   */
  skip(what, reason) {
    this.#skips.push(`${what}: ${reason}`);
    this.#counts.skipped += 1;
  }

  /**
   * Prints the summary.
   * @returns {number} the exit code
   */
  close() {
    const { passed, failed, skipped } = this.#counts;
    const isSkipFailure = skipped > 0 && process.env['CI'] === 'true';
    console.log('');
    for (const line of this.#failures) console.log(`FAILED   ${line}`);
    for (const line of this.#skips) console.log(`SKIPPED  ${line}`);
    for (const line of this.#unsteady) console.log(`UNSTEADY passed at the second try: ${line}`);
    if (isSkipFailure) console.log('CI=true: what was skipped counts as failed');
    console.log(
      `${passed} passed, ${failed + (isSkipFailure ? skipped : 0)} failed, ${isSkipFailure ? 0 : skipped} skipped`,
    );
    return failed > 0 || isSkipFailure ? 1 : 0;
  }
}
