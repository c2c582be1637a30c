// Builds dist/ with the project's own bundler script.
import { inRoot } from './paths.mjs';
import { capture } from './run.mjs';

/**
 * @param {{ isForRelease?: boolean }} [options] `isForRelease`: minified and without source maps
 * @returns {Promise<string | undefined>} what went wrong, or undefined
 */
export async function build({ isForRelease = false } = {}) {
  const began = Date.now();
  const { code, stdout, stderr } = await capture(process.execPath, [
    inRoot('esbuild.mjs'),
    ...(isForRelease ? ['--production'] : []),
  ]);
  if (code !== 0) return `${stdout}${stderr}`.trim() || `esbuild.mjs ended with ${code}`;
  console.log(`ok     build (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return undefined;
}
