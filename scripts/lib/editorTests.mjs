// The tests in a real editor: a Mocha suite inside it (test/editor/api) and a person's steps outside it (test/editor/flows).
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CHROMIUM_ARGUMENTS, findChromium } from './chromium.mjs';
import { atEnd } from './cleanUp.mjs';
import { startEditorHost } from './editorHost.mjs';
import { installEditorHost } from './editorHostInstall.mjs';
import { packExtension } from './package.mjs';
import { preparePython } from './python.mjs';
import { startPostgres } from './postgres.mjs';
import { cached, inRoot, ROOT } from './paths.mjs';
import { show } from './run.mjs';
import { runVitest } from './vitest.mjs';
import { makeHostileWorkspace } from './hostileWorkspace.mjs';
import { copyExamples } from './workspaces.mjs';

/** @typedef {import('./results.mjs').Results} Results */

/**
 * Needs a built dist/. `flow` narrows it to the flows whose file names hold this word.
 * @param {Results} results
 * @param {string | undefined} flow
 */
export async function editorTests(results, flow) {
  const host = await installEditorHost();
  const browser = await findChromium();
  const missing = 'skip' in host ? host.skip : 'skip' in browser ? browser.skip : undefined;
  // A real desktop VS Code needs neither; it runs the suite, not the flows.
  const desktop = process.env['VSCODE_EXECUTABLE'];
  if (flow !== undefined && flow !== 'api') console.log(`only flows with "${flow}" in their names`);
  else if (missing === undefined || desktop !== undefined) {
    const executable = desktop ?? inRoot('test', 'editor', 'host', 'codeStandIn.mjs');
    await apiTests(results, executable, {
      name: 'editor api tests',
      suites: 'suite',
      prepare: (workspace) => copyExamples(workspace, ['shop', 'shop-review']),
    });
    await apiTests(results, executable, {
      name: 'editor api tests, untrusted',
      suites: 'restricted',
      prepare: makeHostileWorkspace,
    });
  } else results.skip('editor api tests', missing);
  if (flow === 'api') return;
  if ('skip' in host || 'skip' in browser) results.skip('editor flows', missing ?? '');
  else await flowTests(results, host, browser.executablePath, flow);
}

/**
 * @typedef {object} ApiRun
 * @property {string} name
 * @property {'suite' | 'restricted'} suites the ending of their files
 * @property {(workspace: string) => Promise<void>} prepare makes the folder that is opened
 */

/**
 * Suites inside the editor.
 * @param {Results} results
 * @param {string} executable what stands for `code`
 * @param {ApiRun} run
 */
async function apiTests(results, executable, { name, suites, prepare }) {
  console.log(`\n${name}`);
  const suite = cached('editor-tests');
  const workspace = cached('workspaces', `api-${suites}`);
  const report = cached('results', `editor-api-${suites}.json`);
  await rm(report, { force: true });
  await mkdir(path.dirname(report), { recursive: true });
  await bundleSuite(suite);
  await prepare(workspace);
  const env = { RETORT_TEST_REPORT: report, RETORT_TEST_SUITES: suites };
  const isPassed = await (suites === 'suite'
    ? runTrusted(executable, suite, workspace, env)
    : runRestricted(executable, suite, workspace, env));
  const counts = await readFile(report, 'utf8').then(JSON.parse, () => ({
    passed: 0,
    failed: 0,
    skipped: 0,
  }));
  results.suite(name, counts, isPassed);
}

/**
 * @param {string} executable
 * @param {string} suite
 * @param {string} workspace
 * @param {Record<string, string>} env
 */
async function runTrusted(executable, suite, workspace, env) {
  const { runTests } = await import('@vscode/test-electron');
  return await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(suite, 'index.js'),
    launchArgs: [workspace, '--disable-workspace-trust', '--disable-extensions'],
    extensionTestsEnv: env,
  }).then(
    (code) => code === 0,
    (error) => {
      console.log(String(error));
      return false;
    },
  );
}

/**
 * Not through @vscode/test-electron, which trusts every folder.
 * @param {string} executable
 * @param {string} suite
 * @param {string} workspace
 * @param {Record<string, string>} env
 */
async function runRestricted(executable, suite, workspace, env) {
  const options = [
    `--extensionDevelopmentPath=${ROOT}`,
    `--extensionTestsPath=${path.join(suite, 'index.js')}`,
    `--user-data-dir=${cached('editor-tests-profile')}`,
    ...[
      '--disable-extensions',
      '--disable-updates',
      '--skip-welcome',
      '--skip-release-notes',
      '--no-sandbox',
    ],
  ];
  return (await show(executable, [workspace, ...options], { env })) === 0;
}

