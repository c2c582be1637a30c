// The browser that draws the editor for the tests: found on the machine, or installed by apt. Playwright's own is not downloaded.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { canInstallPackages, installPackages } from './install.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Start options that keep the browser quiet, off the network, and able to run as root in a container. */
export const CHROMIUM_ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * The browser's program.
 * @returns {Promise<{ executablePath: string } | { skip: string }>}
 */
export async function findChromium() {
  const found = find();
  if (found !== undefined) return { executablePath: found };
  if (!canInstallPackages()) return { skip: 'no Chromium or Chrome on this machine' };
  const refused = await installPackages('chromium', 'fonts-dejavu-core');
  const installed = find();
  return installed === undefined
    ? { skip: refused ?? 'apt-get brought no Chromium' }
    : { executablePath: installed };
}

function find() {
  const chosen = process.env['CHROMIUM_EXECUTABLE'];
  if (chosen !== undefined) return chosen;
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  return [...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), ...PLACES].find(
    (file) => existsSync(file),
  );
}
