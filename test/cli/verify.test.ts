// `retort verify` on the embedded scratch database and on a server: what is broken is found, what is good is not blamed.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stopEmbedded } from '../../server/src/database/embedded/attach';
import { connectServer, POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { cacheFolder, copyOfExample, temporaryFolder, writeFiles } from '../support/commandLine';
import { BROKEN_DOWNGRADES } from './brokenDowngrades';
import { BASE, projectWith, verify } from './verifyProject';

afterAll(async () => {
  await stopEmbedded(join(cacheFolder(), 'retort', 'scratch', '1'));
});

describe('broken downgrades of many kinds', () => {
  const revisions = BROKEN_DOWNGRADES.flatMap(({ name, up, good, broken }, index) => {
    const number = String(index).padStart(2, '0');
    return [
      { id: `good${number}`, name, up, down: good },
      { id: `undo${number}`, name, up: good, down: up },
      { id: `bad${number}`, name, up, down: broken },
      { id: `back${number}`, name, up: good, down: up },
    ];
  });

  it('are all found, and none of the good ones is blamed', async () => {
    const folder = projectWith([BASE, ...revisions]);
    // A server is several times as fast as the embedded database, which the other tests use.
    const { code, results } =
      POSTGRES === undefined
        ? await verify(folder, [])
        : await verify(folder, ['--scratch', 'env:SERVER'], { SERVER: POSTGRES });
    expect(code).toBe(1);
    const wrong = revisions.filter(({ id }) => {
      const outcome = results.get(id)?.outcome;
      return outcome !== (id.startsWith('bad') ? 'failed' : 'passed');
    });
    expect(wrong.map(({ id, name }) => ({ id, name, result: results.get(id) }))).toEqual([]);
    const outcomes = [...results.values()].map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'failed').length).toBeGreaterThanOrEqual(30);
    expect(outcomes.filter((outcome) => outcome === 'passed').length).toBeGreaterThanOrEqual(100);
    // What is left behind is shown at the operation that left it.
    for (const [id, result] of results) {
      if (id.startsWith('bad')) expect(result.line ?? result.reason, JSON.stringify(result)).toBeTruthy();
    }
  });
});

describe('rows', () => {
  const NOT_NULL = {
    id: 'add1',
    up: 'op.add_column("people", sa.Column("email", sa.Text(), nullable=False))',
    down: 'op.drop_column("people", "email")',
  };
  const UNIQUE = {
    id: 'add2',
    up: 'op.create_unique_constraint("uq_people_name", "people", ["name"])',
    down: 'op.drop_constraint("uq_people_name", "people")',
  };

  it('show what fails only on tables that have some, and later revisions are tried all the same', async () => {
    const folder = projectWith([
      BASE,
      NOT_NULL,
      UNIQUE,
      {
        id: 'fine',
        up: 'op.add_column("pets", sa.Column("age", sa.Integer()))',
        down: 'op.drop_column("pets", "age")',
      },
    ]);
    expect((await verify(folder, [])).code).toBe(0);
    const { code, results } = await verify(folder, ['--seed', 'auto']);
    expect(code).toBe(1);
    expect(results.get('add1')).toMatchObject({ outcome: 'failed', phase: 'up', line: 10 });
    expect(results.get('add1')?.reason).toMatch(
      /^with rows in the tables: column "email".*contains null values/u,
    );
    expect(results.get('add2')).toMatchObject({ outcome: 'failed', phase: 'up' });
    expect(results.get('fine')).toMatchObject({ outcome: 'passed' });
  });

  it('that a downgrade loses are counted', async () => {
    const folder = projectWith([BASE, { id: 'gone', up: 'op.execute("DELETE FROM pets")', down: 'pass' }]);
    const { results } = await verify(folder, ['gone', '--seed', 'auto']);
    expect(results.get('gone')?.rows).toEqual([{ table: 'public.pets', before: 3, after: 0 }]);
  });

  it('may come from a file, and a table that takes none is told', async () => {
    const folder = projectWith([
      {
        id: 'one',
        up: 'op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 100", name="big"), nullable=False))',
        down: 'op.drop_table("t")',
      },
      {
        id: 'two',
        up: 'op.create_unique_constraint("uq", "t", ["a"])',
        down: 'op.drop_constraint("uq", "t")',
      },
    ]);
    expect((await verify(folder, ['two', '--seed', 'auto'])).notes).toEqual([
      expect.stringContaining('no rows in public.t'),
    ]);
    writeFileSync(join(folder, 'rows.sql'), 'INSERT INTO t VALUES (1, 101), (2, 101);');
    const { results } = await verify(folder, ['two', '--seed', 'rows.sql']);
    expect(results.get('two')).toMatchObject({ outcome: 'failed', phase: 'up' });
  });
});

