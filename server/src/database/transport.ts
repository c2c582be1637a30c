// Connection settings of a URL as the driver takes them: TLS as libpq's sslmode means it, and the rest.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ClientConfig } from 'pg';
import type { ServerTarget } from './target';
import { DatabaseProblem } from './databaseProblem';

type Environment = Readonly<Record<string, string | undefined>>;
type SslMode = 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';

/** One or two ways to connect, to be tried in order: libpq's default is TLS where the server has it. */
export function transports(
  target: ServerTarget,
  environment: Readonly<Record<string, string | undefined>>,
): ClientConfig['ssl'][] {
  if (isLocalSocket(target)) return [false];
  switch (sslModeOf(target, environment)) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, unverified(target, environment)];
    case 'prefer':
      return [unverified(target, environment), false];
    case 'require':
      return [
        rootCertificate(target, environment) === undefined
          ? unverified(target, environment)
          : verified(target, environment, false),
      ];
    case 'verify-ca':
      return [verified(target, environment, false)];
    case 'verify-full':
      return [verified(target, environment, true)];
  }
}

/** The sslmode of a target: of the URL (asyncpg calls it `ssl`), else PGSSLMODE, else libpq's `prefer`. */
export function sslModeOf(target: ServerTarget, environment: Environment): SslMode {
  return sslMode(
    target.parameters.get('sslmode') ?? target.parameters.get('ssl') ?? environment['PGSSLMODE'],
  );
}

/** True when a session with it checks that the server is the one it says it is. */
export function verifiesServer(target: ServerTarget, environment: Environment): boolean {
  const mode = sslModeOf(target, environment);
  if (mode === 'require') return rootCertificate(target, environment) !== undefined;
  return mode === 'verify-ca' || mode === 'verify-full';
}

/** `options` of PGOPTIONS and of the URL, between our defaults, over which they win, and what was asked for. */
export function startupOptions(
  target: ServerTarget,
  environment: Readonly<Record<string, string | undefined>>,
  defaults: readonly string[],
  asked: readonly string[],
): string | undefined {
  const own = [environment['PGOPTIONS'] ?? '', target.parameters.get('options') ?? ''];
  const all = [...defaults, ...own, ...asked].filter((part) => part !== '');
  return all.length === 0 ? undefined : all.join(' ');
}

function isLocalSocket(target: ServerTarget): boolean {
  return target.host?.startsWith('/') === true;
}

function sslMode(value: string | undefined): SslMode {
  switch (value) {
    case undefined:
    case '':
      return 'prefer';
    case 'disable':
    case 'allow':
    case 'prefer':
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return value;
    case 'true':
      return 'require';
    case 'false':
      return 'disable';
    default:
      throw new DatabaseProblem({
        message: `sslmode \`${value}\` is not known`,
        nextStep: 'Use disable, allow, prefer, require, verify-ca or verify-full.',
      });
  }
}

function certificates(
  target: ServerTarget,
  environment: Environment,
): { ca?: string; cert?: string; key?: string } {
  const cert = file(target.parameters.get('sslcert') ?? environment['PGSSLCERT']);
  const key = file(target.parameters.get('sslkey') ?? environment['PGSSLKEY']);
  return { ...(cert === undefined ? {} : { cert }), ...(key === undefined ? {} : { key }) };
}

function rootCertificate(target: ServerTarget, environment: Environment): string | undefined {
  const path = target.parameters.get('sslrootcert') ?? environment['PGSSLROOTCERT'];
  if (path === 'system') return undefined;
  if (path !== undefined && path !== '') return file(path);
  // libpq takes this one unasked; without it Node's own authorities count.
  const usual = join(environment['HOME'] ?? homedir(), '.postgresql', 'root.crt');
  return existsSync(usual) ? file(usual) : undefined;
}

function unverified(target: ServerTarget, environment: Environment): ClientConfig['ssl'] {
  return { ...certificates(target, environment), rejectUnauthorized: false };
}

function verified(target: ServerTarget, environment: Environment, checksName: boolean): ClientConfig['ssl'] {
  const ca = rootCertificate(target, environment);
  return {
    ...certificates(target, environment),
    ...(ca === undefined ? {} : { ca }),
    rejectUnauthorized: true,
    ...(checksName ? {} : { checkServerIdentity: () => undefined }),
  };
}

function file(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new DatabaseProblem({
      message: `the certificate file ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      nextStep: 'Correct sslrootcert, sslcert or sslkey.',
    });
  }
}
