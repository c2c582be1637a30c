// node scripts/measure-downgrades.mjs FOLDER...: writes downgrade() anew for every revision of the folders and runs it on a
// throw-away PostgreSQL: schema before, upgrade(), the written downgrade(), and the catalogue has to be as before.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { catalogueOf, withoutDowngrade } from './lib/downgrades.mjs';
import { loadParts } from './lib/measuring.mjs';
import { inRoot } from './lib/paths.mjs';
import { startPostgres } from './lib/postgres.mjs';

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: node scripts/measure-downgrades.mjs VERSIONS_FOLDER...');
  process.exit(2);
}
/** What projects expect of their server before the first revision. */
const EXTENSIONS = ['citext', 'hstore', 'pg_trgm', 'uuid-ossp', 'pgcrypto', 'btree_gist'];
const isVerbose = process.env['VERBOSE'] !== undefined;
const engine = await loadParts();
const server = await startPostgres();
if ('skip' in server) throw new Error(server.skip);
const client = new pg.Client({ connectionString: server.url });
try {
  await client.connect();
  for (const folder of folders) await measure(path.resolve(folder));
} finally {
  await client.end();
  await server.stop();
}

/** @param {string} folder */
async function measure(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.py')).sort();
  const files = await Promise.all(
    names.map(async (name) => ({ path: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
  const created = engine.Workspace.create(files, {
    dialect: 'postgresql',
    environment: engine.TEMPLATE_ENVIRONMENT,
    rules: {},
  });
  const parser = engine.createSqlParser({ script: inRoot('dist/sqlWorker.js'), clock: engine.systemClock });
  const workspace = await engine.withSqlTrees(
    created,
    () => parser,
    (/** @type {any} */ one) => {
      for (const { path: name } of files) one.analysis(name, 'downgrade');
    },
  );
  await parser.close();
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { path: name } of files) {
    const outcome = await judge(workspace, name);
    counts[outcome.kind] = (counts[outcome.kind] ?? 0) + 1;
    if (isVerbose && outcome.note !== undefined) console.log(`  ${outcome.kind} ${name}: ${outcome.note}`);
  }
  const { same = 0, different = 0, failed = 0, refused = 0 } = counts;
  const written = same + different + failed;
  const share =
    written === 0 ? '' : ` ${((100 * same) / written).toFixed(1)} % of the written ones are as before;`;
  console.log(`${folder}:${share} refused ${refused}; ${JSON.stringify(counts)}`);
}

/**
 * @param {any} workspace
 * @param {string} name
 * @returns {Promise<{ kind: string, note?: string }>}
 */
async function judge(workspace, name) {
  const revision = workspace.revisionAt(name);
  if (revision === undefined) return { kind: 'noRevision' };
  const bare = withoutDowngrade(workspace.module(name), workspace.text(name));
  const without = workspace.withFile(name, bare);
  const up = without.render(name, 'upgrade', 'postgresql', 'online');
  if (up.unresolved.length > 0 || up.error !== undefined) return { kind: 'notEvaluated' };
  if (up.statements.length === 0) return { kind: 'nothingToUndo' };
  const finding = without.lint(name).find((/** @type {any} */ one) => one.ruleId === 'missing-downgrade');
  const fix = finding?.fixes[0];
  if (fix === undefined || !fix.title.startsWith('Write downgrade() from upgrade()'))
    return { kind: 'refused' };
  if (fix.title.includes('decide')) return { kind: 'refused', note: reasons(fix) };
  const edits = fix.files.find((/** @type {any} */ file) => file.path === name).edits;
  const next = without.withFile(name, engine.applyEdits(bare, edits));
  const down = next.render(name, 'downgrade', 'postgresql', 'online');
  if (down.unresolved.length > 0) return { kind: 'failed', note: down.unresolved[0].reason };
  if (down.error !== undefined) return { kind: 'failed', note: down.error.message };
  return await compare(describe(without.schemaBefore(revision)), up.statements, down.statements);
}

/** @param {any} fix */
function reasons(fix) {
  const lines = fix.files.flatMap((/** @type {any} */ file) =>
    file.edits.flatMap((/** @type {any} */ edit) => edit.text.split('\n')),
  );
  return lines
    .filter((/** @type {string} */ line) => line.includes('# Decide'))
    .join(' ')
    .trim();
}

/** @param {any} schema @returns {readonly string[]} */
function describe(schema) {
  const objects = engine.describeSchema(schema, {
    ...engine.TEMPLATE_ENVIRONMENT,
    dialect: 'postgresql',
    mode: 'online',
  });
  return [
    ...objects.flatMap((/** @type {any} */ one) => one.statements),
    ...objects.flatMap((/** @type {any} */ one) => one.later),
  ];
}

/**
 * @param {readonly string[]} before
 * @param {readonly { text: string }[]} up
 * @param {readonly { text: string }[]} down
 */
async function compare(before, up, down) {
  /** @type {string[]} */
  const stubs = [];
  for (let round = 0; ; round++) {
    const outcome = await compareWith([...stubs, ...before], up, down);
    const stub = outcome.kind === 'notRunnable' && round < 40 ? stubFor(outcome.note ?? '') : undefined;
    if (stub === undefined || stubs.includes(stub)) return outcome;
    stubs.push(stub);
  }
}

/**
 * A table or column that is older than the history, as far as a failed statement names it.
 * @param {string} complaint
 */
function stubFor(complaint) {
  const table = /relation "(?:public\.)?([\w.]+)" does not exist/.exec(complaint)?.[1];
  // A name can be a word of SQL, as "user" is.
  if (table !== undefined) return `CREATE TABLE ${table.replace(/[^.]+/g, '"$&"')} (id INTEGER PRIMARY KEY)`;
  const column = /column "(\w+)" of relation "(\w+)" does not exist/.exec(complaint);
  if (column !== null) return `ALTER TABLE "${column[2] ?? ''}" ADD COLUMN "${column[1] ?? ''}" INTEGER`;
  const referenced =
    /column "(\w+)" referenced in foreign key constraint does not exist in ALTER TABLE (\S+)/.exec(complaint);
  if (referenced !== null)
    return `ALTER TABLE ${referenced[2] ?? ''} ADD COLUMN "${referenced[1] ?? ''}" INTEGER`;
  const key = /column "(\w+)" named in key does not exist in ALTER TABLE (\S+)/.exec(complaint);
  return key === null ? undefined : `ALTER TABLE ${key[2] ?? ''} ADD COLUMN "${key[1] ?? ''}" INTEGER`;
}

/**
 * @param {readonly string[]} before
 * @param {readonly { text: string }[]} up
 * @param {readonly { text: string }[]} down
 */
async function compareWith(before, up, down) {
  const schemas = await client.query(
    "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$'",
  );
  for (const { nspname } of schemas.rows) await client.query(`DROP SCHEMA "${nspname}" CASCADE`);
  await client.query('CREATE SCHEMA public');
  for (const name of EXTENSIONS)
    await client.query(`CREATE EXTENSION IF NOT EXISTS "${name}"`).catch(() => undefined);
  for (const name of schemasIn([...before, ...up.map(({ text }) => text)])) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS "${name}"`);
  }
  let missing = '';
  for (const sql of before)
    await client.query(sql).catch((/** @type {Error} */ error) => (missing ||= `${error.message}: ${sql}`));
  const first = await catalogueOf(client);
  try {
    await run(up);
  } catch (error) {
    return { kind: 'notRunnable', note: `${message(error)}; ${missing.slice(0, 200)}` };
  }
  try {
    await run(down);
  } catch (error) {
    return { kind: 'failed', note: message(error) };
  }
  const last = await catalogueOf(client);
  const lost = first.filter((line) => !last.includes(line));
  const left = last.filter((line) => !first.includes(line));
  return lost.length + left.length === 0
    ? { kind: 'same' }
    : {
        kind: 'different',
        note: [...lost.map((line) => `-${line}`), ...left.map((line) => `+${line}`)].slice(0, 4).join(' '),
      };
}

/** Schemas that tables of the statements lie in. @param {readonly string[]} statements */
function schemasIn(statements) {
  return new Set(
    statements.flatMap((sql) =>
      [...sql.matchAll(/\b(?:TABLE|REFERENCES|ON) (\w+)\.\w+/g)].map((match) => match[1] ?? ''),
    ),
  );
}

/** @param {readonly { text: string }[]} statements */
async function run(statements) {
  for (const { text } of statements) {
    if (/^(?:BEGIN|COMMIT);?$/.test(text.trim())) continue;
    try {
      await client.query(text);
    } catch (error) {
      throw new Error(`${message(error)} in ${text.slice(0, 200)}`);
    }
  }
}

/** @param {unknown} error */
function message(error) {
  return error instanceof Error ? error.message : String(error);
}