describe('what cannot be tried', () => {
  it('is not verified, with the reason, and so is what stands on it', async () => {
    const folder = projectWith([
      BASE,
      {
        id: 'dyn1',
        up: 'import platform\nop.execute("COMMENT ON TABLE pets IS \'" + platform.system() + "\'")',
        down: 'pass',
      },
      {
        id: 'next',
        up: 'op.add_column("pets", sa.Column("age", sa.Integer()))',
        down: 'op.drop_column("pets", "age")',
      },
    ]);
    const { code, results } = await verify(folder, []);
    expect(code).toBe(0);
    expect(results.get('dyn1')).toMatchObject({ outcome: 'refused', phase: 'up', line: 11 });
    expect(results.get('next')).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('dyn1') as string,
    });
  });
});

describe(`what only Alembic can run${PYTHON_SKIP}`, () => {
  const DYNAMIC = {
    id: 'dyn1',
    up: 'import platform\nop.execute("COMMENT ON TABLE pets IS \'" + platform.system() + "\'")',
    down: 'op.execute("COMMENT ON TABLE pets IS NULL")',
  };
  const NEXT = {
    id: 'next',
    up: 'op.add_column("pets", sa.Column("age", sa.Integer()))',
    down: 'op.drop_column("pets", "age")',
  };
  const alembic = { RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '', '-m', 'alembic']) };

  it.skipIf(PYTHON === undefined)(
    'is run by it on the scratch database, wherever env.py points',
    async () => {
      const folder = projectWith([BASE, DYNAMIC, NEXT, { ...DYNAMIC, id: 'dyn2', down: 'pass' }]);
      const { results } = await verify(folder, [], {
        ...alembic,
        DATABASE_URL: 'postgresql://nobody:secret@192.0.2.1:5/production',
      });
      expect([...results.values()].map(({ revision, outcome }) => `${revision} ${outcome}`)).toEqual([
        'base0000 passed',
        'dyn1 passed',
        'next passed',
        'dyn2 passed',
      ]);
    },
  );

  it.skipIf(PYTHON === undefined)('meets nothing of the direction before, whatever that did', async () => {
    const once = [
      'import os, sys, atexit',
      'if hasattr(sys, "tried") or "TRIED" in os.environ or os.getcwd() == "/":',
      '    raise Exception("something is left")',
      'sys.tried = True',
      'os.environ["TRIED"] = "1"',
      'os.chdir("/")',
      'print(\'{"id": 1, "code": 0}\')',
      'os.system("echo noise")',
      'atexit.register(print, "end")',
    ].join('\n');
    const folder = projectWith([
      BASE,
      { id: 'dyn1', up: `${once}\n${DYNAMIC.up}`, down: `${once}\n${DYNAMIC.down}` },
      { id: 'dyn2', up: 'import sys\nsys.exit("given up")', down: 'pass' },
    ]);
    const { results } = await verify(folder, ['dyn1', 'dyn2'], alembic);
    expect(results.get('dyn1')).toMatchObject({ outcome: 'passed' });
    expect(results.get('dyn2')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('given up') as string,
    });
  });

  it.skipIf(PYTHON === undefined)('fails with the line, in the words of the driver', async () => {
    const folder = projectWith([
      BASE,
      { id: 'dyn1', up: 'import platform\nop.execute(platform.system() + " is no SQL")', down: 'pass' },
    ]);
    const { results } = await verify(folder, ['dyn1'], alembic);
    expect(results.get('dyn1')).toMatchObject({ outcome: 'failed', phase: 'up', line: 11 });
    expect(results.get('dyn1')?.reason).toMatch(/syntax error at or near/u);
  });

  it.skipIf(PYTHON === undefined).each([
    ['psycopg2', 'import psycopg2\npsycopg2.connect("postgresql://nobody@127.0.0.1:1/production")'],
    ['psycopg', 'import psycopg\npsycopg.connect("postgresql://nobody@127.0.0.1:1/production")'],
    ['a socket', 'import socket\nsocket.create_connection(("127.0.0.1", 1))'],
  ])('is stopped where it connects by %s to something else', async (_name, code) => {
    const folder = projectWith([
      BASE,
      {
        id: 'dyn1',
        up: `try:\n    ${code.replace('\n', '\n    ')}\nexcept Exception:\n    pass\n${DYNAMIC.up}`,
        down: 'pass',
      },
    ]);
    const { results } = await verify(folder, ['dyn1'], alembic);
    expect(results.get('dyn1')).toMatchObject({ outcome: 'failed' });
    expect(results.get('dyn1')?.reason).toContain("a connection was tried that is not SQLAlchemy's");
  });
});

