// What a person may write to name a database, taken apart. Nothing is opened here.

/** A PostgreSQL server as a URL names it. Absent parts are for PG* variables, pgpass and the driver's defaults. */
export interface ServerTarget {
  readonly kind: 'server';
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  /** The query of the URL, such as `sslmode`. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** What a person saved under a name, as far as it decides what may be done there. */
export interface TargetProfile {
  readonly name: string;
  /** The name of the database has to be typed before anything is changed there. */
  readonly isProtected: boolean;
  /** False: downgrade and stamp are refused on it while it is protected. */
  readonly allowsDowngrade: boolean;
}

type PlainTarget =
  | { readonly kind: 'embedded' }
  /** A URL that is in this environment variable. */
  | { readonly kind: 'environment'; readonly name: string }
  | ServerTarget
  | SqliteTarget;

/** A SQLite file as SQLAlchemy names it. Whether it can be opened is decided where it is opened. */
export interface SqliteTarget {
  readonly kind: 'sqlite';
  /** As written, blanks and percent signs included; empty for a database in memory. */
  readonly path: string;
  /** `sqlite`, or with its driver, as `sqlite+aiosqlite`. */
  readonly scheme: string;
  /** The query of the URL, such as `timeout`. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A database; `profile` is there when it was named by one. */
export type Target = PlainTarget & { readonly profile?: TargetProfile };

export type ParsedTarget =
  | { readonly target: Target }
  /** One sentence, and what to do. */
  | { readonly problem: string; readonly nextStep: string };

/** SQLAlchemy's names for PostgreSQL's drivers; which one makes no difference to us. */
const POSTGRESQL_SCHEME =
  /^postgres(?:ql)?(?:\+(?:psycopg|psycopg2|psycopg2cffi|psycopg_async|asyncpg|pg8000))?$/u;
const SQLITE_SCHEME = /^sqlite(?:\+(?:pysqlite|aiosqlite))?$/u;
/** SQLAlchemy's grammar of a URL; the user may hold an `@` only percent-encoded, the password too. */
const URL_PARTS =
  /^(?<scheme>[\w+]+):\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@]*))?@)?(?:\[(?<ipv6>[^\]]+)\]|(?<host>[^/:?]*))?(?::(?<port>[\d,:\w.-]*))?(?:\/(?<path>[^?]*))?(?:\?(?<query>.*))?$/su;

/**
 * Reads `embedded`, `env:NAME` or a SQLAlchemy or libpq URL. `onCommandLine` refuses a URL with a password, which every
 * user of the machine could read in the list of processes.
 */
export function parseTarget(text: string, options: { readonly onCommandLine: boolean }): ParsedTarget {
  const trimmed = text.trim();
  if (trimmed === 'embedded') return { target: { kind: 'embedded' } };
  if (trimmed.startsWith('env:')) return parseEnvironment(trimmed.slice('env:'.length));
  const parts = URL_PARTS.exec(trimmed)?.groups;
  const scheme = parts?.['scheme'];
  if (parts === undefined || scheme === undefined) {
    return {
      problem: 'the database is neither `embedded`, `env:NAME` nor a URL',
      nextStep: 'Write for example postgresql://user@host/name, and the password in PGPASSWORD or pgpass.',
    };
  }
  if (SQLITE_SCHEME.test(scheme)) return parseSqlite(scheme, parts);
  if (!POSTGRESQL_SCHEME.test(scheme)) {
    return { problem: `databases of kind ${scheme} are not supported`, nextStep: 'Use PostgreSQL.' };
  }
  return parseServer(parts, options);
}

