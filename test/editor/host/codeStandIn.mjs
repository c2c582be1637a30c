#!/usr/bin/env node
// Stands in for the `code` program where the desktop one cannot be downloaded: takes the arguments that @vscode/test-electron gives,
// opens a VS Code in the browser instead, and answers with the suite's console output and exit code.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../../../scripts/lib/chromium.mjs';
import { atEnd, withCleanUp } from '../../../scripts/lib/cleanUp.mjs';
import { folderUrl, startEditorHost } from '../../../scripts/lib/editorHost.mjs';
import { installEditorHost } from '../../../scripts/lib/editorHostInstall.mjs';

const TIMEOUT = 400_000;

/** What VS Code itself prints to the console of a test run. */
const NOISE =
  /Creating a socket|connection token|reconnection-grace|Service Worker|AgentHost|AccountPolicyGate|builtin extensions|open-vsx|native-watchdog/;

await withCleanUp(async () => {
  const { options, folder } = readArguments(process.argv.slice(2));
  const host = await installEditorHost();
  const browser = await findChromium();
  if ('skip' in host) throw new Error(host.skip);
  if ('skip' in browser) throw new Error(browser.skip);

  const isTrustAsked = !options.has('disable-workspace-trust');
  const running = await startEditorHost({ host, isTrustAsked, isDriven: true });
  atEnd(running.stop);
  const profile = await mkdtemp(path.join(tmpdir(), 'retort-chromium-'));
  atEnd(() => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.executablePath,
    headless: true,
    viewport: { width: 1400, height: 900 },
    args: CHROMIUM_ARGUMENTS,
  });
  atEnd(() => context.close());

  const page = context.pages()[0] ?? (await context.newPage());
  const finished = new Promise((/** @type {(code: number) => void} */ resolve) => {
    void page.exposeFunction('codeAutomationExit', resolve);
  });
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ said) => {
      const line = format(...said);
      if (type !== 'warn' && !NOISE.test(line)) console.log(line);
    },
  );

  /** @param {string} name */
  const remote = (name) => `vscode-remote://${running.authority}${path.resolve(options.get(name) ?? '')}`;
  const payload = {
    extensionDevelopmentPath: remote('extensionDevelopmentPath'),
    extensionTestsPath: remote('extensionTestsPath'),
    skipWelcome: 'true',
    skipReleaseNotes: 'true',
  };
  await page.goto(folderUrl(running, path.resolve(folder ?? '.'), payload));
  const late = pause(TIMEOUT, 124, { ref: false });
  const code = await Promise.race([finished, late]);
  if (code === 124)
    console.log(`the suite did not end in ${TIMEOUT / 1000} s\n${(await running.log()).slice(-2000)}`);
  return code;
});

/**
 * @param {readonly string[]} given
 * @returns {{ options: Map<string, string>, folder: string | undefined }}
 */
function readArguments(given) {
  const options = new Map();
  let folder;
  for (const argument of given) {
    const match = /^--([^=]+)(?:=(.*))?$/.exec(argument);
    if (match === null) folder ??= argument;
    else options.set(match[1], match[2] ?? '');
  }
  return { options, folder };
}
