// Reading and rendering: what an editor waits for while someone types in a long history, and whole programs against Alembic.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import lsp from 'vscode-languageserver/node';
import { inRoot } from '../lib/paths.mjs';
import { capture, must } from '../lib/run.mjs';
import { ENVIRONMENT } from './run.mjs';

const TYPED_REVISIONS = 5_000;
const RENDERED_REVISIONS = 1_000;
const ANALYSED_REVISIONS = 2_400;
const NEWEST = 50;
const KEYSTROKES = 200;
const ADDED_REVISIONS = 5;

/** Read for its dialect only: nothing is connected. */
const ADDRESS = { DATABASE_URL: 'postgresql://localhost/nowhere' };

/** @type {import('../lib/benchReport.mjs').BenchSubject['bench']} */
export async function bench(report, { python, folder, inTurns }) {
  const root = await folder();
  const rendered = path.join(root, 'rendered');
  await writeProject(rendered, RENDERED_REVISIONS);
  const interpreter = await python();
  /** @type {string[]} */
  const texts = [];
  const [ours = NaN, theirs = NaN] = await inTurns(
    3,
    async () =>
      (texts[0] = await must(process.execPath, [inRoot('dist', 'cli.js'), 'upgrade', 'head', '--sql'], {
        cwd: rendered,
        env: ADDRESS,
      })),
    async () =>
      (texts[1] = await must(interpreter, ['-m', 'alembic', 'upgrade', 'head', '--sql'], {
        cwd: rendered,
        env: ADDRESS,
      })),
  );
  if (texts[0] !== texts[1]) throw new Error('the SQL differs from Alembic’s');
  const name = 'alembic upgrade head --sql';
  report.ratio(`SQL of ${RENDERED_REVISIONS} revisions`, { ours, theirs, name, atLeast: 5 });

  const analysed = path.join(root, 'analysed');
  await writeProject(analysed, ANALYSED_REVISIONS);
  const began = performance.now();
  const megabytes = await lintAll(analysed);
  report.time(`analysis of ${ANALYSED_REVISIONS} files by a fresh process`, performance.now() - began, 6_000);
  report.size('  its memory', Math.round(megabytes), 400);

  const typed = path.join(root, 'typed');
  await writeProject(typed, TYPED_REVISIONS);
  const { keystrokes, created } = await typeInEditor(typed);
  for (const [what, list] of Object.entries(keystrokes))
    report.time(
      `keystroke to ${what}, newest of ${TYPED_REVISIONS} revisions, p95`,
      quantile(list, 0.95),
      30,
    );
  report.time(
    `new file to its diagnostics, on top of ${TYPED_REVISIONS}, median`,
    quantile(created, 0.5),
    500,
  );
}

/**
 * @param {readonly number[]} list
 * @param {number} share from 0 to 1
 */
function quantile(list, share) {
  return list.toSorted((left, right) => left - right)[Math.floor(list.length * share)] ?? NaN;
}

/**
 * Lints every file; answers the most memory it had, in megabytes.
 * @param {string} folder
 */
async function lintAll(folder) {
  const watch = 'process.on("exit", () => console.error(`memory ${process.resourceUsage().maxRSS}`))';
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(watch)}`];
  const words = ['lint', '--scope', 'all', '--format', 'json', '--fail-on', 'error'];
  const { stderr } = await capture(process.execPath, [...preload, inRoot('dist', 'cli.js'), ...words], {
    cwd: folder,
  });
  return Number(/memory (\d+)/.exec(stderr)?.[1]) / 1024;
}

/**
 * A client that types into the newest revisions, one character at a time, and then adds some. Answers milliseconds.
 * @param {string} folder
 * @returns {Promise<{ keystrokes: Record<string, number[]>, created: number[] }>}
 */
async function typeInEditor(folder) {
  const child = spawn(process.execPath, [inRoot('dist', 'server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(child.stdout),
    new lsp.StreamMessageWriter(child.stdin),
  );
  try {
    connection.listen();
    const rootUri = pathToFileURL(folder).href;
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: rootUri, name: 'bench' }],
      initializationOptions: { isTrusted: true },
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    const [project] = /** @type {{ id: string }[]} */ (await connection.sendRequest('retort/projects', {}));
    /** @type {Record<string, number[]>} */
    const times = { diagnostics: [], hover: [], 'SQL preview': [] };
    for (let key = 0; key < KEYSTROKES; key += 1) {
      const number = TYPED_REVISIONS - 1 - (key % NEWEST);
      const file = path.join(folder, 'migrations', 'versions', fileName(number));
      const uri = pathToFileURL(file).href;
      const text = await readFile(file, 'utf8');
      if (key < NEWEST)
        await connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri, languageId: 'python', version: 1, text },
        });
      if (key === 0) await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
      const typed = `${text}# ${'x'.repeat(key + 1)}\n`.replace(
        'Integer',
        key % 2 === 0 ? 'BigInteger' : 'Integer',
      );
      const position = {
        line: text.slice(0, text.indexOf('op.add_column')).split('\n').length - 1,
        character: 8,
      };
      const questions = /** @type {const} */ ([
        ['diagnostics', 'textDocument/diagnostic', { textDocument: { uri } }],
        ['hover', 'textDocument/hover', { textDocument: { uri }, position }],
        [
          'SQL preview',
          'retort/previewSql',
          { projectId: project?.id, revision: revisionId(number), direction: 'upgrade' },
        ],
      ]);
      for (const [index, [what, method, params]] of questions.entries()) {
        const contentChanges = [{ text: `${typed}${'#'.repeat(index)}\n` }];
        const began = performance.now();
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version: 2 + key * 3 + index },
          contentChanges,
        });
        await connection.sendRequest(method, params);
        times[what]?.push(performance.now() - began);
      }
    }
    const created = await addRevisions(connection, folder);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    return { keystrokes: times, created };
  } finally {
    connection.dispose();
    child.kill();
  }
}

