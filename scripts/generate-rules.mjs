// npm run generate-rules: the settings of the rules in package.json and package.nls.json, the index docs/rules.md, and the
// table of settings in docs/configuration.md.
// With --check nothing is written; the exit code says whether something would be.
import { readFile, writeFile } from 'node:fs/promises';
import { inRoot } from './lib/paths.mjs';
import { generateRuleFiles, readRules } from './lib/ruleFiles.mjs';
import { settingsDocument } from './lib/settingsTable.mjs';

const isCheck = process.argv.includes('--check');
for (const [path, text] of [...(await generateRuleFiles(await readRules())), await settingsDocument()]) {
  const isSame = (await readFile(inRoot(path), 'utf8').catch(() => '')) === text;
  if (isSame) continue;
  if (isCheck) {
    console.error(`${path} is not what the rules say: run npm run generate-rules`);
    process.exitCode = 1;
  } else {
    await writeFile(inRoot(path), text);
    console.log(`wrote ${path}`);
  }
}
