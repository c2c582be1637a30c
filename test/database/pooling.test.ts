// Runs through a real PgBouncer: a pool in transaction mode is found out, one in session mode works with its limits.
// RETORT_TEST_POOLS holds the URLs of both.
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../server/src/database/clock';
import type { Connection } from '../../server/src/database/connection';
import { losesSessions } from '../../server/src/database/pooling';
import { collectRun, step, tableSteps } from './nativeRuns';
import { connectServer, POSTGRES, temporaryDatabase } from './postgresServer';

const POOLS = process.env['RETORT_TEST_POOLS'];
const [TRANSACTION = '', SESSION = ''] = (POOLS ?? '').split(' ');
const SKIP = POOLS === undefined ? ' (skipped: RETORT_TEST_POOLS is not set)' : '';
const throughPool = test.skipIf(POOLS === undefined);

/** A new database, reached through a pool. */
async function pooledDatabase(pool: string): Promise<string> {
  const url = new URL(pool);
  url.pathname = new URL(await temporaryDatabase()).pathname;
  return url.href;
}

async function connect(url: string, lockTimeoutSeconds = 1): Promise<Connection> {
  const connection = await connectServer(url, { lockTimeoutSeconds });
  onTestFinished(async () => await connection.close());
  return connection;
}

throughPool(
  `a pool in transaction mode is refused before the lock is taken, without a hang${SKIP}`,
  async () => {
    const url = await pooledDatabase(TRANSACTION);
    for (let round = 0; round < 5; round += 1) {
      const { last } = await collectRun(await connect(url), { steps: tableSteps(1), plannedCurrent: [] });
      expect(last).toMatchObject({ event: 'refused', exitCode: 4 });
      expect((last as { message: string }).message).toContain(
        'does not keep sessions: a pooler in transaction mode',
      );
    }
    const look = await connect(POSTGRES ?? '');
    const { rows } = await look.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'");
    expect(rows).toEqual([]);
  },
);

throughPool(`a pool in session mode runs, and has the limits in each transaction${SKIP}`, async () => {
  const url = await pooledDatabase(SESSION);
  const session = await connect(url, 3);
  expect(session.server).toMatchObject({ isBehindPooler: true, missingSettings: ['lock_timeout = 3000'] });
  const shown = "CREATE TABLE shown AS SELECT current_setting('lock_timeout') AS value";
  const concurrent = { sql: 'CREATE INDEX CONCURRENTLY i ON t1 (id)', line: 1, transactional: false };
  const { last } = await collectRun(session, {
    steps: [...tableSteps(1), step('r2', ['RESET lock_timeout', shown]), step('r3', [concurrent])],
    plannedCurrent: [],
    transactionPerMigration: true,
  });
  expect(last).toMatchObject({ event: 'done' });
  const look = await connect(url);
  expect((await look.execute('SELECT value FROM shown')).rows).toEqual([{ value: '3s' }]);
});

throughPool(
  `a server without a pooler keeps its sessions, and RESET does not undo the limits${SKIP}`,
  async () => {
    const url = await temporaryDatabase();
    const [first, second] = [await connect(url), await connect(url)];
    expect(first.server).toMatchObject({ isBehindPooler: false, missingSettings: [] });
    expect(await losesSessions(first, second, systemClock)).toBe(false);
    await first.execute('SET lock_timeout = 0; RESET ALL');
    expect((await first.execute('SHOW lock_timeout')).rows).toEqual([{ lock_timeout: '1s' }]);
  },
);