describe('one revision', () => {
  it('is verified on what it stands on, and without a downgrade it fails', async () => {
    const folder = copyOfExample('shop');
    const { code, results } = await verify(folder, ['e15c']);
    expect([code, [...results.keys()]]).toEqual([0, ['e15c68a4b3d9']]);
    const broken = projectWith([{ ...BASE, down: 'pass' }]);
    const found = await verify(broken, ['base0000']);
    expect(found.results.get('base0000')?.differences.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'table public.people',
      'table public.pets',
    ]);
  });
});

describe('the example', () => {
  it('goes up, down and up again, with rows', async () => {
    const { code, results } = await verify(copyOfExample('shop'), ['--seed', 'auto']);
    expect([code, results.size]).toEqual([0, 13]);
  });
});

describe(`on a server${POSTGRES_SKIP}`, () => {
  const databases = async (): Promise<readonly string[]> => {
    const server = await connectServer(POSTGRES ?? '');
    const { rows } = await server.execute(
      "SELECT datname FROM pg_database WHERE datname LIKE 'retort_scratch_%'",
    );
    await server.close();
    return rows.map((row) => String(row['datname']));
  };

  it.skipIf(POSTGRES === undefined)(
    'makes a database of its own and drops it, and one that was left behind',
    async () => {
      const server = await connectServer(POSTGRES ?? '');
      await server.execute('CREATE DATABASE retort_scratch_1700000000_0123abcd');
      await server.close();
      const { code } = await verify(copyOfExample('shop'), ['--scratch', 'env:SERVER'], {
        SERVER: POSTGRES ?? '',
      });
      expect(code).toBe(0);
      expect(await databases()).toEqual([]);
    },
  );
});

describe('the slots of scratch databases', () => {
  it('are free again after a verification, and after one that was killed', async () => {
    const cache = join(dirname(temporaryFolder('cache')), 'xdg');
    const folder = projectWith([BASE]);
    const scratch = join(cache, 'retort', 'scratch');
    writeFiles(scratch, { '1.lock': '999999999' });
    await verify(folder, [], { XDG_CACHE_HOME: cache });
    expect(existsSync(join(scratch, '1', '.retort'))).toBe(true);
    expect(readdirSync(scratch)).toEqual(['1']);
    await stopEmbedded(join(scratch, '1'));
  });
});
