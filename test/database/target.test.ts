// How a person may name a database, and how it is shown back.
import { expect, test } from 'vitest';
import { describeProblem } from '../../server/src/database/describeProblem';
import { parseTarget, targetLabel } from '../../server/src/database/target';

function labelOf(
  text: string,
  onCommandLine = false,
  environment: Readonly<Record<string, string>> = {},
): string {
  const parsed = parseTarget(text, { onCommandLine });
  return 'problem' in parsed ? `PROBLEM ${parsed.problem}` : targetLabel(parsed.target, 'shop', environment);
}

test.each([
  ['embedded', 'shop@embedded'],
  [' embedded ', 'shop@embedded'],
  ['env:DATABASE_URL', 'env:DATABASE_URL'],
  ['postgresql://bob:s3cret@db.example.com:5433/shop', 'bob@db.example.com:5433/shop'],
  ['postgresql+psycopg2://bob:p%40ss%2Fword@db/shop?sslmode=require', 'bob@db/shop'],
  ['postgresql+psycopg://db:5432/shop', 'db/shop'],
  ['postgresql+asyncpg://bob@/shop?host=/var/run/postgresql', 'bob@/var/run/postgresql/shop'],
  ['postgresql+pg8000://bob@[::1]:5433/shop', 'bob@::1:5433/shop'],
  ['postgres://bob@db', 'bob@db/bob'],
  ['postgresql://db/shop?user=bob&password=s3cret&port=6000', 'bob@db:6000/shop'],
  ['postgresql:///shop', 'localhost/shop'],
  ['postgresql+psycopg_async://bob@db/shop?ssl=verify-full', 'bob@db/shop'],
  ['postgresql+psycopg2://bob@/shop?host=db:5433', 'bob@db:5433/shop'],
  ['postgresql+psycopg2://bob@/shop?host=%2Fvar%2Frun', 'bob@/var/run/shop'],
  [
    'postgresql://bob@a:1,b:2/shop',
    'PROBLEM the URL names several hosts, so which server is changed would depend on which one answers',
  ],
  [
    'postgresql://bob@/shop?host=a:1,b:2',
    'PROBLEM the URL names several hosts, so which server is changed would depend on which one answers',
  ],
  [
    'postgresql://bob@/shop?host=a&host=b',
    'PROBLEM the URL names several hosts, so which server is changed would depend on which one answers',
  ],
  ['postgresql://bob@db:99999/shop', 'PROBLEM the port of the URL is not a number between 1 and 65535'],
  ['sqlite:///data/app.db', 'data/app.db'],
  ['sqlite+aiosqlite:////srv/app.db', '/srv/app.db'],
  ['sqlite://', 'SQLite in memory'],
  ['mysql+pymysql://u:s3cret@h/d', 'PROBLEM databases of kind mysql+pymysql are not supported'],
  ['postgresql+oracle://u:s3cret@h/d', 'PROBLEM databases of kind postgresql+oracle are not supported'],
  ['env:1 2', 'PROBLEM `env:1 2` does not name an environment variable'],
  ['host=db password=s3cret', 'PROBLEM the database is neither `embedded`, `env:NAME` nor a URL'],
  ['', 'PROBLEM the database is neither `embedded`, `env:NAME` nor a URL'],
])('%s is shown as %s', (text, label) => {
  expect(labelOf(text)).toBe(label);
});

test.each(['postgresql://bob:s3cret@db/shop', 'postgresql://db/shop?user=bob&password=s3cret'])(
  'the password of %s is not taken from the command line',
  (text) => {
    const parsed = parseTarget(text, { onCommandLine: true });
    expect(parsed).toMatchObject({ problem: expect.stringContaining('a URL with a password') as string });
    expect(JSON.stringify(parsed)).not.toContain('s3cret');
    expect(labelOf('postgresql://bob@db/shop', true)).toBe('bob@db/shop');
  },
);

test('user and password are percent-decoded', () => {
  expect(parseTarget('postgresql://b%40b:p%3Aw%2F%40@db/s%20hop', { onCommandLine: false })).toMatchObject({
    target: { user: 'b@b', password: 'p:w/@', database: 's hop', host: 'db', port: undefined },
  });
});

test('what a driver says is blotted where it holds a secret', () => {
  const error = Object.assign(new Error('bad connection string postgresql://u:p%40ss@h with p@ss'), {
    code: 'XX000',
  });
  expect(describeProblem(error, 'u@h/d', ['p@ss']).message).toBe(
    'bad connection string postgresql://u:***@h with ***',
  );
});

test('what a URL leaves out is taken from the environment, as the session does', () => {
  const environment = { PGHOST: 'db.example.com', PGPORT: '6000', PGUSER: 'bob', PGDATABASE: 'shop' };
  expect(labelOf('postgresql://', false, environment)).toBe('bob@db.example.com:6000/shop');
  expect(labelOf('postgresql:///other', false, environment)).toBe('bob@db.example.com:6000/other');
  expect(labelOf('postgresql://ann@db/x', false, { PGHOST: 'elsewhere' })).toBe('ann@db/x');
  expect(labelOf('postgresql:///x', false, { PGHOST: '', PGHOSTADDR: '10.0.0.1' })).toBe('10.0.0.1/x');
});
