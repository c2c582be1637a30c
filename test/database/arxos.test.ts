// A project with PostGIS in raw SQL: every command of its team's guide, and the troubles the guide lists.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/build';
import {
  program,
  retort,
  revisionSource,
  temporaryFolder,
  writeFiles,
  type Outcome,
} from '../support/commandLine';
import { connectServer, POSTGRES, POSTGRES_SKIP, temporaryDatabase } from './postgresServer';
import { PYTHON, PYTHON_SKIP } from './python';

let hasPostgis = false;
beforeAll(async () => {
  if (POSTGRES === undefined) return;
  const server = await connectServer(POSTGRES);
  const { rows } = await server.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'");
  hasPostgis = rows.length > 0;
  await server.close();
});

interface Arxos {
  readonly folder: string;
  readonly url: string;
  readonly run: (...words: readonly string[]) => Promise<Outcome>;
}

async function arxos(): Promise<Arxos> {
  const folder = temporaryFolder('arxos');
  cpSync(join(ROOT, 'test', 'workspaces', 'arxos'), folder, { recursive: true });
  const url = await temporaryDatabase();
  const run = (...words: readonly string[]) => retort(folder, words, { env: { DATABASE_URL: url } });
  return { folder, url, run };
}

const TARGET = ['--yes', '--database', 'env:DATABASE_URL'];

describe.skipIf(POSTGRES === undefined || PYTHON === undefined)(`arxos${POSTGRES_SKIP}${PYTHON_SKIP}`, () => {
  beforeAll(() => {
    if (!hasPostgis)
      throw new Error(
        'The test server has no PostGIS. Debian has it in postgresql-NN-postgis-3; RETORT_TEST_POSTGRES names another server.',
      );
  });

  it('goes up by one, to head, back by one and to base, and up again', async () => {
    const { run } = await arxos();
    const current = async () => (await run('current', '--database', 'env:DATABASE_URL')).stdout;
    expect(await run('upgrade', '+1', ...TARGET)).toMatchObject({ code: 0 });
    expect(await current()).toMatch(/^001/);
    expect(await run('upgrade', 'head', ...TARGET)).toMatchObject({ code: 0 });
    expect(await current()).toMatch(/^004 \(head\)/);
    expect(await run('downgrade', '-1', ...TARGET)).toMatchObject({ code: 0 });
    expect(await current()).toMatch(/^003/);
    expect(await run('downgrade', 'base', ...TARGET)).toMatchObject({ code: 0 });
    expect(await current()).toBe('');
    expect(await run('upgrade', '002', ...TARGET)).toMatchObject({ code: 0 });
    expect(await run('stamp', 'head', ...TARGET)).toMatchObject({ code: 0 });
    expect(await current()).toMatch(/^004 \(head\)/);
  });

  it('says what Alembic says', async () => {
    const { folder, url, run } = await arxos();
    const alembic = async (...words: readonly string[]) =>
      (await program(PYTHON ?? '', ['-m', 'alembic', ...words], folder, { env: { DATABASE_URL: url } }))
        .stdout;
    for (const words of [
      ['history'],
      ['history', '--verbose'],
      ['heads'],
      ['show', '002'],
      ['upgrade', 'head', '--sql'],
      ['downgrade', '004:base', '--sql'],
    ])
      expect([words, (await run(...words)).stdout]).toEqual([words, await alembic(...words)]);
  });

  it('makes a revision on top', async () => {
    const { run } = await arxos();
    expect(await run('revision', '-m', 'add new table')).toMatchObject({ code: 0 });
    expect((await run('history')).stdout).toMatch(/^004 -> \w+ \(head\), add new table/);
  });

  it('knows the schema that its SQL makes', async () => {
    const { folder } = await arxos();
    const { code, stdout } = await program(
      process.execPath,
      [join(ROOT, 'scripts', 'catalogue.mjs'), folder],
      ROOT,
    );
    expect(stdout).toMatch(/\d+ entries of the catalogue, 0 different\n$/);
    expect(code).toBe(0);
  });

  it('names a revision that is not there', async () => {
    const { run } = await arxos();
    const { code, stderr } = await run('upgrade', '0fff', ...TARGET);
    expect(code).toBe(2);
    expect(stderr).toContain("Can't locate revision identified by '0fff'");
  });

  it('leads to the line that refers to a table which is not there yet', async () => {
    const { folder, run } = await arxos();
    const step = 'op.create_table("floors", sa.Column("level_id", sa.Integer(), sa.ForeignKey("levels.id")))';
    writeFiles(folder, { 'alembic/versions/005_floors.py': revisionSource('005', '004', step) });
    const { code, stdout, stderr } = await run('upgrade', 'head', ...TARGET);
    expect(code).toBe(4);
    expect(`${stdout}${stderr}`).toMatch(/levels[\s\S]*005_floors\.py:\d+/);
  });
});

describe('arxos without PostGIS', () => {
  it('is refused by the embedded database with the reason', async () => {
    const folder = temporaryFolder('arxos');
    cpSync(join(ROOT, 'test', 'workspaces', 'arxos'), folder, { recursive: true });
    const { code, stdout, stderr } = await retort(folder, [
      'upgrade',
      'head',
      '--yes',
      '--database',
      'embedded',
    ]);
    expect(code).not.toBe(0);
    expect(`${stdout}${stderr}`).toContain('postgis');
    expect(`${stdout}${stderr}`).toContain('001_create_initial_schema.py');
  });
});
