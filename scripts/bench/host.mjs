// The extension host: how long the code takes to load and activate, and how long the host is kept from everything else while
// a history of 1,000 revisions is read, shown and edited. Measured inside a real VS Code.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { bundleSuite } from '../lib/editorTests.mjs';
import { makeHistory } from '../lib/longHistory.mjs';
import { cached, inRoot, ROOT } from '../lib/paths.mjs';
import { show } from '../lib/run.mjs';

const ROUNDS = 3;

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, { folder }) {
  const root = await folder();
  const suite = cached('host-figures');
  await bundleSuite(suite);
  const empty = path.join(root, 'empty');
  await mkdir(empty, { recursive: true });
  await writeFile(path.join(empty, 'notes.txt'), '');
  const starts = [];
  for (let round = 0; round < ROUNDS; round++) starts.push(await measure(suite, empty, root));
  const project = path.join(root, 'project');
  await makeHistory(project, 1000);
  const worked = await measure(suite, project, root);
  const times = starts.map(({ activation }) => activation).sort((a, b) => a.passed - b.passed);
  const usual = times[Math.floor(ROUNDS / 2)] ?? { passed: Infinity, computed: Infinity };
  console.log(`  load average ${loadavg()[0]?.toFixed(1)}, ${availableParallelism()} cores`);
  tell(report, 'code load and activate()', usual, 100);
  tell(report, 'longest stop of the host while it activates', worked.activating, 50);
  tell(report, 'longest stop while 1,000 revisions are read and shown', worked.reading, 50);
  tell(report, 'longest stop while one types', worked.typing, 50);
}

/**
 * The time that passed, and how much of it the host worked: on a busy machine the two are far apart.
 * @param {import('../lib/benchReport.mjs').BenchReport} report
 * @param {string} what
 * @param {Figure} figure
 * @param {number} atMost
 */
function tell(report, what, { passed, computed }, atMost) {
  report.time(what, passed, atMost);
  report.time('  of which it computed', computed);
}

/**
 * @typedef {{ passed: number, computed: number }} Figure milliseconds
 * @typedef {{ activation: Figure, activating: Figure, reading: Figure, typing: Figure }} Figures
 *
 * @param {string} suite
 * @param {string} workspace
 * @param {string} root
 * @returns {Promise<Figures>}
 */
async function measure(suite, workspace, root) {
  const file = path.join(root, 'figures.json');
  const executable = process.env['VSCODE_EXECUTABLE'] ?? inRoot('test', 'editor', 'host', 'codeStandIn.mjs');
  const code = await show(
    executable,
    [
      workspace,
      `--extensionDevelopmentPath=${ROOT}`,
      `--extensionTestsPath=${path.join(suite, 'index.js')}`,
      `--user-data-dir=${path.join(root, 'profile')}`,
      ...[
        '--disable-workspace-trust',
        '--disable-extensions',
        '--disable-updates',
        '--skip-welcome',
        '--no-sandbox',
      ],
    ],
    { env: { RETORT_TEST_REPORT: undefined, RETORT_TEST_SUITES: 'figures', RETORT_TEST_FIGURES: file } },
  );
  if (code !== 0) throw new Error(`the suite ended with ${code}`);
  return JSON.parse(await readFile(file, 'utf8'));
}
