// What is generated from the rules: their settings in package.json, the words for them, and the index docs/rules.md.
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { cached, inRoot } from './paths.mjs';

/**
 * @typedef {{ id: string, summary: string, severity: string, isOptional?: boolean, on: string | readonly string[], dialects?: readonly string[] }} Rule
 */

export const RULES_FOLDER = 'server/src/engine/lint/rules';

/**
 * The rules of the sources as they are, compiled into a module of their own.
 * @returns {Promise<readonly Rule[]>}
 */
export async function readRules() {
  const outfile = cached('build', `rules-${String(process.pid)}.mjs`);
  await build({
    entryPoints: [inRoot(RULES_FOLDER, 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'error',
  });
  try {
    return (await import(pathToFileURL(outfile).href)).RULES;
  } finally {
    await rm(outfile, { force: true });
  }
}

/**
 * Path (from the checkout) and text of every generated file.
 * @param {readonly Rule[]} rules
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function generateRuleFiles(rules) {
  const manifest = JSON.parse(await readFile(inRoot('package.json'), 'utf8'));
  for (const section of manifest.contributes.configuration) {
    const setting = section.properties['retort.lint.rules'];
    if (setting !== undefined) setting.properties = settingsOf(rules);
  }
  const words = JSON.parse(await readFile(inRoot('package.nls.json'), 'utf8'));
  return new Map([
    [
      'package.json',
      await format(JSON.stringify(manifest), { filepath: 'package.json', ...(await style()) }),
    ],
    ['package.nls.json', `${JSON.stringify(wordsWith(words, rules), null, 2)}\n`],
    ['docs/rules.md', await indexOf(rules)],
    [
      'docs/retort.schema.json',
      await format(JSON.stringify(schemaOf(rules)), { filepath: 'retort.schema.json', ...(await style()) }),
    ],
  ]);
}

async function style() {
  return JSON.parse(await readFile(inRoot('.prettierrc.json'), 'utf8'));
}

/** @param {readonly Rule[]} rules */
function settingsOf(rules) {
  return Object.fromEntries(
    rules.map(({ id }) => [
      id,
      {
        type: 'string',
        enum: ['error', 'warning', 'info', 'hint', 'off'],
        description: `%rule.${id}%`,
      },
    ]),
  );
}

/**
 * The words with those of the rules in one block, where the first of them stands.
 * @param {Record<string, string>} words
 * @param {readonly Rule[]} rules
 */
function wordsWith(words, rules) {
  const entries = Object.entries(words);
  const first = entries.findIndex(([key]) => key.startsWith('rule.'));
  const others = entries.filter(([key]) => !key.startsWith('rule.'));
  const at = first < 0 ? others.length : first;
  const own = rules.map(({ id, summary }) => [`rule.${id}`, summary]);
  return Object.fromEntries([...others.slice(0, at), ...own, ...others.slice(at)]);
}

/**
 * A JSON schema of `[tool.retort]`, for editors that check TOML.
 * @param {readonly Rule[]} rules
 */
function schemaOf(rules) {
  const place = (/** @type {string} */ description) => ({ type: 'string', minLength: 1, description });
  const withoutPassword = { not: { pattern: '^[^:]+://[^/@]*:[^/@]+@' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The table [tool.retort] of pyproject.toml',
    type: 'object',
    additionalProperties: false,
    properties: {
      database: place(
        'The database of the project: embedded, the name of a connection or env:NAME. Never a URL.',
      ),
      dialect: { enum: ['postgresql', 'sqlite'], description: 'What the SQL and the rules are for.' },
      server_version: {
        type: ['integer', 'number', 'string'],
        description: 'The PostgreSQL that the project runs on, such as 15 or "15.4".',
      },
      scratch: {
        ...place('Where verify makes scratch databases: embedded, env:NAME or a URL without a password.'),
        ...withoutPassword,
      },
      protected_hosts: {
        type: 'array',
        items: { type: 'string', minLength: 1 },
        description: 'Databases on these hosts are protected; * stands for any characters, ? for one.',
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        description: 'A severity for each rule, or off.',
        properties: Object.fromEntries(
          rules.map(({ id, summary, severity, isOptional }) => [
            id,
            {
              enum: ['error', 'warning', 'info', 'hint', 'off'],
              default: isOptional === true ? 'off' : severity,
              description: summary,
            },
          ]),
        ),
      },
      connections: {
        type: 'object',
        description: 'Databases under a name, for --database NAME.',
        additionalProperties: {
          type: 'object',
          additionalProperties: false,
          properties: {
            url: { ...place('embedded, env:NAME or a URL without a password.'), ...withoutPassword },
            protected: {
              type: 'boolean',
              description: 'The name of the database is typed before anything changes.',
            },
            allow_downgrade: {
              type: 'boolean',
              description: 'Downgrade, stamp and restore on a protected database.',
            },
          },
        },
      },
    },
  };
}

/** @param {readonly Rule[]} rules */
async function indexOf(rules) {
  const rows = await Promise.all(
    rules.map(async ({ id, summary, severity, isOptional, dialects }) => {
      const cases = inRoot(RULES_FOLDER, id, 'cases');
      const names = existsSync(cases) ? await readdir(cases) : [];
      const texts = await Promise.all(names.map((name) => readFile(path.join(cases, name), 'utf8')));
      const isFixed = texts.some((text) => /^#\+ /m.test(text));
      const where = dialects === undefined ? 'all' : dialects.join(', ');
      const link = `[${id}](../${RULES_FOLDER}/${id}/README.md)`;
      const level = isOptional === true ? `off (${severity})` : severity;
      return `| ${link} | ${level} | ${where} | ${isFixed ? 'yes' : ''} | ${summary.replaceAll('|', '\\|')} |`;
    }),
  );
  return `<!-- Written by \`npm run generate-rules\`; edit the rules instead. -->
# Lint rules

${String(rules.length)} rules. The severity is the default: \`retort.lint.rules\` in the editor's settings or
\`[tool.retort.rules]\` in pyproject.toml gives a rule another one, or turns it \`off\`. A comment silences a rule for a
line, \`# retort: ignore[rule-id] reason\`, or for a file, \`# retort: ignore-file[rule-id] reason\`.
\`server_version = 15\` in \`[tool.retort]\` tells the rules which PostgreSQL the project runs on.

What SQL given to \`op.execute\` does to columns, constraints, tables and indexes is judged as the operation that does the
same, at its place inside the string; fixes are offered for the calls of \`op\` alone.

| rule | severity | dialects | fix | says |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
