// The table of settings in docs/configuration.md, from package.json and its words.
import { readFile } from 'node:fs/promises';
import { inRoot } from './paths.mjs';

const DOCUMENT = 'docs/configuration.md';
const PART = /(<!-- settings: [^\n]*-->\n)[\s\S]*?(<!-- end of the settings -->)/;

/**
 * Path (from the checkout) and text of the document with the table as it has to be.
 * @returns {Promise<readonly [string, string]>}
 */
export async function settingsDocument() {
  const manifest = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  const words = JSON.parse(await readFile(inRoot('package.nls.json'), 'utf8'));
  const text = await readFile(inRoot(DOCUMENT), 'utf8');
  /** @param {string} key */
  const word = (key) => String(words[key.replaceAll('%', '')] ?? key);
  const tables = manifest.contributes.configuration.map(
    (/** @type {{ title: string, properties: Record<string, Setting> }} */ section) =>
      `### ${word(section.title)}\n\n| setting | takes | default | set in | says |\n|---|---|---|---|---|\n${Object.entries(
        section.properties,
      )
        .map(([name, setting]) => `${rowOf(name, setting, word)}\n`)
        .join('')}`,
  );
  const filled = text.replace(PART, (_, begin, end) => `${begin}\n${tables.join('\n')}\n${end}`);
  return [DOCUMENT, filled];
}

/**
 * @typedef {{ type: string | string[], enum?: string[], enumDescriptions?: string[], default: unknown, scope: string,
 *   markdownDescription: string }} Setting
 */

/**
 * @param {string} name
 * @param {Setting} setting
 * @param {(key: string) => string} word
 */
function rowOf(name, setting, word) {
  const values = setting.enum?.map((value, index) => {
    const meaning = setting.enumDescriptions?.[index];
    return meaning === undefined ? `\`${value}\`` : `\`${value}\` (${word(meaning)})`;
  });
  const takes = values?.join(', ') ?? [setting.type].flat().join(' or ');
  const where = { machine: 'user', window: 'window', resource: 'folder' }[setting.scope] ?? setting.scope;
  const cells = [
    `\`${name}\``,
    takes,
    `\`${JSON.stringify(setting.default)}\``,
    where,
    word(setting.markdownDescription),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
