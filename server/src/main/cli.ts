// Entry of the command line, and of the run child that the editor starts: gives the program its process.
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { runProgram } from '../cli/program';

declare const RETORT_VERSION: string;

const cancelled = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    cancelled.abort();
  });
}
// A reader that closes the pipe early (`retort history | head`) is not an error.
process.stdout.on('error', () => process.exit(0));

void runProgram(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    distFolder: __dirname,
    isTerminal: process.stdin.isTTY && process.stdout.isTTY,
    now: () => Date.now(),
    randomId: () => randomUUID(),
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    inputLines: () => createInterface({ input: process.stdin }),
    signal: cancelled.signal,
  },
  RETORT_VERSION,
).then((exitCode) => {
  process.exitCode = exitCode;
  // An input that is still open would keep the process alive.
  process.stdin.destroy();
});
