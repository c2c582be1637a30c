// A project whose commands are killed at any moment, on one of the three kinds of database, and what a kill may leave.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { openConnection, type Connection } from '../../server/src/database/connection';
import { readVersionRows } from '../../server/src/database/versionRows';
import { waitUntil } from '../database/embeddedProject';
import { VERSION_TABLE } from '../database/nativeRuns';
import { connectServer, POSTGRES, temporaryDatabase } from '../database/postgresServer';
import { PYTHON } from '../database/python';
import { DIST, EMBEDDED_SCRIPT } from '../support/build';
import { copyOfExample, program, revisionSource, writeFiles, type Outcome } from '../support/commandLine';
import { inPython, NODE, sqliteProject } from '../support/sqliteProject';
import { MAKO_TEMPLATE } from '../support/mako';

export type Kind = 'server' | 'embedded' | 'sqlite';

/** Each makes a table and, later, a column of it; the third is one that only Alembic can run. */
export const REVISIONS = 6;

const HEADER = 'target_metadata = None';
const MODELS = `from sqlalchemy import Column, Integer, MetaData, Table
target_metadata = MetaData()
Table("wished", target_metadata, Column("id", Integer, primary_key=True))`;

function revisions(folder: string): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: REVISIONS }, (_, index) => {
      const n = index + 1;
      const fill =
        n === 3
          ? `op.get_bind().exec_driver_sql("INSERT INTO t${n} VALUES (%d)" % 7)`
          : `op.execute("INSERT INTO t${n} VALUES (7)")`;
      const up = `op.create_table("t${n}", sa.Column("id", sa.Integer()))\n${fill}\nop.add_column("t${n}", sa.Column("x", sa.Integer()))`;
      const source = revisionSource(
        `r${n}`,
        n === 1 ? undefined : `r${n - 1}`,
        up,
        `op.drop_column("t${n}", "x")\nop.drop_table("t${n}")`,
      );
      return [`${folder}/r${n}.py`, source];
    }),
  );
}

export interface KilledProject {
  readonly kind: Kind;
  readonly folder: string;
  /** The command with the words that name its database. */
  words(command: string): readonly string[];
  run(command: string): Promise<Outcome>;
  /** Starts it, kills it after so many milliseconds, and waits until nobody of it is left; true when it was still there. */
  killed(command: string, afterMs: number): Promise<boolean>;
  /** The revision the database is at, and the tables that are there whole and in half. */
  state(): Promise<{
    readonly rows: readonly string[];
    readonly whole: readonly string[];
    readonly half: readonly string[];
  }>;
  sql(statement: string): Promise<void>;
  /** Every file of the project and its text, without what is made while Python runs. */
  files(): ReadonlyMap<string, string>;
  /** Puts the files back to what they were. */
  reset(files: ReadonlyMap<string, string>): void;
  /** What lies in folders for what is thrown away: scratch files, locks, drafts. */
  litter(): Promise<readonly string[]>;
}

