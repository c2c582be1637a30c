// Sessions that others on the way can read: what counts as one, and their refusal where nobody agreed to it.
import type { ClientConfig } from 'pg';
import { DatabaseProblem } from './databaseProblem';

/** `refuse`: no session that leaves this machine goes without TLS, not even its login. The editor sets it until the user agrees. */
const VARIABLE = 'RETORT_UNENCRYPTED';

/** In every such refusal: the editor asks its user when it finds these words. */
export const NOT_ENCRYPTED = 'would not be encrypted';

type Environment = Readonly<Record<string, string | undefined>>;

/** Addresses whose traffic stays here: none, a socket's folder, or the loopback. */
export function isThisMachine(host: string): boolean {
  return host === '' || host.startsWith('/') || /^(?:localhost|127\.[\d.]+|::1)$/u.test(host);
}

/** True where a session with `host` has to be encrypted. */
export function mustEncrypt(host: string, environment: Environment): boolean {
  return environment[VARIABLE] === 'refuse' && !isThisMachine(host);
}

/** The ways that are encrypted; a DatabaseProblem where there is none. */
export function encryptedOnly(choices: readonly ClientConfig['ssl'][], label: string): ClientConfig['ssl'][] {
  const left = choices.filter((ssl) => ssl !== false);
  if (left.length === 0) throw notEncrypted(label);
  return left;
}

export function notEncrypted(label: string): DatabaseProblem {
  return new DatabaseProblem({
    message: `the connection to ${label} ${NOT_ENCRYPTED}: others on the way could read data and password`,
    nextStep: 'Turn TLS on at the server and set sslmode=verify-full, or agree to it once.',
  });
}
