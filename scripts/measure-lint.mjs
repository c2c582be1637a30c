// node scripts/measure-lint.mjs [--fixes] [--rule ID] [--sample N] CONFIGURATION...: findings of whole histories, per rule, with
// default severities. --fixes applies every fix to the text in memory: Python has to read the result, and the finding has to
// be gone. --rule prints findings of one rule with their lines, --sample so many of them, drawn evenly.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadParts } from './lib/measuring.mjs';
import { inRoot } from './lib/paths.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    fixes: { type: 'boolean' },
    rule: { type: 'string' },
    sample: { type: 'string' },
    context: { type: 'string' },
  },
});
if (positionals.length === 0) {
  console.error('usage: node scripts/measure-lint.mjs [--fixes] [--rule ID [--sample N]] CONFIGURATION...');
  process.exit(2);
}
const parts = await loadParts();
/** @type {Map<string, Record<string, number>>} */
const counts = new Map();
/** @type {{ name: string, text: string }[]} */
const fixed = [];
/** @type {string[]} */
const complaints = [];
/** @type {{ place: string, lines: string, message: string }[]} */
const shown = [];
for (const configuration of positionals) await measure(path.resolve(configuration));
if (values.rule === undefined) report();
else show();

/** @param {string} configuration */
async function measure(configuration) {
  const cwd = path.dirname(configuration);
  const input = {
    arguments: { values: new Map(), flags: new Set(), positionals: [] },
    global: { configFiles: [configuration], section: undefined },
    process: { cwd, env: {}, distFolder: inRoot('dist'), writeError: () => undefined },
  };
  const opened = parts.openProject(input);
  const { workspace } = await parts.withParsedSql(opened, input, (/** @type {any} */ one) => {
    for (const file of one.paths) one.analysis(file, 'downgrade');
  });
  const project = configuration.split(path.sep).slice(-3).join('/');
  const all = [
    ...workspace.lintConfiguration(),
    ...workspace.paths.flatMap((/** @type {string} */ file) => [...workspace.lint(file)]),
  ];
  for (const finding of all) {
    const row = counts.get(finding.ruleId) ?? {};
    counts.set(finding.ruleId, row);
    row[project] = (row[project] ?? 0) + 1;
    if (finding.ruleId === values.rule) remember(workspace, finding);
    if (values.fixes === true && (values.rule === undefined || values.rule === finding.ruleId)) {
      for (const fix of finding.fixes) tryFix(workspace, finding, fix);
    }
  }
}

/** @param {any} workspace @param {string} file @returns {string} */
function textOf(workspace, file) {
  return workspace.text(file) ?? workspace.configurationFile(file)?.text ?? '';
}

/** @param {any} workspace @param {any} finding */
function remember(workspace, finding) {
  const text = textOf(workspace, finding.path);
  const lines = text.split('\n');
  const at = text.slice(0, finding.span.start).split('\n').length - 1;
  const around = Number(values.context ?? 3);
  shown.push({
    place: `${finding.path}:${String(at + 1)}`,
    lines: lines.slice(Math.max(0, at - around), at + around + 1).join('\n'),
    message: finding.message,
  });
}

/** @param {any} workspace @param {any} finding @param {any} fix */
function tryFix(workspace, finding, fix) {
  const name = `${finding.ruleId} ${path.basename(finding.path)}: ${fix.title}`;
  let next = workspace;
  for (const { path: file, edits } of fix.files) {
    const text = parts.applyEdits(textOf(workspace, file), edits);
    if (file.endsWith('.py')) fixed.push({ name, text });
    if (workspace.text(file) !== undefined) next = next.withFile(file, text);
    else if (file.endsWith('.py') && workspace.configurationFile(file) === undefined)
      next = next.withFile(file, text);
  }
  if (workspace.text(finding.path) === undefined) return;
  const before = numberOf(workspace, finding);
  const after = numberOf(next, finding);
  if (after >= before)
    complaints.push(`still there: ${name} (${String(before)} before, ${String(after)} after)`);
}

/** How many findings of the same rule and message the file has. @param {any} workspace @param {any} finding */
function numberOf(workspace, finding) {
  return workspace
    .lint(finding.path)
    .filter((/** @type {any} */ one) => one.ruleId === finding.ruleId && one.message === finding.message)
    .length;
}

function report() {
  for (const [rule, row] of [...counts].sort((a, b) => sum(b[1]) - sum(a[1]))) {
    const { severity } = parts.RULES.find((/** @type {any} */ one) => one.id === rule);
    const where = Object.entries(row).map(([project, count]) => `${project} ${String(count)}`);
    console.log(`${rule} | ${severity} | ${String(sum(row))} | ${where.join(', ')}`);
  }
  if (values.fixes === true) judgeFixes();
}

/** @param {Record<string, number>} row */
function sum(row) {
  return Object.values(row).reduce((total, count) => total + count, 0);
}

function show() {
  const wanted = Number(values.sample ?? shown.length);
  const step = Math.max(1, shown.length / wanted);
  for (let at = 0; at < shown.length; at += step) {
    const one = shown[Math.floor(at)];
    if (one !== undefined) console.log(`--- ${one.place}\n${one.lines}\n=> ${one.message}\n`);
  }
  console.log(`${String(shown.length)} findings`);
  if (values.fixes === true) judgeFixes();
}

/** CPython reads every text that came out of a fix. */
function judgeFixes() {
  const code =
    'import ast, json, sys\nfor one in json.load(sys.stdin):\n' +
    '    try: ast.parse(one["text"])\n    except SyntaxError as error: print(one["name"], error)';
  const said = execFileSync('python3', ['-W', 'ignore', '-c', code], {
    input: JSON.stringify(fixed),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  for (const line of said.split('\n')) if (line !== '') complaints.push(`does not parse: ${line}`);
  for (const line of complaints) console.log(line);
  console.log(`${String(fixed.length)} fixed files, ${String(complaints.length)} complaints`);
}
