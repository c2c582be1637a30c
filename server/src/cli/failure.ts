// How a command ends badly: one line for people and an exit code for programs.
import type { ProposedCommand } from '../database/runEvents';

/** The exit codes of the command line; 0 is done. */
export const EXIT = {
  findings: 1,
  usage: 2,
  refused: 3,
  database: 4,
  cancelled: 130,
} as const;

interface FailureDetails {
  readonly place?: string | undefined;
  readonly nextStep?: string | undefined;
  readonly code?: string | undefined;
  readonly proposes?: readonly ProposedCommand[];
}

/** Ends the command with `error: what (where)` on stderr, then what to do next. Never shown with a stack trace. */
export class CommandFailure extends Error {
  readonly exitCode: number;
  readonly place: string | undefined;
  readonly nextStep: string | undefined;
  /** Which failure it is, for programs; undefined where nobody has to tell it from others. */
  readonly code: string | undefined;
  /** Commands of ours that lead on. */
  readonly proposes: readonly ProposedCommand[];

  constructor(exitCode: number, message: string, more: FailureDetails = {}) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
    this.place = more.place;
    this.nextStep = more.nextStep;
    this.code = more.code;
    this.proposes = more.proposes ?? [];
  }

  /** The text for stderr; a message of several lines becomes one. */
  describe(): string {
    const place = this.place === undefined ? '' : ` (${this.place})`;
    const next = this.nextStep === undefined ? '' : `\n  ${this.nextStep}`;
    return `error: ${this.message.replace(/(?<!\s)\s*\n\s*/g, ' ')}${place}${next}`;
  }
}

/** True for a failure of a command, also of one from another bundle, which has a class of its own. */
export function isCommandFailure(error: unknown): error is CommandFailure {
  return error instanceof Error && error.name === 'CommandFailure' && 'describe' in error;
}
