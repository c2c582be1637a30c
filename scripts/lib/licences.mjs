// The licences of everything in the package that others wrote, as one text: the dependencies that are bundled or copied, and
// what those carry inside.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/** Words of licences that a MIT package may carry along. */
const ALLOWED =
  /^\(?(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|Python-2\.0|0BSD|PostgreSQL|Unlicense|CC0-1\.0|BlueOak-1\.0\.0)\b/;

/** Parts of dependencies that have a licence of their own, and which file holds it. */
const INSIDE = [
  { name: 'PostgreSQL (in @electric-sql/pglite and libpg-query)', file: 'scripts/licences/PostgreSQL.txt' },
];

/**
 * The text. Throws when a dependency has no licence that goes with ours.
 * @returns {Promise<string>}
 */
export async function thirdPartyLicences() {
  const { packages } = JSON.parse(await readFile(inRoot('package-lock.json'), 'utf8'));
  const names = Object.entries(packages)
    .filter(([folder, { dev, devOptional, optional }]) => folder !== '' && !dev && !devOptional && !optional)
    .map(([folder]) => folder)
    .sort();
  const parts = [];
  for (const folder of names) {
    const { name, version, license } = JSON.parse(await readFile(inRoot(folder, 'package.json'), 'utf8'));
    if (typeof license !== 'string' || !ALLOWED.test(license))
      throw new Error(
        `${name} ${version} has the licence ${JSON.stringify(license)}: is that wanted in the package?`,
      );
    parts.push(section(`${name} ${version} (${license})`, await licenceText(inRoot(folder))));
  }
  for (const { name, file } of INSIDE) parts.push(section(name, await readFile(inRoot(file), 'utf8')));
  return `Retort for Alembic holds the work of others, under these licences.\n\n${parts.join('\n')}`;
}

/**
 * @param {string} title
 * @param {string} text
 */
function section(title, text) {
  return `${'='.repeat(78)}\n${title}\n${'='.repeat(78)}\n\n${text.trim()}\n`;
}

/**
 * What the package says, word for word; its notice too, where it has one.
 * @param {string} folder
 */
async function licenceText(folder) {
  const files = (await readdir(folder)).filter((name) => /^(?:licen[cs]e|notice|copying)/i.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.length === 0 ? 'The package names its licence and holds no text of it.' : texts.join('\n\n');
}
