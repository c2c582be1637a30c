// Finds a desktop VS Code that is new enough for Retort and can show a window.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exists } from './install.mjs';
import { inRoot } from './paths.mjs';
import { capture } from './run.mjs';

const MAC = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/**
 * The program `code`, or why it is not used.
 * @returns {Promise<{ command: string } | { skip: string }>}
 */
export async function findDesktopCode() {
  const command = await find();
  if (command === undefined) return { skip: 'no VS Code on PATH' };
  // Electron refuses to run as root, and shows nothing without a display.
  if (process.getuid?.() === 0) return { skip: 'VS Code does not run as root' };
  const hasDisplay = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (process.platform === 'linux' && !hasDisplay) return { skip: 'there is no display' };
  const { code, stdout } = await capture(command, ['--version'], { timeout: 30_000 });
  const version = stdout.split('\n')[0]?.trim() ?? '';
  if (code !== 0 || !/^\d+\.\d+\./.test(version)) return { skip: `${command} does not say its version` };
  const { engines } = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const needed = engines.vscode.replace('^', '');
  return isAtLeast(version, needed) ? { command } : { skip: `VS Code is ${version}, Retort needs ${needed}` };
}

async function find() {
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    if (process.platform === 'win32') {
      // `code` there is a batch file; the program it starts lies one folder up.
      const program = path.join(folder, '..', 'Code.exe');
      if ((await exists(path.join(folder, 'code.cmd'))) && (await exists(program))) return program;
    } else if (await exists(path.join(folder, 'code'))) return path.join(folder, 'code');
  }
  return process.platform === 'darwin' && (await exists(MAC)) ? MAC : undefined;
}

/**
 * @param {string} version
 * @param {string} needed
 */
function isAtLeast(version, needed) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = needed.split('.').map(Number);
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}
