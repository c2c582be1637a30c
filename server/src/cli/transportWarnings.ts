// What to know of the way to a server before a run: whether others can read along, and whether it is the right one.
import type { CommandInput } from './command';
import { databaseEnvironment } from './databaseEnvironment';
import type { LiveServer } from '../database/inspect/inspection';
import type { Target } from '../database/target';
import { resolveTarget } from '../database/resolveTarget';
import { sslModeOf, verifiesServer } from '../database/transport';

/** Warnings for servers beyond this machine. `server` is what a session said of itself, where one was opened. */
export function transportWarnings(
  input: CommandInput,
  target: Target,
  server?: Pick<LiveServer, 'tls'>,
): readonly string[] {
  const environment = databaseEnvironment(input, target);
  const found = resolveTarget(target, environment);
  if (found.kind !== 'server') return [];
  const host = found.host ?? environment['PGHOST'] ?? '';
  if (isThisMachine(host)) return [];
  const mode = sslModeOf(found, environment);
  if (mode === 'disable' || server?.tls === null) {
    return [
      `The connection to ${host} is not encrypted: others on the way can read the data. Set sslmode=verify-full.`,
    ];
  }
  if (mode === 'require' && !verifiesServer(found, environment)) {
    return [`sslmode=require does not check that ${host} is the right server. sslmode=verify-full does.`];
  }
  return [];
}

function isThisMachine(host: string): boolean {
  return host === '' || host.startsWith('/') || /^(?:localhost|127\.[\d.]+|::1)$/u.test(host);
}