/**
 * Writes new files on top, as somebody else or a command does, and waits for what is wrong with each. The server waits
 * 200 ms for more files first.
 * @param {lsp.ProtocolConnection} connection
 * @param {string} folder
 */
async function addRevisions(connection, folder) {
  /** @type {number[]} */
  const created = [];
  for (let number = TYPED_REVISIONS; number < TYPED_REVISIONS + ADDED_REVISIONS; number += 1) {
    const file = path.join(folder, 'migrations', 'versions', fileName(number));
    const uri = pathToFileURL(file).href;
    await writeFile(file, revisionText(number));
    const isTaken = new Promise((resolve) => {
      connection.onNotification('retort/revisionsChanged', () => resolve(undefined));
    });
    const began = performance.now();
    await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
    await isTaken;
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    created.push(performance.now() - began);
  }
  return created;
}

/** @param {number} number */
const revisionId = (number) => number.toString(16).padStart(12, '0');
/** @param {number} number */
const fileName = (number) => `${revisionId(number)}_step.py`;

/**
 * A history as real ones are: tables, columns, indexes, constraints and statements, one revision after the other.
 * @param {string} folder
 * @param {number} count
 */
async function writeProject(folder, count) {
  const versions = path.join(folder, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(path.join(folder, 'alembic.ini'), '[alembic]\nscript_location = %(here)s/migrations\n');
  await writeFile(path.join(folder, 'migrations', 'env.py'), ENVIRONMENT);
  for (let number = 0; number < count; number += 1)
    await writeFile(path.join(versions, fileName(number)), revisionText(number));
}

/** @param {number} number */
function revisionText(number) {
  const table = `table_${number - (number % 10)}`;
  const [up, down] = STEPS[number % 10]?.(table, number) ?? ['pass', 'pass'];
  const parent = number === 0 ? 'None' : `"${revisionId(number - 1)}"`;
  return `"""step ${number}"""\nfrom alembic import op\nimport sqlalchemy as sa\n\nrevision = "${revisionId(number)}"\ndown_revision = ${parent}\nbranch_labels = None\ndepends_on = None\n\n\ndef upgrade():\n    ${up}\n\n\ndef downgrade():\n    ${down}\n`;
}

/** @param {string} table @param {number} number */
const column = (table, number) => [
  `op.add_column("${table}", sa.Column("column_${number}", sa.Integer(), nullable=True))`,
  `op.drop_column("${table}", "column_${number}")`,
];

/** @type {((table: string, number: number) => string[])[]} */
const STEPS = [
  (table) => [
    `op.create_table(\n        "${table}",\n        sa.Column("id", sa.Integer(), primary_key=True),\n        sa.Column("name", sa.String(50), nullable=False),\n        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now()),\n        sa.UniqueConstraint("name", name="uq_${table}"),\n    )`,
    `op.drop_table("${table}")`,
  ],
  column,
  (table) => [`op.create_index("ix_${table}", "${table}", ["at"])`, `op.drop_index("ix_${table}")`],
  column,
  (table) => [`op.execute("UPDATE ${table} SET name = 'x' WHERE name IS NULL")`, 'pass'],
  column,
  (table) => [
    `op.alter_column("${table}", "name", type_=sa.Text())`,
    `op.alter_column("${table}", "name", type_=sa.String(50))`,
  ],
  column,
  (table) => [
    `op.create_check_constraint("ck_${table}", "${table}", "id > 0")`,
    `op.drop_constraint("ck_${table}", "${table}")`,
  ],
  column,
];
