// Starts a program of the project so that it ends when this process is gone, however that ends: dist/guard.js stands between
// the two. On Windows, which has no process groups, it is started by itself.
import { spawn, type ChildProcess } from 'node:child_process';

export interface GuardedStart {
  /** The bundle `dist/guard.js`. */
  readonly guard: string;
  /** The whole command line, the absolute program first. */
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The environment of the program; secrets travel here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True for a program that is written to. */
  readonly hasInput?: boolean;
}

/** Its outputs are pipes, and its input where it has one. */
export function startGuarded({
  guard,
  argv,
  cwd,
  environment,
  hasInput = false,
}: GuardedStart): ChildProcess {
  const isGuarded = process.platform !== 'win32';
  const [program = '', ...words] = isGuarded ? [process.execPath, guard, ...argv] : argv;
  return spawn(program, words, {
    cwd,
    env: { ...environment, ...(isGuarded ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
    stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe', ...(isGuarded ? (['pipe'] as const) : [])],
    shell: false,
    windowsHide: true,
    // Its own group, so that an interrupt also reaches what `uv run` starts, and Ctrl+C does not reach it twice.
    detached: isGuarded,
  });
}

/** Sends it to the program and to all that it started. */
export function signalGuarded(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
