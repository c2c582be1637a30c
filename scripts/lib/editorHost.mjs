// Runs a VS Code in the browser: code-server on a loopback port with a profile of its own. Fetching it is editorHostInstall.mjs.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { end, freePort, waitFor } from './network.mjs';
import { environment, must } from './run.mjs';

/** What the profile starts with: no welcome pages, no updates, no chat, nothing saved behind one's back. */
const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'files.autoSave': 'off',
};

/**
 * Beyond that, what a program at the keyboard needs: dialogs in the page, inputs that stay open, no git, and no tooltip over
 * the next row of a list, under a pointer that nobody takes away.
 */
const SETTINGS_FOR_TESTS = {
  'git.enabled': false,
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.hover.delay': 10_000,
  'files.simpleDialog.enable': true,
  'window.dialogStyle': 'custom',
  'window.restoreWindows': 'none',
  'editor.accessibilitySupport': 'off',
};

/**
 * @typedef {object} HostOptions
 * @property {import('./editorHostInstall.mjs').EditorHost} host
 * @property {string} [extension] VSIX file to install into the profile.
 * @property {boolean} isTrustAsked Whether folders open in Restricted Mode until the person trusts them.
 * @property {boolean} isDriven Whether a test suite inside the editor drives it (then dialogs are refused).
 * @property {boolean} [isForTests] Whether a program sits at the keyboard; true when absent.
 * @property {string} [password] Asked before anything is shown; without one every user of this machine can come in.
 * @property {Record<string, string | undefined>} [env] Added to the environment of the editor and its extensions.
 * @property {number} [port] A free one when absent.
 */

/**
 * @typedef {object} RunningHost
 * @property {string} url Address of the workbench, without a folder.
 * @property {string} authority Host and port.
 * @property {string} profile The folder with its settings and state.
 * @property {() => Promise<string>} log What the server said.
 * @property {Promise<void>} ended Resolves when the server is gone, for whatever reason.
 * @property {() => Promise<void>} stop Ends the server and its children and removes the profile.
 */

/**
 * Starts the editor and waits until it answers.
 * @param {HostOptions} options
 * @returns {Promise<RunningHost>}
 */
export async function startEditorHost({
  host,
  password,
  extension,
  isTrustAsked,
  isDriven,
  isForTests = true,
  env = {},
  port,
}) {
  const profile = await mkdtemp(path.join(tmpdir(), 'retort-editor-'));
  const user = path.join(profile, 'user');
  const extensions = path.join(profile, 'extensions');
  const config = path.join(profile, 'config.yaml');
  const logFile = path.join(profile, 'server.log');
  await mkdir(path.join(user, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  const auth = password === undefined ? 'none' : 'password';
  await writeFile(config, `auth: ${auth}\n`);
  const trust = { 'security.workspace.trust.enabled': isTrustAsked };
  const settings = { ...SETTINGS, ...(isForTests ? SETTINGS_FOR_TESTS : {}), ...trust };
  await writeFile(path.join(user, 'User', 'settings.json'), JSON.stringify(settings, undefined, 2));

  const folders = ['--user-data-dir', user, '--extensions-dir', extensions, '--config', config];
  // These would make the program talk to another editor, or behave as Node.
  const clean = {
    ...env,
    PASSWORD: password,
    HASHED_PASSWORD: undefined,
    VSCODE_IPC_HOOK_CLI: undefined,
    ELECTRON_RUN_AS_NODE: undefined,
    NODE_OPTIONS: undefined,
  };
  if (extension !== undefined) {
    await must(host.node, [host.server, ...folders, '--install-extension', extension], {
      env: clean,
      timeout: 120_000,
    });
  }

  const authority = `127.0.0.1:${port ?? (await freePort())}`;
  const log = openSync(logFile, 'w');
  const server = spawn(
    host.node,
    [
      host.server,
      ...['--auth', auth, '--bind-addr', authority],
      ...folders,
      ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
      ...(isTrustAsked ? [] : ['--disable-workspace-trust']),
      ...(isForTests ? ['--reconnection-grace-time', '1'] : []),
      ...(isDriven ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    // A group of its own, so that its extension hosts and their children end with it.
    { env: environment(clean), stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => server.once('close', () => resolve()));
  const readLog = () => readFile(logFile, 'utf8').catch(() => '');
  const stop = async () => {
    await end(server, { signal: 'SIGTERM', grace: 8000, isGroup: true });
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  };
  const url = `http://${authority}/`;
  const isUp = async () => (await fetch(`${url}healthz`)).ok;
  if (!(await waitFor(isUp, { timeout: 60_000, every: 200 }))) {
    const said = await readLog();
    await stop();
    throw new Error(
      `code-server does not answer on ${authority}: ${said.trim().split('\n').slice(-5).join('\n')}`,
    );
  }
  return { url, authority, profile, log: readLog, ended, stop };
}

/**
 * The address that opens a folder.
 * @param {RunningHost} running
 * @param {string} folder absolute
 * @param {Record<string, string>} [payload] options for the workbench, such as the extension to develop
 */
export function folderUrl({ url }, folder, payload) {
  const query = new URLSearchParams({ folder });
  if (payload !== undefined) query.set('payload', JSON.stringify(Object.entries(payload)));
  return `${url}?${query.toString()}`;
}
