// What to know of the way to a server before a run: whether others can read along, and whether it is the right one.
import type { CommandInput } from './command';
import { databaseEnvironment } from './databaseEnvironment';
import type { ServerSession } from '../database/connection';
import type { Target } from '../database/target';
import { resolveTarget } from '../database/resolveTarget';
import { completeTarget } from '../database/serviceFile';
import { isThisMachine } from '../database/plainText';
import { sslModeOf, verifiesServer } from '../database/transport';

/** Warnings for servers beyond this machine. `server` is what a session said of itself, where one was opened. */
export function transportWarnings(
  input: CommandInput,
  target: Target,
  server?: Pick<ServerSession, 'isEncrypted'>,
): readonly string[] {
  const environment = databaseEnvironment(input, target);
  const found = completeTarget(resolveTarget(target, environment), environment);
  if (found.kind !== 'server') return [];
  const host = found.host ?? environment['PGHOST'] ?? environment['PGHOSTADDR'] ?? '';
  if (isThisMachine(host)) return [];
  const mode = sslModeOf(found, environment);
  // `allow` goes without where the server lets it; of `prefer` only the session tells.
  const isPlain = server === undefined ? mode === 'disable' || mode === 'allow' : !server.isEncrypted;
  if (isPlain) {
    return [
      `The connection to ${host} is not encrypted: others on the way can read the data. Set sslmode=verify-full.`,
    ];
  }
  if (mode === 'require' && !verifiesServer(found, environment)) {
    return [`sslmode=require does not check that ${host} is the right server. sslmode=verify-full does.`];
  }
  return [];
}