/** How the database may be shown to anybody: never with a password. `project` is the folder name for `embedded`. */
export function targetLabel(
  target: Target,
  project: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  switch (target.kind) {
    case 'embedded':
      return `${project}@embedded`;
    case 'environment':
      return `env:${target.name}`;
    case 'sqlite':
      return target.path === '' ? 'SQLite in memory' : target.path;
    case 'server': {
      const inherited = (name: string): string | undefined =>
        environment[name] === '' ? undefined : environment[name];
      const address = inherited('PGHOST') ?? inherited('PGHOSTADDR');
      const host = target.host ?? target.parameters.get('host') ?? address ?? 'localhost';
      const port = String(target.port ?? inherited('PGPORT') ?? 5432);
      const user = target.user ?? inherited('PGUSER');
      const database = target.database ?? inherited('PGDATABASE') ?? user ?? '';
      return `${user === undefined ? '' : `${user}@`}${host}${port === '5432' ? '' : `:${port}`}/${database}`;
    }
  }
}

function parseEnvironment(name: string): ParsedTarget {
  if (/^[A-Za-z_]\w*$/u.test(name)) return { target: { kind: 'environment', name } };
  return {
    problem: `\`env:${name}\` does not name an environment variable`,
    nextStep: 'Write for example env:DATABASE_URL.',
  };
}

function parseSqlite(scheme: string, parts: Readonly<Record<string, string | undefined>>): ParsedTarget {
  if ([parts['user'], parts['host'], parts['ipv6'], parts['port']].some((part) => (part ?? '') !== '')) {
    return {
      problem: 'a SQLite URL has three slashes before the path, or four before an absolute one',
      nextStep: 'Write for example sqlite:///shop.db or sqlite:////srv/shop.db.',
    };
  }
  const parameters = new Map(new URLSearchParams(parts['query'] ?? ''));
  return { target: { kind: 'sqlite', path: parts['path'] ?? '', scheme, parameters } };
}

function parseServer(
  parts: Readonly<Record<string, string | undefined>>,
  { onCommandLine }: { readonly onCommandLine: boolean },
): ParsedTarget {
  const query = new URLSearchParams(parts['query'] ?? '');
  const parameters = new Map(query);
  const password = decoded(parts['password']) ?? parameters.get('password');
  parameters.delete('password');
  parameters.delete('sslpassword');
  if (onCommandLine && password !== undefined && password !== '') {
    return {
      problem: 'a URL with a password is not taken from the command line, where other programs can read it',
      nextStep:
        'Put the URL into an environment variable and give env:NAME, or the password into PGPASSWORD or pgpass.',
    };
  }
  const several = [parts['host'], parts['port'], ...query.getAll('host'), ...query.getAll('port')];
  if (query.getAll('host').length > 1 || several.some((part) => part?.includes(',') === true)) {
    return {
      problem: 'the URL names several hosts, so which server is changed would depend on which one answers',
      nextStep: 'Name one host: the server that takes writes.',
    };
  }
  const { host, port } = addressOf(parts, parameters);
  if (port !== undefined && !(/^\d{1,5}$/u.test(port) && Number(port) > 0 && Number(port) < 65_536)) {
    return { problem: 'the port of the URL is not a number between 1 and 65535', nextStep: 'Correct it.' };
  }
  return {
    target: {
      kind: 'server',
      host,
      port: port === undefined ? undefined : Number(port),
      user: notEmpty(decoded(parts['user'])) ?? notEmpty(parameters.get('user')),
      password: notEmpty(password),
      database: notEmpty(decoded(parts['path'])) ?? notEmpty(parameters.get('dbname')),
      parameters,
    },
  };
}

/** Host and port; `?host=name:5433` is SQLAlchemy's way to give both, a folder is that of a socket. */
function addressOf(
  parts: Readonly<Record<string, string | undefined>>,
  parameters: ReadonlyMap<string, string>,
): { readonly host: string | undefined; readonly port: string | undefined } {
  const inQuery = notEmpty(parameters.get('host'));
  const withPort = /^(?<name>[^/:[\]]+):(?<port>\d+)$/u.exec(inQuery ?? '')?.groups;
  return {
    host: notEmpty(decoded(parts['host'])) ?? parts['ipv6'] ?? withPort?.['name'] ?? inQuery,
    port: notEmpty(parts['port']) ?? notEmpty(parameters.get('port')) ?? withPort?.['port'],
  };
}

function notEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

/** Percent-decoded; text that is not valid encoding stays as it is, as libpq would reject it with a better message. */
function decoded(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