export async function killedProject(kind: Kind): Promise<KilledProject> {
  const folder =
    kind === 'sqlite'
      ? sqliteProject({}, { environment: (source) => source.replace(HEADER, MODELS) })
      : copyOfExample('shop');
  const cache = join(dirname(folder), 'cache');
  const temporary = join(dirname(folder), 'tmp');
  mkdirSync(temporary);
  const versions = kind === 'sqlite' ? 'migrations/versions' : 'mine';
  writeFiles(folder, { 'migrations/script.py.mako': MAKO_TEMPLATE, ...revisions(versions) });
  if (kind !== 'sqlite') {
    const ini = readFileSync(join(folder, 'alembic.ini'), 'utf8');
    writeFiles(folder, {
      'alembic.ini': ini.replace('path_separator', 'version_locations = %(here)s/mine\npath_separator'),
    });
  }
  const url = kind === 'server' ? await temporaryDatabase() : undefined;
  const mark = `${process.pid}-${kind}`;
  const env: Record<string, string> = {
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '', '-m', 'alembic']),
    XDG_CACHE_HOME: cache,
    TMPDIR: temporary,
    PYTHONDONTWRITEBYTECODE: '1',
    RETORT_KILLED: mark,
    ...(url === undefined ? {} : { DATABASE_URL: url, SERVER: POSTGRES ?? '' }),
  };
  const node = kind === 'sqlite' ? (NODE ?? '') : process.execPath;
  const database = {
    server: ['--database', 'env:DATABASE_URL'],
    embedded: ['--database', 'embedded'],
    sqlite: [],
  }[kind];
  const scratch = kind === 'server' ? ['--scratch', 'env:SERVER'] : [];
  const words = (command: string): readonly string[] => {
    const [name = ''] = command.split(' ');
    const named = ['verify', 'rebase', 'rename', 'history'].includes(name) ? [] : database;
    return [
      ...command.split(' '),
      ...named,
      ...(['verify', 'drift', 'baseline', 'reset-history'].includes(name) ? scratch : []),
    ];
  };
  const run = (command: string): Promise<Outcome> =>
    program(node, [join(DIST, 'cli.js'), ...words(command)], folder, { env });
  const withConnection = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const connection =
      url === undefined
        ? await openConnection(
            { kind: 'embedded' },
            { project: folder, embeddedScript: EMBEDDED_SCRIPT, environment: {} },
          )
        : await connectServer(url);
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  };
  return {
    kind,
    folder,
    words,
    run,
    async killed(command, afterMs) {
      const child = spawn(node, [join(DIST, 'cli.js'), ...words(command)], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'ignore'],
      });
      const ended = new Promise<string | undefined>((resolve) =>
        child.on('exit', (_, signal) => resolve(signal ?? undefined)),
      );
      const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
      const signal = await ended;
      clearTimeout(timer);
      await waitUntil(() => processesOf(mark).length === 0).catch((error: unknown) => {
        throw new Error(`still there: ${processesOf(mark).join('; ')}`, { cause: error });
      });
      return signal === 'SIGKILL';
    },
    async state() {
      if (kind === 'sqlite') {
        const out = await inPython(
          folder,
          `import json
tables = [row[0] for row in db.execute("select name from sqlite_master where type = 'table' and name glob 't[0-9]' order by 1")]
whole = [t for t in tables if "x" in [c[1] for c in db.execute("pragma table_info(%s)" % t)] and db.execute("select count(*) from %s" % t).fetchone()[0] == 1]
rows = [row[0] for row in db.execute("select version_num from alembic_version")] if db.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone() else []
print(json.dumps({"rows": rows, "whole": whole, "half": [t for t in tables if t not in whole]}))`,
        );
        return JSON.parse(out) as Awaited<ReturnType<KilledProject['state']>>;
      }
      return await withConnection(async (connection) => {
        const { rows: tables } = await connection.execute(
          `SELECT c.relname AS name, EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'x') AS whole
             FROM pg_class c WHERE c.relname ~ '^t[0-9]$' ORDER BY 1`,
        );
        const names = (isWhole: boolean): string[] =>
          tables.filter(({ whole }) => (whole === true) === isWhole).map(({ name }) => String(name));
        return {
          rows: await readVersionRows(connection, VERSION_TABLE),
          whole: names(true),
          half: names(false),
        };
      });
    },
    async sql(statement) {
      if (kind === 'sqlite') await inPython(folder, `db.executescript(${JSON.stringify(statement)})`);
      else await withConnection(async (connection) => await connection.execute(statement));
    },
    files: () => filesBelow(folder),
    reset(files) {
      for (const path of filesBelow(folder).keys()) if (!files.has(path)) rmSync(join(folder, path));
      writeFiles(folder, Object.fromEntries(files));
    },
    async litter() {
      const lists = [temporary, join(cache, 'retort', 'scratch')].flatMap((root) => entries(root));
      const ours = lists.filter((name) => !/^\d$/u.test(name));
      if (url === undefined) return ours;
      const connection = await connectServer(url);
      const { rows } = await connection.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'retort_scratch_%'",
      );
      const { rows: locks } = await connection.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'");
      await connection.close();
      return [...ours, ...rows.map(({ datname }) => String(datname)), ...locks.map(() => 'an advisory lock')];
    },
  };
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (!entry.isFile() || /(?:^|\/)(?:\.retort|__pycache__)\/|\.db/u.test(path)) continue;
    found.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  return found;
}

/** Processes that were started with this mark, but for the owner of an embedded database, which stays for a while. */
function processesOf(mark: string): readonly string[] {
  return readdirSync('/proc').flatMap((id) => {
    if (!/^\d+$/u.test(id)) return [];
    try {
      if (!readFileSync(`/proc/${id}/environ`, 'latin1').split('\0').includes(`RETORT_KILLED=${mark}`))
        return [];
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return line === '' || line.includes('embedded.js') ? [] : [`${id} ${line}`];
    } catch {
      return [];
    }
  });
}
