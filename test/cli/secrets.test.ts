// A password that can be recognised, in every place one may lie: no command and no failure repeats it anywhere.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { POSTGRES, POSTGRES_SKIP, temporaryDatabase, temporaryUser } from '../database/postgresServer';
import { PYTHON } from '../database/python';
import { copyOfExample, retort } from '../support/commandLine';

const CANARY = 'c4n@ry:p/w%d';
const FORMS = [CANARY, encodeURIComponent(CANARY), CANARY.replaceAll('%', '%%')];

/** Stands before Alembic, writes down with which arguments it was called, and calls it. */
const RECORDER = `
const { appendFileSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const words = process.argv.slice(2);
appendFileSync(process.env.RECORD, JSON.stringify(process.argv) + '\\n');
process.exit(spawnSync(words[0], words.slice(1), { stdio: 'inherit' }).status ?? 1);
`;

interface Setting {
  readonly database: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Puts the password where the source says, and tells how the database is named then. */
type Source = (folder: string, url: URL) => Setting;

const without = (url: URL): string => {
  const bare = new URL(url.href);
  bare.password = '';
  return bare.href;
};

const SOURCES: Readonly<Record<string, Source>> = {
  'a URL in the environment': (_folder, url) => ({
    database: ['--database', 'env:SHOP_URL'],
    env: { SHOP_URL: url.href },
  }),
  'what the editor hands over': (_folder, url) => ({
    database: ['--database', 'env:RETORT_CONNECTION_URL'],
    env: {
      RETORT_CONNECTION_DATABASE: 'env:RETORT_CONNECTION_URL',
      RETORT_CONNECTION_URL: url.href,
      RETORT_CONNECTION_NAME: 'staging',
    },
  }),
  PGPASSWORD: (_folder, url) => ({ database: ['--database', without(url)], env: { PGPASSWORD: CANARY } }),
  'alembic.ini': (folder, url) => {
    const ini = join(folder, 'alembic.ini');
    const line = `sqlalchemy.url = ${url.href.replaceAll('%', '%%')}`;
    const text = readFileSync(ini, 'utf8').replace(/^sqlalchemy\.url.*$/mu, '');
    writeFileSync(
      ini,
      text.replace('[alembic]', () => `[alembic]\n${line}`),
    );
    const toml = join(folder, 'pyproject.toml');
    writeFileSync(toml, readFileSync(toml, 'utf8').replace(/^database = .*$/mu, ''));
    return { database: [], env: {} };
  },
  'a .env file': (folder, url) => {
    writeFileSync(join(folder, '.env'), `SHOP_URL='${url.href}'\n`);
    return { database: ['--database', 'env:SHOP_URL', '--dotenv', '.env'], env: {} };
  },
  'a pgpass file': (folder, url) => {
    const escaped = CANARY.replaceAll(':', '\\:');
    writeFileSync(join(folder, 'pgpass'), `*:*:*:${url.username}:${escaped}\n`);
    chmodSync(join(folder, 'pgpass'), 0o600);
    return { database: ['--database', without(url)], env: { PGPASSFILE: join(folder, 'pgpass') } };
  },
};
const HOLDERS = ['.env', 'pgpass', 'alembic.ini'];

/** What people run: to look, to change, and to fail in every stage. The exit code tells that each came as far as meant. */
const COMMANDS: readonly (readonly [string, number])[] = [
  ['inspect', 0],
  ['inspect --brief --json', 0],
  ['current -v', 0],
  ['upgrade +2 --yes --events json', 0],
  ['upgrade +1 --yes --runner alembic', 0],
  ['downgrade -1 --yes', 0],
  ['stamp base --yes', 0],
  ['upgrade +2 --yes', 4],
  ['upgrade +2 --yes --runner alembic --events json', 4],
  ['upgrade nowhere --yes --debug', 2],
  ['ensure_version --yes', 0],
  ['upgrade +1 --confirm another', 2],
];

/** Commands that take no database. */
const OTHERS = ['connections', 'runs --json', 'history', 'lint --format json', 'graph', 'render'];

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function expectNone(what: string, text: string): void {
  for (const form of FORMS) expect([what, text.includes(form)]).toEqual([what, false]);
}

describe.skipIf(POSTGRES === undefined)(`the password of${POSTGRES_SKIP}`, () => {
  it.each(Object.entries(SOURCES))('%s', { timeout: 240_000 }, async (_title, prepare) => {
    const url = await temporaryUser(encodeURIComponent(CANARY), await temporaryDatabase(), CANARY);
    const folder = copyOfExample('shop');
    const home = dirname(folder);
    const { database, env } = prepare(folder, url);
    writeFileSync(join(home, 'recorder.cjs'), RECORDER);
    mkdirSync(join(home, 'home'));
    const environment = {
      HOME: join(home, 'home'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_CONFIG_HOME: join(home, 'config'),
      RECORD: join(home, 'argv'),
      RETORT_ALEMBIC: JSON.stringify([
        process.execPath,
        join(home, 'recorder.cjs'),
        PYTHON ?? '/nowhere',
        '-m',
        'alembic',
      ]),
      ...env,
    };
    const look = async (words: readonly string[], more = {}): Promise<number> => {
      const { code, stdout, stderr } = await retort(folder, words, { env: { ...environment, ...more } });
      expectNone(words.join(' '), stdout + stderr);
      return code;
    };
    for (const [words, expected] of COMMANDS) {
      if (words.includes('alembic') && PYTHON === undefined) continue;
      const all = [...words.split(' '), ...database];
      expect([words, await look(all)]).toEqual([words, expected]);
    }
    for (const words of OTHERS) await look(words.split(' '));
    for (const bad of [{ PGPASSWORD: 'wrong' }, { PGSSLMODE: 'require' }, { PGOPTIONS: '-c nothing=x=y' }]) {
      await look(['inspect', ...database], bad);
      await look(['upgrade', 'head', '--yes', ...database], bad);
    }
    for (const path of filesBelow(home)) {
      if (!HOLDERS.some((name) => path.endsWith(name))) expectNone(path, readFileSync(path, 'latin1'));
    }
    if (PYTHON !== undefined) expect(existsSync(join(home, 'argv'))).toBe(true);
  });
});
