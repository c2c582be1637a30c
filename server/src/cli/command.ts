// What a command is and what it gets: its arguments, the process around it, and the project it works on.
import type { ArgumentsSpec, ParsedArguments } from './arguments';

/** The outside of the process, handed in so that a command can be driven by tests and by the editor alike. */
export interface CommandProcess {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the built files, for the processes and WASM a command starts. */
  readonly distFolder: string;
  readonly isTerminal: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomId: () => string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** From here on a reader that closes its end of the output does not end the process. */
  readonly outliveReader: () => void;
  /** False when what was written last reached nobody. */
  readonly isHeard: () => Promise<boolean>;
  /** Lines of the standard input, as they come. */
  readonly inputLines: () => AsyncIterable<string>;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** The options that stand before the command. */
export interface GlobalOptions {
  readonly configFiles: readonly string[];
  readonly section: string;
  readonly xArguments: readonly string[];
  readonly isQuiet: boolean;
}

export interface CommandInput {
  readonly process: CommandProcess;
  readonly global: GlobalOptions;
  readonly arguments: ParsedArguments;
}

/** One command of the command line. `run` answers the exit code; failures are thrown as CommandFailure. */
export interface Command extends ArgumentsSpec {
  readonly name: string;
  readonly summary: string;
  readonly run: (input: CommandInput) => number | Promise<number>;
}
