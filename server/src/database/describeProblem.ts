// Turns what a driver or the network throws into a sentence and a next step. The only place that knows their codes.
import { knownFailure } from './knownFailures';
import { DatabaseProblem, type ProblemDescription } from './databaseProblem';

const NO_TLS = 'does not speak TLS';

/** True for the problem of a server that offers no TLS. */
export function speaksNoTls(error: unknown): boolean {
  return error instanceof DatabaseProblem && error.message.endsWith(NO_TLS);
}

/** Parts of node's and pg's errors that tell what happened. */
interface DriverError {
  readonly message: string;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly position: number | undefined;
  readonly severity: string | undefined;
}

/**
 * `label` says where and never holds a password; `secrets` are blotted out wherever the driver repeats them.
 */
export function describeProblem(
  error: unknown,
  label: string,
  secrets: readonly string[] = [],
): DatabaseProblem {
  if (error instanceof DatabaseProblem) return error;
  const read = readError(error);
  const description = describe(read, label);
  return new DatabaseProblem({
    ...description,
    message: blot(description.message, secrets),
    nextStep: blot(description.nextStep, secrets),
    code: read.code,
    position: read.position,
    isDisconnected: isDisconnected(read),
  });
}

/** Replaces every secret, also percent-encoded. */
function blot(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    clean = clean.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***');
  }
  return clean;
}

function readError(error: unknown): DriverError {
  const { message, code, detail, hint, position, severity, errors } = Object(error) as Record<
    string,
    unknown
  >;
  // Node tries every address of a name and throws them all together.
  if (Array.isArray(errors) && errors.length > 0 && message === '') return readError(errors[0]);
  const asText = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const offset = Number(position);
  return {
    message: asText(message) ?? asText(code) ?? String(error),
    code: asText(code),
    detail: asText(detail),
    hint: asText(hint),
    position: Number.isInteger(offset) && offset > 0 ? offset : undefined,
    severity: asText(severity),
  };
}

function isDisconnected({ code, severity, message }: DriverError): boolean {
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  if (code === undefined) return /Connection terminated|Client was closed|not queryable/u.test(message);
  return code.startsWith('08') || code.startsWith('57P') || /^E[A-Z]+$/u.test(code);
}

const CHECK_ADDRESS = 'Check that the server runs and that host and port are right.';
const CHECK_LOGIN = 'Check the user, and the password in PGPASSWORD, pgpass or the environment variable.';

function describe({ message, code, detail, hint }: DriverError, label: string): ProblemDescription {
  switch (code) {
    case 'ECONNREFUSED':
      return { message: `nothing listens at ${label}`, nextStep: CHECK_ADDRESS };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        message: `the host of ${label} is not known`,
        nextStep: 'Check the host name and the network.',
      };
    case 'ENOENT':
      return { message: `there is no socket for ${label}`, nextStep: CHECK_ADDRESS };
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { message: `${label} does not answer`, nextStep: 'Check the network, a VPN or a firewall.' };
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        message: `the connection to ${label} was lost`,
        nextStep: 'Look at the database, then try again.',
      };
    case '28P01':
    case '28000':
      return { message: `${label} refused the login: ${message}`, nextStep: CHECK_LOGIN };
    case '3D000':
      return { message: `${label}: ${message}`, nextStep: 'Create the database, or correct its name.' };
    case '53300':
      return {
        message: `${label}: ${message}`,
        nextStep: hint ?? 'Close other connections, then try again.',
      };
    case '57P03':
      return { message: `${label} is not ready: ${message}`, nextStep: 'Wait a moment, then try again.' };
    case '55P03':
      return {
        message: `${label}: ${message}`,
        nextStep: 'Another session holds the table. Let it finish, or end it, then try again.',
      };
    case '42501':
      return {
        message: `${label}: ${message}`,
        nextStep: 'Grant the right to this user, or connect as the owner.',
      };
    default:
      return describeRest(message, code, detail, hint, label);
  }
}

/** The server's own hint is about this very statement; what is known of the failure is about revisions. */
function nextStepOf(message: string, hint: string | undefined): string {
  const known = knownFailure(message)?.nextStep ?? 'Correct the revision, then run it again.';
  return hint === undefined ? known : `${known} (${hint})`;
}

function describeRest(
  message: string,
  code: string | undefined,
  detail: string | undefined,
  hint: string | undefined,
  label: string,
): ProblemDescription {
  if (message.includes('does not support SSL')) {
    return {
      message: `${label} ${NO_TLS}`,
      nextStep: 'Turn TLS on at the server, or set sslmode=disable.',
    };
  }
  if (code !== undefined && /CERT|SELF_SIGNED|ALTNAME|VERIFY/u.test(code)) {
    return {
      message: `the certificate of ${label} is not trusted: ${message}`,
      nextStep: 'Give the authority with sslrootcert, or correct the host name.',
    };
  }
  if (/client password must be a(?: non-empty)? string/u.test(message)) {
    return {
      message: `${label} asks for a password, and none is known`,
      nextStep: 'Put it into PGPASSWORD, a pgpass file (mode 600), or the URL in an environment variable.',
    };
  }
  const said = detail === undefined ? message : `${message} (${detail})`;
  if (code === undefined && /terminated|closed|not queryable/u.test(message)) {
    return {
      message: `the connection to ${label} was lost`,
      nextStep: 'Look at the database, then try again.',
    };
  }
  return { message: said, nextStep: nextStepOf(message, hint) };
}
