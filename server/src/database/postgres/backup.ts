// Back-ups of a PostgreSQL database by its own programs, pg_dump, pg_restore and psql: found on PATH, started without a
// shell and ended when this process is gone, the address and the password in their environment.
import type { ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { programOnPath } from '../../files/programOnPath';
import type { BackupMaker } from '../backups';
import { DatabaseProblem } from '../databaseProblem';
import { signalGuarded, startGuarded } from '../guardedProcess';
import type { ServerTarget } from '../target';
import { targetLabel } from '../target';

export interface PostgresBackupContext {
  /** The bundle `dist/guard.js`. */
  readonly guard: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The server's major version; a program that is older cannot read it. */
  readonly majorVersion: number;
  /** Owners and rights are left out: a scratch database has none of the roles. */
  readonly isForScratch?: boolean;
}

const CONTENT = 'database.dump';
const PROGRAMS = ['pg_dump', 'pg_restore', 'psql'] as const;
/** pg_dump waits no longer for a table that somebody has locked whole. */
const LOCK_WAIT_MS = 10_000;

/** Everything of the database that a dump brings back: what was made since must not stay beside it. */
const EMPTY = `DO $empty$
DECLARE item record;
BEGIN
  FOR item IN SELECT nspname AS name FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public') LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', item.name);
  END LOOP;
  FOR item IN SELECT oid::regclass AS name, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('e', 'i')) LOOP
    IF to_regclass(item.name::text) IS NOT NULL THEN EXECUTE format('DROP %s IF EXISTS %s CASCADE', item.kind, item.name); END IF;
  END LOOP;
  FOR item IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', item.name);
  END LOOP;
  FOR item IN SELECT oid::regtype AS name FROM pg_type WHERE typnamespace = 'public'::regnamespace
      AND typtype IN ('e', 'd', 'r', 'c') AND (typtype <> 'c' OR (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_type.oid AND deptype = 'e') LOOP
    EXECUTE format('DROP TYPE IF EXISTS %s CASCADE', item.name);
  END LOOP;
END $empty$;
`;

/** The maker for one database, or why there is none. */
export async function postgresBackupMaker(
  target: ServerTarget,
  context: PostgresBackupContext,
): Promise<BackupMaker | { readonly problem: string }> {
  const found = new Map<string, string>();
  for (const name of PROGRAMS) {
    const path = programOnPath(name, context);
    if (path === undefined) return { problem: `${name} is not on PATH` };
    found.set(name, path);
  }
  const [pgDump = '', pgRestore = '', psql = ''] = PROGRAMS.map((name) => found.get(name));
  const environment = childEnvironment(target, context.environment);
  const { guard, cwd } = context;
  const start = (program: string, words: readonly string[], hasInput = false): ChildProcess =>
    startGuarded({ guard, argv: [program, ...words], cwd, environment, hasInput });
  const version = await output(start(pgDump, ['--version']));
  const major = Number(/(\d+)(?:\.\d+)*/u.exec(version)?.[1]);
  if (!(major >= context.majorVersion)) {
    return { problem: `${pgDump} is of version ${major}, older than the server's ${context.majorVersion}` };
  }
  const { host = 'localhost', port = 5432, database = target.user ?? '' } = target;
  return {
    dialect: 'postgresql',
    identity: `${host}:${port}/${database}`,
    async make(folder, signal) {
      const file = join(folder, CONTENT);
      const options = [
        '--format=custom',
        '--no-password',
        `--lock-wait-timeout=${LOCK_WAIT_MS}`,
        `--file=${file}`,
      ];
      await ended(
        start(pgDump, options),
        'the back-up was not made; nothing was run',
        target,
        environment,
        signal,
      );
      return statSync(file).size;
    },
    async restore(folder, signal) {
      const file = join(folder, CONTENT);
      const without = context.isForScratch === true ? ['--no-owner', '--no-privileges'] : [];
      const options = ['--no-password', '--exit-on-error', ...without, '--file=-', file];
      const reader = start(pgRestore, options);
      const words = ['--no-psqlrc', '--quiet', '--no-password', '--set=ON_ERROR_STOP=1', '--file=-'];
      const writer = start(psql, words, true);
      const failure = 'nothing was replaced';
      const written = ended(writer, failure, target, environment, signal);
      try {
        writer.stdin?.on('error', () => undefined);
        writer.stdin?.write(`BEGIN;\n${EMPTY}`);
        passOn(reader, writer, context.majorVersion);
        await Promise.race([ended(reader, failure, target, environment, signal), written]);
        // Only now: a script that breaks off is rolled back when its session ends.
        writer.stdin?.end('COMMIT;\n');
      } catch (error) {
        signalGuarded(reader, 'SIGKILL');
        signalGuarded(writer, 'SIGKILL');
        await written.catch(() => undefined);
        throw error;
      }
      await written;
    },
    fingerprint: () => Promise.resolve(undefined),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of a program: its address and password, none of which is in its arguments. */
function childEnvironment(target: ServerTarget, environment: Environment): Environment {
  const set = (name: string, value: string | number | undefined): Environment =>
    value === undefined ? {} : { [name]: String(value) };
  const parameter = (name: string): string | undefined => target.parameters.get(name);
  return {
    ...environment,
    ...set('PGHOST', target.host),
    ...set('PGPORT', target.port),
    ...set('PGUSER', target.user),
    ...set('PGPASSWORD', target.password),
    ...set('PGDATABASE', target.database),
    ...set('PGSSLMODE', parameter('sslmode')),
    ...set('PGSSLROOTCERT', parameter('sslrootcert')),
    ...set('PGSSLCERT', parameter('sslcert')),
    ...set('PGSSLKEY', parameter('sslkey')),
    PGAPPNAME: 'retort back-up',
    PGCONNECT_TIMEOUT: environment['PGCONNECT_TIMEOUT'] ?? '10',
  };
}

async function output(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr?.resume();
  await new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('close', () => resolve());
  });
  return text;
}

/** Resolves when the program ended well; a DatabaseProblem has the last thing it said, and `aftermath`. */
async function ended(
  child: ChildProcess,
  aftermath: string,
  target: ServerTarget,
  environment: Environment,
  signal: AbortSignal,
): Promise<void> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (said = `${said}${part}`.slice(-4_000)));
  const stop = (): void => signalGuarded(child, 'SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      said = error.message;
      resolve(null);
    });
    child.on('close', resolve);
  });
  signal.removeEventListener('abort', stop);
  if (code === 0) return;
  const line = /(?:ERROR|FATAL|error): .*/u.exec(said)?.[0] ?? said.trim().split('\n').at(-1) ?? '';
  const secret = target.password ?? '';
  const clean = secret === '' ? line : line.replaceAll(secret, '***');
  const why = signal.aborted ? 'it was cancelled' : clean === '' ? 'the program ended without a word' : clean;
  throw new DatabaseProblem({
    message: `${targetLabel(target, '', environment)}: ${why}; ${aftermath}`,
    nextStep: 'Put right what it says, then try again, or go on with --no-backup and a back-up of your own.',
  });
}

/** Hands the script on without the one setting of its head that servers before 17 do not know. */
function passOn(reader: ChildProcess, writer: ChildProcess, majorVersion: number): void {
  const { stdin } = writer;
  if (stdin === null) return;
  reader.stdout?.once('data', (head: Buffer) => {
    const isKnown = majorVersion >= 17;
    stdin.write(
      isKnown ? head : head.toString('latin1').replace(/^SET transaction_timeout = 0;$/mu, ''),
      'latin1',
    );
    reader.stdout?.pipe(stdin, { end: false });
  });
}
