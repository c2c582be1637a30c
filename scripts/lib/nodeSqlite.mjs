// A Node that has SQLite of its own, for the tests of what writes SQLite files: the one that runs us, or one from npm.
import path from 'node:path';
import { isBuiltin } from 'node:module';
import { installFromNpm, lastLine, once } from './install.mjs';
import { cached } from './paths.mjs';

/** The Node 22 that VS Code's editors of this year bring along, or close to it. */
const VERSION = '22.22.0';
/** The packages of npm that hold nothing but the program. */
const PLATFORMS = new Set(['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win-x64']);

/**
 * The program.
 * @returns {Promise<{ node: string } | { skip: string }>}
 */
export async function prepareNodeSqlite() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major >= 24 || (major === 22 && minor >= 16);
  if (isNew && isBuiltin('node:sqlite')) return { node: process.execPath };
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  if (!PLATFORMS.has(platform)) return { skip: `npm has no Node ${VERSION} for ${platform}` };
  try {
    const folder = await once(cached(`node-${VERSION}`), async (target) => {
      console.log(`installing Node ${VERSION} for the tests of SQLite files`);
      await installFromNpm(target, [`node-${platform}@${VERSION}`]);
    });
    const program = process.platform === 'win32' ? 'node.exe' : 'node';
    return { node: path.join(folder, 'node_modules', `node-${platform}`, 'bin', program) };
  } catch (error) {
    return {
      skip: `no Node ${VERSION}: ${lastLine(error instanceof Error ? error.message : String(error))}`,
    };
  }
}
