// Databases under a name: where they come from, what is refused, and what of a .env file counts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { copyOfExample, program, retort, type Outcome } from '../support/commandLine';

const CANARY = 'c4nary';

function shopWith(toml: string): string {
  const folder = copyOfExample('shop');
  const file = join(folder, 'pyproject.toml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${toml}\n`);
  return folder;
}

function userFile(folder: string, text: string): void {
  mkdirSync(join(dirname(folder), 'config', 'retort'), { recursive: true });
  writeFileSync(join(dirname(folder), 'config', 'retort', 'connections.json'), text);
}

function run(folder: string, words: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const own = {
    XDG_CONFIG_HOME: join(dirname(folder), 'config'),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
  return retort(folder, words.split(' '), { env: { ...own, ...env } });
}

describe('names', () => {
  it('are found in pyproject.toml and in the user’s file, which wins and cannot take a protection off', async () => {
    const folder = shopWith(
      '[tool.retort.connections.staging]\nurl = "postgresql://a@theirs/shop"\nprotected = true\n' +
        '[tool.retort.connections.own]\nurl = "embedded"',
    );
    userFile(
      folder,
      '{"staging": {"url": "postgresql+asyncpg://b@mine:6000/shop"}, "second": {"url": "env:X"}}',
    );
    expect((await run(folder, 'connections')).stdout).toBe(
      'staging  b@mine:6000/shop  user  protected\nown  shop@embedded  project\nsecond  env:X  user\n',
    );
    expect((await run(folder, 'upgrade +1 --database own --yes')).stdout).toContain(
      'database  own, shop@embedded (',
    );
  });

  it('that nobody declared are refused with those there are', async () => {
    const folder = shopWith('[tool.retort.connections.staging]\nurl = "embedded"');
    const { code, stderr } = await run(folder, 'current --database live');
    expect(code).toBe(2);
    expect(stderr).toContain("there is no connection named 'live' (--database)");
    expect(stderr).toContain('Choose from: staging.');
  });

  it('with a password in the URL are refused, and it is told nowhere', async () => {
    const folder = shopWith(
      `[tool.retort.connections.one]\nurl = "postgresql://a:${CANARY}@h/d"\n` +
        `[tool.retort.connections.two]\nurl = "postgresql://h/d?user=a&password=${CANARY}"`,
    );
    for (const words of [
      'current --database one',
      'upgrade head --yes --database two',
      'inspect --database one',
    ]) {
      const { code, stdout, stderr } = await run(folder, words);
      expect(code).toBe(2);
      expect(stderr).toContain('holds a password (pyproject.toml)');
      expect(stdout + stderr).not.toContain(CANARY);
    }
    expect((await run(folder, 'connections')).stdout).not.toContain(CANARY);
  });

  it('with a mistyped protection are refused, in the file of the project and in the user’s', async () => {
    const folder = shopWith('[tool.retort.connections.live]\nurl = "embedded"\nprotectd = true');
    userFile(
      folder,
      '{"own": {"url": "embedded", "protected": "yes"}, "fine": {"url": "embedded", "note": "x"}}',
    );
    const live = await run(folder, 'upgrade +1 --database live --yes');
    expect(live.code).toBe(2);
    expect(live.stderr).toContain("the connection 'live' has a setting without effect (pyproject.toml)");
    expect(live.stderr).toContain('"protectd" is not known; is "protected" meant?');
    const own = await run(folder, 'current --database own');
    expect(own.code).toBe(2);
    expect(own.stderr).toContain('"protected" has to be true or false, without quotes');
    expect((await run(folder, 'current --database fine')).code).toBe(0);
    const list = (await run(folder, 'connections')).stdout;
    expect(list).toContain('"protectd" is not known');
    expect(list).toContain('"protected" has to be true or false');
  });

  it('in a broken file are told without quoting it', async () => {
    const folder = shopWith('');
    userFile(folder, `{"a": {"url": "postgresql://a:${CANARY}@h/d"`);
    const { code, stderr } = await run(folder, 'current --database a');
    expect(code).toBe(2);
    expect(stderr).toContain('connections.json');
    expect(stderr).not.toContain(CANARY);
  });
});

describe('--dotenv', () => {
  it('gives the variable that env:NAME names, and what is set already wins', async () => {
    const folder = shopWith('');
    writeFileSync(join(folder, '.env'), 'export TARGET="embedded" # mine\nOTHER=postgresql://a@h/d\n');
    expect((await run(folder, 'upgrade +1 --yes --database env:TARGET --dotenv .env')).code).toBe(0);
    const other = await run(folder, 'current --database env:TARGET --dotenv .env', { TARGET: 'env:X' });
    expect(other.stderr).toContain('TARGET names another variable');
    expect((await run(folder, 'connections --dotenv .env')).stdout).toBe('env:OTHER  a@h/d  dotenv\n');
  });

  it('executes nothing, expands nothing and takes no other variable', async () => {
    const folder = shopWith('');
    const marker = join(folder, 'executed');
    writeFileSync(
      join(folder, '.env'),
      `TARGET=postgresql://\${USER}@h/d\nSHELL_TARGET=$(touch ${marker})\nRETORT_ALEMBIC=/nowhere\nNODE_OPTIONS=--bad\n`,
    );
    const expanded = await run(folder, 'current --database env:TARGET --dotenv .env');
    expect(expanded.code).toBe(2);
    expect(expanded.stderr).toContain('TARGET holds ${...}, which is not expanded (.env)');
    const shell = await run(folder, 'current --database env:SHELL_TARGET --dotenv .env');
    expect(shell.code).toBe(4);
    expect(() => readFileSync(marker)).toThrow('ENOENT');
    expect((await run(folder, 'upgrade +1 --yes --dotenv .env')).code).toBe(0);
  });

  it('that cannot be read is said', async () => {
    const { code, stderr } = await run(shopWith(''), 'current --dotenv nowhere.env');
    expect(code).toBe(2);
    expect(stderr).toContain('the file of --dotenv cannot be read: ENOENT (nowhere.env)');
  });
});

describe('inspect', () => {
  it('describes the embedded database', async () => {
    const folder = shopWith('');
    await run(folder, 'upgrade head --yes');
    const { code, stdout } = await run(folder, 'inspect --json');
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as {
      tables: readonly { name: string; columns: readonly object[]; indexes: readonly object[] }[];
    };
    expect(answer).toMatchObject({
      database: { label: 'shop@embedded', isProtected: false },
      current: ['f90e2c7b315d'],
      missing: [],
      pending: 0,
    });
    const orders = answer.tables.find(({ name }) => name === 'order_lines');
    expect(orders?.columns).toContainEqual(
      expect.objectContaining({ name: 'order_id', isNullable: false, references: 'orders.id' }),
    );
    expect(orders?.columns[0]).toMatchObject({ name: 'id', isPrimaryKey: true, type: 'bigint' });
    expect(orders?.indexes[0]).toMatchObject({ isPrimary: true, isValid: true });
    const text = (await run(folder, 'inspect')).stdout;
    expect(text).toContain('  current   f90e2c7b315d\n  pending   0\n');
    expect(text).toContain('\npublic.order_lines');
    expect((await run(folder, 'inspect --brief')).stdout).not.toContain('order_lines');
  });

  it.skipIf(PYTHON === undefined)(`describes a SQLite file${PYTHON_SKIP}`, async () => {
    const folder = shopWith('[tool.retort.connections.file]\nurl = "sqlite:///app.db"');
    const tables =
      "CREATE TABLE a (id INTEGER PRIMARY KEY, x VARCHAR(3) NOT NULL DEFAULT 'q'); CREATE UNIQUE INDEX ux ON a (x);" +
      'CREATE TABLE b (a_id INTEGER REFERENCES a (id), CONSTRAINT u UNIQUE (a_id))';
    const script = 'import sqlite3, sys; sqlite3.connect("app.db").executescript(sys.argv[1])';
    expect((await program(PYTHON ?? '', ['-c', script, tables], folder)).code).toBe(0);
    const { code, stdout } = await run(folder, 'inspect --database file');
    expect(code).toBe(0);
    expect(stdout).toContain('server    SQLite 3.');
    expect(stdout).toContain(
      "\nmain.a\n  id  INTEGER, primary key\n  x   VARCHAR(3), not null, default 'q'\n",
    );
    expect(stdout).toContain('a_id  INTEGER, -> a.id');
    expect(stdout).toContain('CREATE UNIQUE INDEX ux ON a (x)');
  });
});
