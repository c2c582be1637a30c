// How long the statements of a session may wait for locks and work: as start-up options, which RESET cannot undo, or, where
// the way to the server refuses those, as settings for each transaction.

/** Seconds; 0 is without a limit, undefined leaves it to the server. */
export interface SessionLimits {
  readonly lockTimeoutSeconds?: number | undefined;
  readonly statementTimeoutSeconds?: number | undefined;
}

/** The settings in milliseconds, `lock_timeout = 5000`. */
export function limitSettings({
  lockTimeoutSeconds,
  statementTimeoutSeconds,
}: SessionLimits): readonly string[] {
  const setting = (name: string, seconds: number | undefined): readonly string[] =>
    seconds === undefined ? [] : [`${name} = ${Math.round(seconds * 1000)}`];
  return [
    ...setting('lock_timeout', lockTimeoutSeconds),
    ...setting('statement_timeout', statementTimeoutSeconds),
  ];
}

/** The settings as start-up options: `-c lock_timeout=5000`. */
export function limitOptions(limits: SessionLimits): readonly string[] {
  return limitSettings(limits).map((setting) => `-c ${setting.replaceAll(' ', '')}`);
}

/** True for the answer of a pooler that takes no start-up options. */
export function refusesOptions(error: unknown): boolean {
  return /unsupported startup parameter|unsupported startup option|unrecognized configuration parameter "options"/iu.test(
    String(error),
  );
}

/** True when the session has the limits: a pooler may take start-up options and drop them. */
export function hasLimits(limits: SessionLimits, shown: Readonly<Record<string, unknown>>): boolean {
  const isSet = (seconds: number | undefined, value: unknown): boolean =>
    seconds === undefined || Number(value) === Math.round(seconds * 1000);
  return (
    isSet(limits.lockTimeoutSeconds, shown['lock_timeout']) &&
    isSet(limits.statementTimeoutSeconds, shown['statement_timeout'])
  );
}
