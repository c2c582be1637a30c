// What can go wrong between us and a database, as sentences for people.

export interface ProblemDescription {
  /** What happened and where; never holds a password. */
  readonly message: string;
  /** What to do next. */
  readonly nextStep: string;
  /** SQLSTATE, where the database gave one. */
  readonly code?: string | undefined;
  /** 1-based offset in the statement, where the database gave one. */
  readonly position?: number | undefined;
  /** True when the session is lost with it: nothing can be asked on this connection any more. */
  readonly isDisconnected?: boolean | undefined;
}

/** Thrown by everything in database/ that talks to a database; `message` and `nextStep` are for people. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
  readonly nextStep: string;
  readonly code: string | undefined;
  readonly position: number | undefined;
  readonly isDisconnected: boolean;

  constructor(description: ProblemDescription) {
    super(description.message);
    this.nextStep = description.nextStep;
    this.code = description.code;
    this.position = description.position;
    this.isDisconnected = description.isDisconnected ?? false;
  }
}
