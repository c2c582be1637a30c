// npm run catalogue -- DIR [REVISION]: real Alembic upgrades one database, `retort schema` fills another, and their catalogues
// have to be equal. DIR holds an alembic.ini whose env.py takes the address from DATABASE_URL. RETORT_TEST_POSTGRES and
// RETORT_TEST_PYTHON name a server and an interpreter; without them both are found or made.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { atEnd, withCleanUp } from './lib/cleanUp.mjs';
import { inRoot } from './lib/paths.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { preparePython } from './lib/python.mjs';
import { must } from './lib/run.mjs';

// The sequence of a SERIAL column keeps the name it was made with when its table is renamed, which the simulation leaves
// out. A default of text keeps the type that its column had when it was set: the cast is left out. NOT NULL constraints
// have names since PostgreSQL 18, after the column's first name; nullability is in the first part.
const CATALOGUE = `
  SELECT format('column %s.%s.%s %s %s default %s generated %s%s identity %s', table_schema, table_name, column_name,
      format_type(a.atttypid, a.atttypmod), is_nullable,
      CASE WHEN pg_get_serial_sequence(format('%I.%I', table_schema, table_name), column_name) IS NULL
        THEN regexp_replace(column_default, $re$^('(?:[^']|'')*')(?:::(?:text|character varying|bpchar))+$$re$, '\\1')
        ELSE 'its own sequence' END, is_generated, generation_expression,
      identity_generation) AS line
    FROM information_schema.columns c
    JOIN pg_attribute a ON a.attrelid = format('%I.%I', table_schema, table_name)::regclass AND a.attname = column_name
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name <> 'alembic_version'
  UNION ALL
  SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE conrelid <> 0 AND conrelid::regclass::text <> 'alembic_version' AND contype <> 'n'
      AND connamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  UNION ALL
  SELECT 'index ' || indexdef FROM pg_indexes
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> 'alembic_version'
  UNION ALL
  SELECT format('enum %s %s %s', enumtypid::regtype, row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder),
      enumlabel) FROM pg_enum
  UNION ALL
  SELECT format('comment %s %s %s', objoid::regclass,
      (SELECT attname FROM pg_attribute WHERE attrelid = objoid AND attnum = objsubid), description) FROM pg_description
    WHERE classoid = 'pg_class'::regclass AND objoid::regclass::text !~ '^(?:pg_catalog|information_schema)\\.'
      AND objoid >= 16384
  UNION ALL
  SELECT format('view %s.%s %s', schemaname, viewname, definition) FROM pg_views
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
  ORDER BY 1`;

// Extensions and functions are no part of the simulated schema, but its indexes and defaults may need them.
const SURROUNDINGS = `
  SELECT format('CREATE EXTENSION IF NOT EXISTS %I', extname) AS line, 1 AS place FROM pg_extension
  UNION ALL
  SELECT pg_get_functiondef(p.oid), 2 FROM pg_proc p
    WHERE pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND prokind IN ('f', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
  ORDER BY 2`;

const [folder, revision = 'head'] = process.argv.slice(2);

await withCleanUp(async () => {
  if (folder === undefined) throw new Error('usage: npm run catalogue -- DIR [REVISION]');
  const root = path.resolve(folder);
  const server = await serverUrl();
  const interpreter = await python();
  const [theirs, ours] = [await createDatabase(server), await createDatabase(server)];
  const upgrade = ['-m', 'alembic', 'upgrade', revision];
  await must(interpreter, upgrade, { cwd: root, env: { DATABASE_URL: theirs } }).catch(withExtension);
  const sql = await must(process.execPath, [inRoot('dist', 'cli.js'), 'schema', revision], { cwd: root });
  const expected = await catalogue(theirs, '');
  const surroundings = (await query(theirs, SURROUNDINGS)).map(({ line }) => line);
  const actual = await catalogue(ours, ['SET check_function_bodies = off', ...surroundings, sql].join(';\n'));
  const missing = expected.filter((line) => !actual.includes(line)).map((line) => `- ${line}`);
  const added = actual.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`);
  for (const line of [...missing, ...added].slice(0, 40)) console.log(line);
  console.log(`${expected.length} entries of the catalogue, ${missing.length + added.length} different`);
  return missing.length + added.length > 0 || expected.length === 0 ? 1 : 0;
});

/**
 * Says what the project needs where the server lacks it, instead of where Alembic stopped.
 * @param {Error} error
 * @returns {never}
 */
function withExtension(error) {
  const extension = /extension "(\w+)" is not available/.exec(error.message)?.[1];
  if (extension === undefined) throw error;
  throw new Error(
    `nothing is compared: the project needs the extension ${extension}, which the server does not have. Install it, or name a server that has it in RETORT_TEST_POSTGRES.`,
  );
}

/** @returns {Promise<string>} */
async function serverUrl() {
  const given = process.env['RETORT_TEST_POSTGRES'];
  if (given !== undefined) return given;
  const server = await startPostgres();
  if ('skip' in server) throw new Error(server.skip);
  atEnd(server.stop);
  return server.url;
}

/** @returns {Promise<string>} */
async function python() {
  const given = process.env['RETORT_TEST_PYTHON'];
  if (given !== undefined) return given;
  const found = await preparePython();
  if ('skip' in found) throw new Error(found.skip);
  return found.python;
}

/**
 * An empty database that goes away at the end.
 * @param {string} server
 */
async function createDatabase(server) {
  const name = `retort_${randomBytes(6).toString('hex')}`;
  await query(server, `CREATE DATABASE ${name}`);
  atEnd(() => query(server, `DROP DATABASE ${name} WITH (FORCE)`).then(() => undefined));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * @param {string} url
 * @param {string} before SQL to run first
 * @returns {Promise<string[]>}
 */
async function catalogue(url, before) {
  if (before !== '') await query(url, before);
  return (await query(url, CATALOGUE)).map(({ line }) => line);
}

/**
 * @param {string} url
 * @param {string} sql
 * @returns {Promise<{ line: string }[]>}
 */
async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
