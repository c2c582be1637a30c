// Projects on a SQLite file, run by a Node that has SQLite of its own, by one that has none, and by real Alembic.
import { spawn, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { DIST } from './build';
import { PYTHON, runPython } from '../database/python';
import { program, retort, temporaryFolder, writeFiles, type Outcome } from './commandLine';

/** A Node that has SQLite of its own: RETORT_TEST_NODE_SQLITE names it. */
export const NODE = process.env['RETORT_TEST_NODE_SQLITE'];

/** Why tests that need it are skipped; part of their name, so that the report shows it. */
export const NODE_SKIP = NODE === undefined ? ' (skipped: RETORT_TEST_NODE_SQLITE is not set)' : '';

const ENV_PY = `from logging.config import fileConfig

from sqlalchemy import engine_from_config
from sqlalchemy import pool

from alembic import context

config = context.config

if config.config_file_name is not None:
    fileConfig(config.config_file_name)

target_metadata = None


def run_migrations_offline() -> None:
    url = config.get_main_option("sqlalchemy.url")
    context.configure(
        url=url,
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )

    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    connectable = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    with connectable.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)

        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`;

/** A project with Alembic's generic env.py whose database is `app.db` in its folder, or what `url` says. */
export function sqliteProject(
  revisions: Readonly<Record<string, string>>,
  options: { readonly url?: string; readonly environment?: (source: string) => string } = {},
): string {
  const folder = temporaryFolder('p');
  const logging = `
[loggers]
keys = root,alembic
[handlers]
keys = console
[formatters]
keys = generic
[logger_root]
level = WARNING
handlers = console
qualname =
[logger_alembic]
level = INFO
handlers =
qualname = alembic
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic
[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
`;
  writeFiles(folder, {
    'alembic.ini': `[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = ${options.url ?? 'sqlite:///app.db'}\n${logging}`,
    'migrations/env.py': options.environment?.(ENV_PY) ?? ENV_PY,
    'migrations/script.py.mako': '',
    ...Object.fromEntries(
      Object.entries(revisions).map(([name, text]) => [`migrations/versions/${name}.py`, text]),
    ),
  });
  return folder;
}

function environmentOf(folder: string): Record<string, string> {
  return {
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '/nowhere/python', '-m', 'alembic']),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
}

/** `retort` on the Node with SQLite. */
export function run(folder: string, words: string, more: readonly string[] = []): Promise<Outcome> {
  const argv = [join(DIST, 'cli.js'), ...words.split(' '), ...more];
  return program(NODE ?? '/nowhere/node', argv, folder, { env: environmentOf(folder) });
}

/** `retort` on the Node that runs the tests, which may have no SQLite of its own. */
export function runHere(
  folder: string,
  words: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  return retort(folder, words.split(' '), { env: { ...environmentOf(folder), ...env } });
}

/** `retort` with its events, to be talked to while it runs. */
export function start(folder: string, words: string, node = NODE ?? '/nowhere/node'): ChildProcess {
  return spawn(node, [join(DIST, 'cli.js'), ...words.split(' '), '--events', 'json'], {
    cwd: folder,
    env: { ...process.env, ...environmentOf(folder) },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Real Alembic; rejects with its output when it fails. */
export function alembic(folder: string, words: string): Promise<string> {
  return runPython(['-m', 'alembic', ...words.split(' ')], { cwd: folder });
}

/** Runs Python with the file as `db`; answers what it prints. */
export function inPython(folder: string, script: string, file = 'app.db'): Promise<string> {
  return runPython(['-c', `import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\n${script}`, file], {
    cwd: folder,
  });
}

/** Everything in the file as SQL, the text of its schema as it is kept, and what integrity_check says. */
export function dump(folder: string, file = 'app.db'): Promise<string> {
  const script = `
for line in db.iterdump(): print(line)
for row in db.execute("select type, name, tbl_name, sql from sqlite_master order by type, name"): print(repr(row))
print(db.execute("pragma integrity_check").fetchall(), db.execute("pragma foreign_key_check").fetchall())
`;
  return inPython(folder, script, file);
}

/** Another program with the file open and these statements run; it has let go of it when `release` resolves. */
export async function holdLocked(
  folder: string,
  statements: string,
): Promise<{ readonly release: () => Promise<void> }> {
  const script = `
import sqlite3, sys
db = sqlite3.connect("app.db", isolation_level=None)
for statement in sys.argv[1].split(";"): db.execute(statement).fetchall()
print("held", flush=True)
sys.stdin.read()
`;
  const child = spawn(PYTHON ?? '/nowhere/python', ['-c', script, statements], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    void ended.then(() => reject(new Error('the other program ended')));
  });
  return {
    async release() {
      child.stdin.end();
      await ended;
    },
  };
}
