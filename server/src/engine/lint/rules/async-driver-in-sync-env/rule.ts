// async-driver-in-sync-env: +asyncpg with engine_from_config(), or psycopg2 with async_engine_from_config().
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

const ASYNC = /^\w+\+(asyncpg|aiosqlite|aiomysql|asyncmy)/;
const SYNC = /^(?:postgresql(?:\+(?:psycopg2|pg8000))?|sqlite|mysql(?:\+(?:pymysql|mysqldb))?):/;
const SYNC_OF: Readonly<Record<string, string>> = {
  asyncpg: '+psycopg',
  aiosqlite: '',
  aiomysql: '+pymysql',
  asyncmy: '+pymysql',
};

export const asyncDriverInSyncEnv = defineConfigRule({
  id: 'async-driver-in-sync-env',
  summary:
    'The URL names an asynchronous driver and env.py makes a synchronous engine, or the other way round.',
  severity: 'error',
  check({ ini, section, environment }, report) {
    const entry = entryOf(entriesOf(ini?.content, section), 'sqlalchemy.url');
    if (ini === undefined || entry === undefined || environment === undefined) return;
    const { text } = environment;
    // Whoever sets or changes the URL in env.py decides there.
    if (
      /set_main_option|create_engine|make_url|set_section_option/.test(text) ||
      !/engine_from_config/.test(text)
    )
      return;
    const isAsyncEnv = /async_engine_from_config|AsyncEngine/.test(text);
    const driver = ASYNC.exec(entry.value)?.[1];
    if (driver !== undefined && !isAsyncEnv) {
      const at = entry.valueSpan.start + entry.value.indexOf(`+${driver}`);
      const target = SYNC_OF[driver] ?? '';
      report({
        path: ini.path,
        span: entry.valueSpan,
        message:
          `env.py makes a synchronous engine and ${driver} is asynchronous: every command that connects stops with MissingGreenlet. ` +
          'Use a synchronous driver for migrations, or the env.py of `alembic init -t async`.',
        fixes: [
          {
            title: target === '' ? 'Use the synchronous driver' : `Use ${target.slice(1)}`,
            isPreferred: true,
            isSafe: false,
            files: [
              { path: ini.path, edits: [{ span: { start: at, end: at + driver.length + 1 }, text: target }] },
            ],
          },
        ],
      });
    } else if (driver === undefined && isAsyncEnv && SYNC.test(entry.value)) {
      report({
        path: ini.path,
        span: entry.valueSpan,
        message:
          'env.py makes an asynchronous engine, and this driver is synchronous: SQLAlchemy stops with "The asyncio extension requires ' +
          'an async driver to be used". Name one, such as postgresql+asyncpg or sqlite+aiosqlite.',
      });
    }
  },
});
