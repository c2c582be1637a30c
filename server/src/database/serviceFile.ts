// libpq's connection services (PGSERVICE, ?service=) and its default socket: what a URL leaves open and the driver does not fill in.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DatabaseProblem } from './databaseProblem';
import type { ServerTarget, Target } from './target';

type Environment = Readonly<Record<string, string | undefined>>;
type Service = ReadonlyMap<string, string>;

/** Where Debian, Red Hat and the sources put the socket; the first that has one is taken. */
const SOCKET_FOLDERS = ['/run/postgresql', '/var/run/postgresql', '/tmp'];

/** The target with the parts that libpq takes from a service or a local socket. What the URL says stays. */
export function completeTarget(target: Target, environment: Environment): Target {
  if (target.kind !== 'server') return target;
  const name = target.parameters.get('service') ?? environment['PGSERVICE'];
  const filled = name === undefined || name === '' ? target : withService(target, name, environment);
  if ((filled.host ?? environment['PGHOST'] ?? environment['PGHOSTADDR'] ?? '') !== '') return filled;
  const port = filled.port ?? Number(environment['PGPORT'] ?? 5432);
  const folder = SOCKET_FOLDERS.find((candidate) => existsSync(join(candidate, `.s.PGSQL.${port}`)));
  return folder === undefined ? filled : { ...filled, host: folder };
}

function withService(
  target: ServerTarget & Pick<Target, 'profile'>,
  name: string,
  environment: Environment,
): ServerTarget & Pick<Target, 'profile'> {
  const service = findService(name, environment);
  const port = service.get('port');
  if (service.get('host')?.includes(',') === true) {
    throw new DatabaseProblem({
      message: `the service ${name} names several hosts, so which server is changed would depend on which answers`,
      nextStep: 'Name one host: the server that takes writes.',
    });
  }
  return {
    ...target,
    host: target.host ?? service.get('host'),
    port: target.port ?? (port === undefined ? undefined : Number(port)),
    user: target.user ?? service.get('user'),
    password: target.password ?? service.get('password'),
    database: target.database ?? service.get('dbname'),
    parameters: new Map([...service, ...target.parameters].filter(([key]) => key !== 'password')),
  };
}

function findService(name: string, environment: Environment): Service {
  const own = environment['PGSERVICEFILE'] ?? join(environment['HOME'] ?? homedir(), '.pg_service.conf');
  const system = join(environment['PGSYSCONFDIR'] ?? '/etc/postgresql-common', 'pg_service.conf');
  for (const file of [own, system]) {
    const service = readService(file, name);
    if (service !== undefined) return service;
  }
  throw new DatabaseProblem({
    message: `the connection service ${name} (PGSERVICE) is in neither ${own} nor ${system}`,
    nextStep: 'Correct PGSERVICE, or unset it and give the address in the URL.',
  });
}

function readService(file: string, name: string): Service | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  let found: Map<string, string> | undefined;
  for (const line of text.split(/\r?\n/u).map((each) => each.trim())) {
    if (line.startsWith('[')) {
      if (found !== undefined) break;
      if (line === `[${name}]`) found = new Map();
    } else if (found !== undefined && line !== '' && !line.startsWith('#')) {
      const equals = line.indexOf('=');
      if (equals > 0) found.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
    }
  }
  return found;
}
