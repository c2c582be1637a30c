// Packs the built extension into a VSIX and refuses one that has grown too big.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { thirdPartyLicences } from './licences.mjs';
import { inRoot } from './paths.mjs';
import { must } from './run.mjs';
import { tool } from './tools.mjs';

const LIMIT = 12 * 1024 * 1024;

/**
 * Packs what is in dist/; build it first.
 * @param {string} file the VSIX to write, absolute
 * @returns {Promise<number>} its size in bytes
 */
export async function packExtension(file) {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(inRoot('dist', 'licences.txt'), await thirdPartyLicences());
  const { command, args } = await tool('@vscode/vsce', 'vsce');
  // The bundles hold all they need. Links in README.md stay as they are: they are right in the repository.
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ];
  await must(command, [...args, 'package', ...options]);
  const { size } = await stat(file);
  if (size > LIMIT) throw new Error(`${file} has ${megabytes(size)} MB, the limit is ${megabytes(LIMIT)} MB`);
  return size;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1024 / 1024).toFixed(1);
}
