// SQL of op.execute in the language server: parsed before a file is judged, and texts made to hang the parser.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LspClient, rangeOf } from '../lsp/lspClient';
import { BAD, BAD_PATH, CONFIGURATION, ENVIRONMENT, SHOP } from '../lsp/shopFiles';
import { buildDatabaseBundles } from '../support/build';
import { revisionSource } from '../support/commandLine';

let client: LspClient;
beforeAll(async () => await buildDatabaseBundles());
afterEach(() => client.dispose());

const FIRST = 'migrations/versions/a1.py';
const SECOND = 'migrations/versions/b2.py';

/** A column that cannot be added to a table that is there already. */
const ADD = `op.add_column("t", sa.Column("x", sa.Integer, nullable=False))`;

describe('a table made by SQL text', () => {
  it('is known to the revisions after it', async () => {
    client = await LspClient.start({
      files: {
        'alembic.ini': CONFIGURATION,
        'migrations/env.py': ENVIRONMENT,
        [FIRST]: revisionSource('a1', undefined, 'op.execute("CREATE TABLE t (a int)")'),
        [SECOND]: revisionSource('b2', 'a1', ADD),
      },
    });
    await client.open(SECOND, revisionSource('b2', 'a1', ADD));
    const codes = (await client.diagnostics(SECOND)).map(({ code }) => code);
    expect(codes).toContain('not-null-without-default');
    expect(client.log).toEqual([]);
  });
});

const BOMBS = [
  (turn: number) => `SELECT ${turn}${'+1'.repeat(8_000)}`,
  (turn: number) => `SELECT ${turn}${'+1'.repeat(20_000)}`,
  (turn: number) => `SELECT ${turn} ${'(NOT CASE '.repeat(10_000)}`,
  // Within the limits, and still work for the parser.
  (turn: number) => `SELECT ${turn} ${'OPERATOR(pg_catalog.+) 1 '.repeat(450)}`,
];

describe('SQL made to hang the parser', () => {
  it('leaves the server alive and other files judged meanwhile', async () => {
    const source = (sql: string) => revisionSource('zz', undefined, `op.execute("""${sql}""")`);
    const path = 'migrations/versions/zz_bomb.py';
    client = await LspClient.start({ files: { ...SHOP, [path]: source('SELECT 1') } });
    await client.open(path, source('SELECT 1'));
    await client.open(BAD_PATH, BAD);
    await client.diagnostics(BAD_PATH);
    const times: number[] = [];
    for (let turn = 0; turn < 100; turn++) {
      const bomb = BOMBS[turn % BOMBS.length]!;
      await client.change(path, [{ text: source(bomb(turn)) }]);
      const bombed = client.diagnostics(path);
      const began = performance.now();
      await client.change(BAD_PATH, [{ range: rangeOf(BAD, 'nullable=False'), text: 'nullable=False' }]);
      const found = await client.diagnostics(BAD_PATH);
      times.push(performance.now() - began);
      expect(found.map(({ code }) => code)).toContain('not-null-without-default');
      await bombed;
    }
    expect(client.log).toEqual([]);
    // A server that waits for the parser takes many times as long; what it takes on a quiet machine is a figure, not a test.
    expect(Math.max(...times)).toBeLessThan(5_000);
  });
});
