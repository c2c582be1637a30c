// --lock-timeout and --statement-timeout: how long the statements of a run may wait and work.
import { valueOf, type OptionSpec } from '../arguments';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { ConnectionContext } from '../../database/connection';

/** Options of every command that changes a database. */
export const LIMIT_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  lockTimeout: {
    names: ['--lock-timeout'],
    takes: 'value',
    value: 'SECONDS',
    help: 'how long a statement waits for a lock; 0 is without a limit (default: 5, tried 5 times)',
  },
  statementTimeout: {
    names: ['--statement-timeout'],
    takes: 'value',
    value: 'SECONDS',
    help: 'how long a statement may take; 0 is without a limit (default: what the server says)',
  },
};

const DEFAULT_LOCK_TIMEOUT_SECONDS = 5;
/** PostgreSQL keeps both as 32-bit milliseconds. */
const MOST_SECONDS = 2_147_483;

/** What sessions of a run are opened with. */
export type RunLimitOptions = Pick<ConnectionContext, 'lockTimeoutSeconds' | 'limits'>;

/** The limits that were asked for, and the default that the user's own start-up options win over. */
export function readLimits(input: CommandInput): RunLimitOptions {
  const lockTimeoutSeconds = seconds(input, 'lockTimeout', '--lock-timeout');
  const statementTimeoutSeconds = seconds(input, 'statementTimeout', '--statement-timeout');
  return {
    lockTimeoutSeconds: DEFAULT_LOCK_TIMEOUT_SECONDS,
    limits: {
      ...(lockTimeoutSeconds === undefined ? {} : { lockTimeoutSeconds }),
      ...(statementTimeoutSeconds === undefined ? {} : { statementTimeoutSeconds }),
    },
  };
}

function seconds(input: CommandInput, key: string, name: string): number | undefined {
  const given = valueOf(input.arguments, key);
  if (given === undefined) return undefined;
  const value = Number(given);
  if (/^\d+(?:\.\d+)?$/u.test(given) && value <= MOST_SECONDS) return value;
  throw new CommandFailure(EXIT.usage, `argument ${name}: '${given}' is not a number of seconds`, {
    nextStep: 'Give for example 5, or 0 for no limit.',
  });
}
