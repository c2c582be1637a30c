// TLS, sockets, pgpass and services as libpq means them, on a real server with an authority made for the test.
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectServer, POSTGRES, POSTGRES_SKIP } from './postgresServer';
import { copyOfExample, retort, type Outcome } from '../support/commandLine';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'retort-tls-'));
const file = (name: string): string => join(folder, name);
const server = new URL(POSTGRES ?? 'postgresql://postgres:x@127.0.0.1:1/postgres');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Makes an authority with openssl, and with it a certificate for one name. */
async function makeAuthority(name: string, host: string): Promise<void> {
  const openssl = async (...words: readonly string[]): Promise<void> => {
    await run('openssl', [...words], { cwd: folder });
  };
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl(
    ...['req', '-x509', ...key, '-keyout', `${name}.ca.key`, '-out', `${name}.ca.crt`],
    ...['-days', '2', '-subj', `/CN=${name}`],
  );
  await openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`);
  writeFileSync(file(`${name}.ext`), `subjectAltName=DNS:${host}\n`);
  await openssl(
    ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${name}.ca.crt`, '-CAkey', `${name}.ca.key`],
    ...['-CAcreateserial', '-days', '2', '-out', `${name}.crt`, '-extfile', `${name}.ext`],
  );
}

/** Runs SQL as the superuser and waits until a fresh session sees TLS switched as wanted. */
async function reload(sql: readonly string[], isOn: boolean): Promise<void> {
  const session = await connectServer(`${server.href}?sslmode=disable`);
  for (const statement of [...sql, 'SELECT pg_reload_conf()']) await session.execute(statement);
  const setting = async (): Promise<unknown> =>
    (await session.execute("SELECT current_setting('ssl') AS ssl")).rows[0]?.['ssl'];
  while ((await setting()) !== (isOn ? 'on' : 'off')) await session.execute('SELECT pg_sleep(0.05)');
  await session.close();
}

/** The server writes the key itself, so that it owns it. */
function written(source: string, target: string): string {
  const text = readFileSync(file(source), 'utf8').replaceAll("'", "''");
  const lines = text.trimEnd().split('\n');
  const values = lines.map((line, at) => `(${at}, '${line}')`).join(', ');
  return `COPY (SELECT line FROM (VALUES ${values}) AS v(at, line) ORDER BY at) TO PROGRAM 'umask 077; cat > ${target}'`;
}

describe.skipIf(POSTGRES === undefined)(`TLS${POSTGRES_SKIP}`, () => {
  beforeAll(async () => {
    await makeAuthority('right', 'localhost');
    await makeAuthority('other', 'elsewhere.example');
    const settings = ['ssl = on', "ssl_cert_file = 'retort.crt'", "ssl_key_file = 'retort.key'"];
    await reload(
      [
        written('right.crt', 'retort.crt'),
        written('right.key', 'retort.key'),
        ...settings.map((each) => `ALTER SYSTEM SET ${each}`),
      ],
      true,
    );
  });

  afterAll(async () => {
    await reload(
      ['ssl', 'ssl_cert_file', 'ssl_key_file'].map((name) => `ALTER SYSTEM RESET ${name}`),
      false,
    );
  });

  const inspect = async (host: string, query: string, env = {}): Promise<Outcome> => {
    const url = new URL(server.href);
    url.hostname = host;
    const shop = copyOfExample('shop');
    return await retort(shop, ['inspect', '--brief', '--database', 'env:URL'], {
      env: { URL: `${url.href}?${query}`, HOME: folder, ...env },
    });
  };

  it.each([
    ['localhost', 'sslmode=verify-full', 'right.ca.crt'],
    ['localhost', 'sslmode=verify-ca', 'right.ca.crt'],
    ['127.0.0.1', 'sslmode=verify-ca', 'right.ca.crt'],
    ['127.0.0.1', 'sslmode=require', 'right.ca.crt'],
    ['localhost', 'ssl=verify-full', 'right.ca.crt'],
  ])('%s with %s and %s is encrypted', async (host, mode, authority) => {
    const { code, stdout } = await inspect(host, `${mode}&sslrootcert=${file(authority)}`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ {2}TLS {7}TLSv1/);
  });

  it.each([
    ['127.0.0.1', 'sslmode=verify-full', 'right.ca.crt', 'the name is another one'],
    ['localhost', 'sslmode=verify-full', 'other.ca.crt', 'the authority is another one'],
    ['localhost', 'sslmode=require', 'other.ca.crt', 'an authority given with require counts, as for libpq'],
  ])('%s with %s and %s is refused: %s', async (host, mode, authority) => {
    const { code, stderr } = await inspect(host, `${mode}&sslrootcert=${file(authority)}`);
    expect(code).toBe(4);
    expect(stderr).toContain('is not trusted');
    expect(stderr).toContain('sslrootcert');
  });

  it('without an authority, verify-full trusts no self-made one, and require checks nothing', async () => {
    expect((await inspect('localhost', 'sslmode=verify-full')).stderr).toContain('is not trusted');
    expect((await inspect('localhost', 'sslmode=require')).code).toBe(0);
    expect((await inspect('localhost', 'sslmode=disable')).stdout).toContain('not encrypted');
    expect((await inspect('localhost', '', { PGSSLMODE: 'verify-full' })).code).toBe(4);
  });

  it('takes the authority from ~/.postgresql/root.crt', async () => {
    mkdirSync(file('.postgresql'));
    onTestFinished(() => {
      rmSync(file('.postgresql'), { recursive: true });
    });
    writeFileSync(file('.postgresql/root.crt'), readFileSync(file('right.ca.crt')));
    expect((await inspect('localhost', 'sslmode=verify-full')).code).toBe(0);
    writeFileSync(file('.postgresql/root.crt'), readFileSync(file('other.ca.crt')));
    expect((await inspect('localhost', 'sslmode=verify-full')).code).toBe(4);
  });
});

