// Bad input gets one clear message that names the file or database and what to do; everything else keeps working.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  copyOfExample,
  retort,
  revisionSource,
  temporaryFolder,
  writeFiles,
  type Outcome,
} from '../support/commandLine';

const HEAD = 'f90e2c7b315d';

/** One line that begins with `error:`, one that says what to do, nothing on stdout, no stack trace. */
function checkFailure(outcome: Outcome, code: number, ...parts: readonly string[]): void {
  expect(outcome.stdout).toBe('');
  expect(outcome.code).toBe(code);
  expect(outcome.stderr).toMatch(/^error: .+\n {2}\S/);
  expect(outcome.stderr).not.toMatch(/^\s+at /m);
  for (const part of parts) expect(outcome.stderr).toContain(part);
}

describe('projects that cannot be opened', () => {
  it('says so where there is none', async () => {
    const folder = temporaryFolder('nothing');
    checkFailure(await retort(folder, ['heads']), 2, "No 'script_location' key found", 'alembic.ini', 'init');
  });

  it('names the line of a broken alembic.ini', async () => {
    const folder = temporaryFolder('broken');
    writeFiles(folder, { 'alembic.ini': '[alembic]\nscript_location = migrations\nthis is no option\n' });
    checkFailure(await retort(folder, ['history']), 2, 'alembic.ini:3');
  });

  it('names a script location that is not there', async () => {
    const folder = temporaryFolder('missing');
    writeFiles(folder, { 'alembic.ini': '[alembic]\nscript_location = nowhere\n' });
    checkFailure(await retort(folder, ['heads']), 2, "Path doesn't exist: nowhere");
  });

  it('names an unknown command and the ones there are', async () => {
    checkFailure(await retort(temporaryFolder('x'), ['upgrad']), 2, "unknown command 'upgrad'", 'upgrade');
  });
});

describe('broken histories', () => {
  it('shows the graph and lints the other files beside a file with a syntax error', async () => {
    const folder = copyOfExample('shop-review');
    writeFiles(folder, {
      'migrations/versions/zz_broken.py': 'revision = "zz"\ndown_revision = None\ndef upgrade(:\n',
    });
    const graph = await retort(folder, ['graph']);
    expect(graph.code).toBe(0);
    const { revisions } = JSON.parse(graph.stdout) as { revisions: { revision: string }[] };
    expect(revisions.map(({ revision }) => revision)).toEqual(expect.arrayContaining([HEAD, 'zz']));
    const lint = await retort(folder, ['lint', '--scope', 'all', '--format', 'json']);
    const { findings } = JSON.parse(lint.stdout) as { findings: { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toContain('not-null-without-default');
  });

  it('refuses to plan over a missing parent and names it', async () => {
    const folder = copyOfExample('shop');
    writeFiles(folder, { 'migrations/versions/zz.py': revisionSource('zz1', 'nowhere1', 'pass') });
    const outcome = await retort(folder, ['upgrade', 'heads', '--yes']);
    checkFailure(outcome, 2, 'nowhere1');
    const graph = JSON.parse((await retort(folder, ['graph'])).stdout) as { problems: { path: string }[] };
    expect(graph.problems.map(({ path }) => path)).toEqual(['migrations/versions/zz.py']);
  });

  it('refuses a target that does not exist in Alembic’s words', async () => {
    const outcome = await retort(copyOfExample('shop'), ['upgrade', 'nosuch', '--yes']);
    checkFailure(outcome, 2, "Can't locate revision identified by 'nosuch'");
  });
});

describe('what is not known statically', () => {
  it('is refused with file, line and reason, and nothing runs', async () => {
    const folder = copyOfExample('shop');
    const source = revisionSource('dynamic1', HEAD, 'from project import steps\nsteps.run(op)');
    writeFiles(folder, { 'migrations/versions/zz_dynamic.py': source });
    const outcome = await retort(folder, ['upgrade', 'head', '--yes']);
    checkFailure(outcome, 3, 'migrations/versions/zz_dynamic.py:11', 'alembic');
    expect((await retort(folder, ['current'])).stdout).toBe('');
    checkFailure(await retort(folder, ['upgrade', 'head', '--sql']), 3, 'zz_dynamic.py:11');
  });

  it('includes an env.py that leaves the template', async () => {
    const folder = copyOfExample('shop');
    const path = join(folder, 'migrations/env.py');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(
        '        with context.begin_transaction()',
        '        connection.execute("SET search_path TO x")\n        with context.begin_transaction()',
      ),
    );
    checkFailure(await retort(folder, ['upgrade', 'head', '--yes']), 3, 'migrations/env.py:');
  });
});

describe('databases that cannot be used', () => {
  it('says that nothing is configured', async () => {
    const folder = copyOfExample('shop');
    writeFileSync(join(folder, 'pyproject.toml'), '[project]\nname = "shop"\n');
    writeFileSync(
      join(folder, 'alembic.ini'),
      readFileSync(join(folder, 'alembic.ini'), 'utf8').replace(/^sqlalchemy\.url.*$/m, ''),
    );
    checkFailure(await retort(folder, ['current']), 2, 'no database is configured', '--database');
  });

  it('takes no password from the command line', async () => {
    const folder = copyOfExample('shop');
    const outcome = await retort(folder, ['current', '--database', 'postgresql://me:canary@127.0.0.1/x']);
    checkFailure(outcome, 2, 'password', 'env:NAME');
    expect(outcome.stderr).not.toContain('canary');
  });

  it('names a server that does not answer, without its password', async () => {
    const folder = copyOfExample('shop');
    const env = { SHOP_URL: 'postgresql+psycopg://me:canary@127.0.0.1:1/shop' };
    const outcome = await retort(folder, ['current', '--database', 'env:SHOP_URL'], { env });
    checkFailure(outcome, 4, '127.0.0.1');
    expect(outcome.stderr).not.toContain('canary');
  });
});

describe('databases of another kind', () => {
  const withUrl = (url: string): string => {
    const folder = copyOfExample('shop');
    const ini = join(folder, 'alembic.ini');
    writeFileSync(ini, readFileSync(ini, 'utf8').replace(/^sqlalchemy\.url.*$/m, `sqlalchemy.url = ${url}`));
    return folder;
  };

  it('get no SQL in another dialect', async () => {
    const outcome = await retort(withUrl('mysql+pymysql://localhost/shop'), ['upgrade', 'head', '--sql']);
    checkFailure(outcome, 3, 'mysql');
    const old = await retort(withUrl('postgres://localhost/shop'), ['upgrade', 'head', '--sql']);
    checkFailure(old, 3, 'write postgresql:// in sqlalchemy.url');
  });

  it('get SQLite’s SQL when they are SQLite', async () => {
    const { code, stdout } = await retort(withUrl('sqlite:///shop.db'), ['upgrade', '3f1c9a7d2b40', '--sql']);
    expect(code).toBe(0);
    expect(stdout).toContain('created_at DATETIME DEFAULT (now()) NOT NULL');
    expect(stdout).not.toContain('BEGIN;');
  });

  it('are not reached with options of the engine that are not honoured', async () => {
    const folder = withUrl('postgresql://localhost/shop\nsqlalchemy.isolation_level = AUTOCOMMIT');
    const env = { RETORT_ALEMBIC: '/nowhere' };
    const outcome = await retort(folder, ['upgrade', 'head', '--yes'], { env });
    checkFailure(outcome, 3, 'sqlalchemy.isolation_level', 'alembic.ini');
  });
});
