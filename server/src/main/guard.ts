// dist/guard.js: runs one program, `node guard.js PROGRAM WORDS...`, and ends it when the process that asked for it is gone:
// a migration must not go on when nobody holds the lock any more and nobody will say how it ended. Not for Windows,
// which has no process groups.
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** How long the program may take to roll back before it is killed, in milliseconds. */
const KILL_AFTER_MS = 5_000;

const [program = '', ...words] = process.argv.slice(2);
// It made this a Node inside of the editor, and is not for the program.
const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined };
/** The other end of this pipe is open for as long as the one who asked lives. The input is the program's. */
const asker = new Socket({ fd: 3, readable: true, writable: false });
const child = spawn(program, words, { env, stdio: ['inherit', 'inherit', 'inherit'], shell: false });

// Signals come to the whole group: they are for the program, whose end is told below.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

child.on('error', (error) => {
  process.stderr.write(`${program} cannot be started: ${error.message}\n`);
  process.exitCode = 127;
  asker.destroy();
});
child.on('exit', (code, signal) => {
  if (signal !== null) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
  process.exit(code ?? 1);
});

asker.resume();
asker.on('error', () => undefined);
asker.on('close', () => {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  process.kill(-process.pid, 'SIGINT');
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), KILL_AFTER_MS);
});