describe.skipIf(POSTGRES === undefined)(`where nobody agreed to plain text${POSTGRES_SKIP}`, () => {
  // The loopback, written as a number: an address that does not look like this machine.
  const host = '2130706433';
  const inspect = async (query: string, env: Readonly<Record<string, string>>): Promise<Outcome> => {
    const { username, password, port, pathname } = server;
    const url = `postgresql://${username}:${password}@${host}:${port}${pathname}?${query}`;
    return await retort(copyOfExample('shop'), ['inspect', '--brief', '--database', 'env:URL'], {
      env: { URL: url, HOME: folder, ...env },
    });
  };

  it.each(['', 'sslmode=disable', 'sslmode=allow', 'sslmode=prefer'])(
    'no session leaves this machine without TLS (%s)',
    async (query) => {
      const refused = await inspect(query, { RETORT_UNENCRYPTED: 'refuse' });
      expect(refused.code).toBe(4);
      expect(refused.stderr).toContain('would not be encrypted');
      expect(refused.stderr).toContain('sslmode=verify-full');
      const agreed = await inspect(query, {});
      expect(agreed.code).toBe(0);
      expect(agreed.stdout).toContain('not encrypted');
    },
  );

  it('on this machine nobody is asked', async () => {
    const local = await retort(copyOfExample('shop'), ['inspect', '--brief', '--database', 'env:URL'], {
      env: { URL: server.href, HOME: folder, RETORT_UNENCRYPTED: 'refuse' },
    });
    expect(local.code).toBe(0);
  });
});

describe.skipIf(POSTGRES === undefined)(`without a password in the URL${POSTGRES_SKIP}`, () => {
  const address = `postgresql://${server.username}@${server.host}${server.pathname}`;
  const look = async (database: string, env: Readonly<Record<string, string>>): Promise<Outcome> =>
    await retort(copyOfExample('shop'), ['inspect', '--brief', '--database', database], { env });
  const passwords = (mode: number, name = 'pgpass'): string => {
    writeFileSync(file(name), `${server.hostname}:${server.port}:*:${server.username}:${server.password}\n`);
    chmodSync(file(name), mode);
    return file(name);
  };

  it('it is found in PGPASSWORD, in PGPASSFILE and in ~/.pgpass', async () => {
    expect((await look(address, { PGPASSWORD: server.password })).code).toBe(0);
    expect((await look(address, { PGPASSFILE: passwords(0o600) })).code).toBe(0);
    passwords(0o600, '.pgpass');
    expect((await look(address, { HOME: folder })).code).toBe(0);
    rmSync(file('.pgpass'));
  });

  it('that nobody knows, or that others can read, is said', async () => {
    for (const env of [{ HOME: folder }, { HOME: folder, PGPASSFILE: passwords(0o644, 'open') }]) {
      const { code, stderr } = await look(address, env);
      expect(code).toBe(4);
      expect(stderr).toContain('asks for a password, and none is known');
      expect(stderr).toContain('PGPASSWORD');
      expect(stderr).not.toContain(server.password);
    }
  });

  it('a service names the server, and one that is missing is said', async () => {
    writeFileSync(
      file('services'),
      `[other]\nhost=nowhere.invalid\n[shop]\n# mine\nhost=${server.hostname}\nport=${server.port}\nuser=postgres\ndbname=postgres\n`,
    );
    const env = { PGSERVICEFILE: file('services'), PGPASSWORD: server.password };
    expect((await look('postgresql:///?service=shop', env)).code).toBe(0);
    expect((await look('postgresql://', { ...env, PGSERVICE: 'shop' })).code).toBe(0);
    const { code, stderr } = await look('postgresql://', { ...env, PGSERVICE: 'gone' });
    expect(code).toBe(4);
    expect(stderr).toContain('the connection service gone (PGSERVICE) is in neither');
  });

  it('a socket is reached by its folder', async () => {
    const sockets = file('sockets');
    mkdirSync(sockets);
    // The server of the tests listens on TCP only: this is its socket.
    const bridge = createServer((client) => {
      const upstream = connect(Number(server.port), server.hostname);
      client.on('error', () => upstream.destroy()).pipe(upstream);
      upstream.on('error', () => client.destroy()).pipe(client);
    });
    await new Promise<void>((resolve) => bridge.listen(join(sockets, '.s.PGSQL.6543'), resolve));
    onTestFinished(() => {
      bridge.close();
    });
    const env = { PGPASSWORD: server.password };
    for (const url of [
      `postgresql+psycopg2://postgres@/postgres?host=${sockets}&port=6543`,
      `postgresql+psycopg://postgres@:6543/postgres?host=${encodeURIComponent(sockets)}`,
    ]) {
      const { code, stdout } = await look(url, env);
      expect([code, stdout]).toEqual([0, expect.stringContaining(sockets)]);
    }
    const { stderr } = await look(`postgresql://postgres@/postgres?host=${sockets}&port=1`, env);
    expect(stderr).toContain('there is no socket for');
  });
});
