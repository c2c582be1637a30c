// Runs one command of the project's Alembic to its end, for what changes no database. Runs that do: alembicRunner.ts.
import { signalGuarded, startGuarded } from './guardedProcess';

export interface AlembicProcess {
  /** The bundle `dist/guard.js`, which ends it when this process is killed. */
  readonly guard: string;
  /** The whole command line, the absolute program first. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The environment of the child; secrets travel here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Gets the output as it comes, cut anywhere. */
  readonly onText?: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** How it ended; `code` is null when a signal ended it or it could not be started. */
export interface AlembicEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As much of either output is kept, from its end. */
const KEPT_CHARACTERS = 1_000_000;

/** Starts it without a shell; an abort interrupts it. A program that cannot be started says so in `stderr`. */
export function runToEnd(run: AlembicProcess): Promise<AlembicEnd> {
  const [program = ''] = run.argv;
  return new Promise((resolve) => {
    const child = startGuarded(run);
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => {
        output[stream] = (output[stream] + text).slice(-KEPT_CHARACTERS);
        run.onText?.(stream, text);
      });
    }
    const stop = (): void => signalGuarded(child, 'SIGINT');
    run.signal.addEventListener('abort', stop, { once: true });
    if (run.signal.aborted) stop();
    const finish = (code: number | null): void => {
      run.signal.removeEventListener('abort', stop);
      resolve({ code, ...output });
    };
    child.on('error', (error) => {
      output.stderr = `${program} cannot be started: ${error.message}\n`;
      run.onText?.('stderr', output.stderr);
      finish(null);
    });
    child.on('close', finish);
  });
}
