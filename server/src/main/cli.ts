// Entry of the command line, and of the run child that the editor starts: gives the program its process. What only
// some commands need is loaded when it is asked for.
import { runProgram } from '../cli/program';
import { standardOutput } from './standardOutput';

declare const RETORT_VERSION: string;

// A command is over before most of what V8 would optimise pays for the work: it takes a fifth less time when that begins
// later. Node 20 has this flag; later versions compile in more steps and need none.
if (process.versions.v8.startsWith('11.'))
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=1000000');

const cancelled = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    cancelled.abort();
  });
}
let isInputOpen = false;

void runProgram(
  process.argv.slice(2),
  {
    cwd: process.cwd(),
    env: process.env,
    distFolder: __dirname,
    get isTerminal() {
      const { isatty } = process.getBuiltinModule('node:tty');
      return isatty(0) && isatty(1);
    },
    now: () => Date.now(),
    randomId: () => process.getBuiltinModule('node:crypto').randomUUID(),
    ...standardOutput(),
    writeError: (text) => void process.stderr.write(text),
    inputLines: () => {
      isInputOpen = true;
      return process.getBuiltinModule('node:readline').createInterface({ input: process.stdin });
    },
    signal: cancelled.signal,
  },
  RETORT_VERSION,
).then((exitCode) => {
  process.exitCode = exitCode;
  // An input that is still open would keep the process alive.
  if (isInputOpen) process.stdin.destroy();
});
