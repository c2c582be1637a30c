// Runs one Vitest project and reads its counts.
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { cached, ROOT } from './paths.mjs';
import { capture, show } from './run.mjs';
import { tool } from './tools.mjs';

/** @typedef {import('./results.mjs').Counts} Counts */

/**
 * @param {string} project name in vitest.config.mjs
 * @param {{ env?: Record<string, string | undefined>, isQuiet?: boolean, config?: string, files?: string[] }} [options]
 *   `isQuiet` keeps the output back; the answer carries it. `files`: parts of the names of the files to run
 * @returns {Promise<{ counts: Counts, isPassed: boolean, output: string }>}
 */
export async function runVitest(project, { env = {}, isQuiet = false, config, files = [] } = {}) {
  const report = cached('results', `${project}.json`);
  await mkdir(cached('results'), { recursive: true });
  await rm(report, { force: true });
  const { command, args } = await tool('vitest');
  const chosen = config === undefined ? ['--project', project] : ['--config', config];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const all = [...args, 'run', ...chosen, ...reporters, ...files];
  const outcome = isQuiet
    ? await capture(command, all, { env })
    : { code: await show(command, all, { env }), stdout: '', stderr: '' };
  const counts = await readCounts(report);
  return { counts, isPassed: outcome.code === 0, output: `${outcome.stdout}${outcome.stderr}` };
}

/**
 * What of a report is read here.
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {ReportedFile[]} testResults
 */

/** @typedef {{ fullName: string, status: string, failureMessages: string[] }} ReportedTest */

/** @typedef {{ name: string, status: string, message: string, assertionResults: ReportedTest[] }} ReportedFile */

/**
 * @param {string} report
 * @returns {Promise<Counts>}
 */
async function readCounts(report) {
  try {
    /** @type {Report} */
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      await readFile(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + (numTodoTests ?? 0),
      failures: testResults.flatMap(failuresOf),
      failedFiles: testResults
        .filter(({ status }) => status === 'failed')
        .map(({ name }) => path.relative(ROOT, name)),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

/**
 * A file that could not even be collected has a message and no tests.
 * @param {ReportedFile} file
 * @returns {string[]}
 */
function failuresOf({ name, message, assertionResults }) {
  const file = path.relative(ROOT, name);
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  if (failed.length === 0) return message ? [`${file}: ${firstLine(message)}`] : [];
  return failed.map((test) => `${file} ${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')}`);
}

/** @param {string} text */
function firstLine(text) {
  return stripVTControlCharacters(text).split('\n', 1)[0]?.slice(0, 300) ?? '';
}
