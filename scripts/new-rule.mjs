// npm run new-rule <id>: the folder of a lint rule (rule.ts, README.md, cases/cases.py), its line in rules/index.ts and
// the generated files. What the rule looks for is then written by hand.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { generateRuleFiles, readRules, RULES_FOLDER } from './lib/ruleFiles.mjs';

const [id = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id)) {
  console.error('usage: npm run new-rule <id>, for example drop-column');
  process.exit(2);
}
const folder = inRoot(RULES_FOLDER, id);
if (existsSync(folder)) {
  console.error(`${RULES_FOLDER}/${id} is there already`);
  process.exit(2);
}
const name = id.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const RULE = `// ${id}: what it looks for, in one line.
import { defineOperationRule } from '../../rule';

export const ${name} = defineOperationRule({
  id: '${id}',
  summary: 'Say in one sentence what is wrong.',
  severity: 'warning',
  on: ['addColumn'],
  check(operation, context, report) {
    if (context.function.direction !== 'upgrade') return;
    report({ span: operation.span, message: 'What is wrong, why it hurts, what to write instead.' });
  },
});
`;

const EXAMPLE = `from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
`;

const README = `# ${id}

Say in one sentence what is wrong.

## Why

## Bad

\`\`\`python
${EXAMPLE}    op.add_column("account", sa.Column("name", sa.Text()))
\`\`\`

## Good

\`\`\`python
${EXAMPLE}    pass
\`\`\`

## References

- [PostgreSQL: ALTER TABLE](https://www.postgresql.org/docs/current/sql-altertable.html)
`;

const CASES = `#= what makes the finding
${EXAMPLE}    op.add_column("account", sa.Column("name", sa.Text()))
#   ${'^'.repeat(54)} warning ${id}
#= what is fine
${EXAMPLE}    pass
`;

await mkdir(path.join(folder, 'cases'), { recursive: true });
await writeFile(path.join(folder, 'rule.ts'), RULE);
await writeFile(path.join(folder, 'README.md'), README);
await writeFile(path.join(folder, 'cases', 'cases.py'), CASES);
await addToIndex();
for (const [file, text] of await generateRuleFiles(await readRules())) await writeFile(inRoot(file), text);
console.log(
  `${RULES_FOLDER}/${id}: write rule.ts, README.md and cases/cases.py, then npm run generate-rules`,
);

/** Puts the import and the entry at their alphabetical places. */
async function addToIndex() {
  const file = inRoot(RULES_FOLDER, 'index.ts');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const imports = lines.filter((line) => line.includes("/rule';") && !line.includes("'../rule'"));
  const ids = imports.map((line) => /'\.\/([a-z0-9-]+)\/rule'/.exec(line)?.[1] ?? '');
  const names = imports.map((line) => /\{ (\w+) \}/.exec(line)?.[1] ?? '');
  const rules = ids.map((one, index) => ({ id: one, name: names[index] ?? '' }));
  const all = [...rules, { id, name }].sort((a, b) => (a.id < b.id ? -1 : 1));
  const head = lines.slice(0, lines.findIndex((line) => line.includes("'../rule'")) + 1);
  const text = [
    ...head,
    ...all.map((rule) => `import { ${rule.name} } from './${rule.id}/rule';`),
    '',
    'export const RULES: readonly Rule[] = [',
    ...all.map((rule) => `  ${rule.name},`),
    '];',
    '',
  ];
  await writeFile(file, text.join('\n'));
}
