// Every driver that a project's env.py may name, sync and async, against a scratch database: what only Alembic can run is led
// there by real Alembic, although env.py names a server that must never be reached.
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from './python';
import { revisionSource } from '../support/commandLine';
import { runHere, sqliteProject } from '../support/sqliteProject';

/** What is known only when it runs, on both dialects. */
const DYNAMIC = `for row in op.get_bind().execute(sa.text("SELECT 1 AS one")).fetchall():
    op.create_table('made', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('word', sa.String(20)))
op.get_bind().execute(sa.text("INSERT INTO made (id, word) VALUES (:id, :word)"), {"id": 1, "word": "a"})`;

const REVISIONS = {
  r1: revisionSource(
    'r1',
    undefined,
    "op.create_table('users', sa.Column('id', sa.Integer(), primary_key=True))",
    "op.drop_table('users')",
  ),
  r2: revisionSource('r2', 'r1', DYNAMIC, "op.drop_table('made')"),
};

/** Alembic's own asynchronous template, as far as a run goes. */
const ASYNC_RUN = `def do_run_migrations(connection):
    context.configure(connection=connection, target_metadata=target_metadata)

    with context.begin_transaction():
        context.run_migrations()


async def run_async_migrations() -> None:
    connectable = async_engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    async with connectable.connect() as connection:
        await connection.run_sync(do_run_migrations)

    await connectable.dispose()


def run_migrations_online() -> None:
    asyncio.run(run_async_migrations())


if context.is_offline_mode()`;

function asynchronous(source: string): string {
  const from = source.indexOf('def run_migrations_online');
  const to = source.indexOf('if context.is_offline_mode()');
  const body = `${source.slice(0, from)}${ASYNC_RUN}${source.slice(to + 'if context.is_offline_mode()'.length)}`;
  return `import asyncio\nfrom sqlalchemy.ext.asyncio import async_engine_from_config\n${body}`;
}

/** Nobody answers there, and nobody may be asked. */
const PRODUCTION = 'app@production.invalid/live';

const DRIVERS: readonly (readonly [url: string, isAsync: boolean])[] = [
  [`postgresql+psycopg2://${PRODUCTION}`, false],
  [`postgresql+psycopg://${PRODUCTION}`, false],
  [`postgresql+psycopg://${PRODUCTION}`, true],
  [`postgresql+psycopg_async://${PRODUCTION}`, true],
  [`postgresql+asyncpg://${PRODUCTION}`, true],
  [`postgresql+pg8000://${PRODUCTION}`, false],
  ['sqlite+pysqlite:///live.db', false],
  ['sqlite+aiosqlite:///live.db', true],
];

describe.skipIf(PYTHON === undefined)(
  `verify with the driver of env.py${PYTHON_SKIP}`,
  { timeout: 240_000 },
  () => {
    it.each(DRIVERS)('%s, async: %s', async (url, isAsync) => {
      const folder = sqliteProject(REVISIONS, {
        url,
        environment: isAsync ? asynchronous : (source) => source,
      });
      const { code, stdout, stderr } = await runHere(folder, 'verify');
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: expect.stringContaining('2 passed, 0 failed') as string,
        stderr: expect.not.stringContaining('error') as string,
      });
    });
  },
);
