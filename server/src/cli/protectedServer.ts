// Whether a database lies on a server that host patterns or a protected connection protect, whatever it was named by.
import type { CommandInput } from './command';
import { databaseEnvironment } from './databaseEnvironment';
import { CommandFailure, EXIT } from './failure';
import type { OpenedProject } from './openProject';
import { resolveTarget } from '../database/resolveTarget';
import { completeTarget } from '../database/serviceFile';
import { parseTarget, type Target } from '../database/target';
import { connectionProfiles } from '../files/connectionProfiles';
import { matchesHost, protectedHosts } from '../files/hostPatterns';

type Environment = Readonly<Record<string, string | undefined>>;

/** The names under which a target's server is reached; none for what is no server. */
interface ServerNames {
  readonly hosts: readonly string[];
  readonly port: number;
}

/** The pattern that protects the server of a database. Throws where the project's patterns cannot be read. */
export function protectingPattern(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): string | undefined {
  const read = protectedHosts(opened.project.retort, input.process.env);
  if ('problem' in read) {
    throw new CommandFailure(EXIT.usage, read.problem, {
      place: '[tool.retort] in pyproject.toml',
      nextStep: 'Write for example protected_hosts = ["db.example.com", "*.prod.example.com"].',
    });
  }
  if (read.patterns.length === 0) return undefined;
  const { hosts } = serverNames(target, databaseEnvironment(input, target));
  return read.patterns.find((pattern) => hosts.some((host) => matchesHost(pattern, host)));
}

/** True for a database on a server of a host pattern; false also where its address is not known yet. */
export function isOnProtectedServer(input: CommandInput, opened: OpenedProject, target: Target): boolean {
  if (isUnset(target, databaseEnvironment(input, target))) return false;
  return protectingPattern(input, opened, target) !== undefined;
}

/** Why nothing may be tried out on a server: a pattern, or a protected connection that leads to it. */
export function whyNoScratch(input: CommandInput, opened: OpenedProject, target: Target): string | undefined {
  const pattern = protectingPattern(input, opened, target);
  if (pattern !== undefined) return `protected_hosts has ${pattern}`;
  const { env } = input.process;
  const names = serverNames(target, env);
  // The connection that the editor hands over is the user's own and stands in no file.
  const handed = {
    name: env['RETORT_CONNECTION_NAME'] ?? '',
    url: env['RETORT_CONNECTION_URL'] ?? '',
    isProtected: env['RETORT_CONNECTION_PROTECTED'] === '1',
  };
  const profiles = [...connectionProfiles(opened.project.retort, env).profiles, handed];
  const profile = profiles.find(({ isProtected, url }) => {
    if (!isProtected) return false;
    const parsed = parseTarget(url, { onCommandLine: false });
    if ('problem' in parsed || isUnset(parsed.target, env)) return false;
    const { hosts, port } = serverNames(parsed.target, env);
    return port === names.port && hosts.some((host) => names.hosts.includes(host));
  });
  return profile === undefined ? undefined : `the protected connection ${profile.name} is on it`;
}

function isUnset(target: Target, environment: Environment): boolean {
  return target.kind === 'environment' && (environment[target.name] ?? '') === '';
}

/** A socket of this machine is also `localhost`. Throws a DatabaseProblem where the target leads nowhere. */
function serverNames(target: Target, environment: Environment): ServerNames {
  const found = completeTarget(resolveTarget(target, environment), environment);
  if (found.kind !== 'server') return { hosts: [], port: 0 };
  const host = notEmpty(found.host) ?? notEmpty(environment['PGHOST']) ?? 'localhost';
  const address = notEmpty(found.parameters.get('hostaddr')) ?? notEmpty(environment['PGHOSTADDR']);
  const names = [host, ...(host.startsWith('/') ? ['localhost'] : []), address];
  return {
    hosts: names.flatMap((name) => (name === undefined ? [] : namesOf(name))),
    port: found.port ?? Number(environment['PGPORT'] ?? 5432),
  };
}

/** This machine has three names. */
function namesOf(name: string): readonly string[] {
  const host = name.toLowerCase().replace(/\.$/u, '');
  return ['127.0.0.1', '::1'].includes(host) ? [host, 'localhost'] : [host];
}

function notEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