/**
 * Bundles what is in test/editor/api.
 * @param {string} target
 */
export async function bundleSuite(target) {
  const { build } = await import('esbuild');
  const folder = inRoot('test', 'editor', 'api');
  const files = (await readdir(folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(folder, file));
  await rm(target, { recursive: true, force: true });
  await build({
    entryPoints: files,
    outdir: target,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** More failed files than these are no accident of timing. */
const TRIED_AGAIN = 2;

/**
 * The steps of a person, against the packed extension. What fails is tried once more in fresh editors, as a busy machine can be
 * slower than a step waits for; the summary names it all the same.
 * @param {Results} results
 * @param {import('./editorHostInstall.mjs').EditorHost} host
 * @param {string} chromium
 * @param {string | undefined} flow
 */
async function flowTests(results, host, chromium, flow) {
  console.log('\neditor flows');
  const extension = cached('vsix', 'retort.vsix');
  await packExtension(extension);
  const postgres = await startPostgres();
  if ('skip' in postgres) results.skip('editor flows on a PostgreSQL server', postgres.skip);
  else atEnd(postgres.stop);
  const python = await preparePython();
  if ('skip' in python) results.skip('editor flows with Alembic', python.skip);
  await rm(cached('screenshots'), { recursive: true, force: true });
  const env = {
    RETORT_TEST_POSTGRES: 'skip' in postgres ? undefined : postgres.url,
    RETORT_TEST_PYTHON: 'skip' in python ? undefined : python.python,
    RETORT_TEST_VSIX: extension,
    RETORT_TEST_CHROMIUM: chromium,
    RETORT_TEST_CHROMIUM_ARGUMENTS: CHROMIUM_ARGUMENTS.join(' '),
    RETORT_TEST_SCREENSHOTS: cached('screenshots'),
  };
  const first = await runFlows({ host, extension, env, files: flow === undefined ? [] : [flow] });
  const { failures = [], failedFiles = [] } = first.counts;
  if (first.isPassed || failedFiles.length === 0 || failedFiles.length > TRIED_AGAIN) {
    results.suite('editor flows', first.counts, first.isPassed);
    return;
  }
  console.log(`\nonce more, in fresh editors: ${failedFiles.join(', ')}`);
  const second = await runFlows({ host, extension, env, files: [...failedFiles] });
  if (second.isPassed) results.unsteady(failures);
  const { failed, skipped } = second.counts;
  const passed = first.counts.passed + first.counts.failed - failed;
  const counts = { ...second.counts, passed, failed, skipped: Math.max(skipped, first.counts.skipped) };
  results.suite('editor flows', counts, second.isPassed);
}

/**
 * @param {object} run
 * @param {import('./editorHostInstall.mjs').EditorHost} run.host
 * @param {string} run.extension
 * @param {Record<string, string | undefined>} run.env
 * @param {string[]} run.files parts of the names of the files to run; none: all of them
 */
async function runFlows({ host, extension, env, files }) {
  const [running, asking] = await Promise.all(
    [false, true].map((isTrustAsked) => startEditorHost({ host, extension, isTrustAsked, isDriven: false })),
  );
  if (running === undefined || asking === undefined) throw new Error('two editors were to be started');
  atEnd(running.stop);
  atEnd(asking.stop);
  const { counts, isPassed } = await runVitest('flows', {
    env: {
      ...env,
      RETORT_TEST_EDITOR: running.url,
      RETORT_TEST_ASKING_EDITOR: asking.url,
      RETORT_TEST_PROFILE: running.profile,
      RETORT_TEST_ASKING_PROFILE: asking.profile,
    },
    config: inRoot('test', 'editor', 'vitest.config.mjs'),
    files,
  });
  if (!isPassed) await keepLogs({ running, asking });
  await Promise.all([running.stop(), asking.stop()]);
  return { counts, isPassed };
}

/**
 * Whole logs for who looks into a failure; on the screen they would hide what failed.
 * @param {Record<string, { log: () => Promise<string> }>} hosts
 */
async function keepLogs(hosts) {
  for (const [name, host] of Object.entries(hosts)) {
    const file = cached('results', `editor-${name}.log`);
    await writeFile(file, await host.log());
    console.log(`what the editor said: ${file}`);
  }
}
