// Free ports on this machine, waiting until something answers, and ending what was started.
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A loopback port that was free a moment ago. */
export function freePort() {
  return new Promise((/** @type {(port: number) => void} */ resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/**
 * Asks again and again until `isReady` answers true.
 * @param {() => Promise<boolean>} isReady
 * @param {{ timeout: number, every?: number }} limits in milliseconds
 * @returns {Promise<boolean>} false when the time is over
 */
export async function waitFor(isReady, { timeout, every = 100 }) {
  const end = Date.now() + timeout;
  while (Date.now() < end) {
    if (await isReady().catch(() => false)) return true;
    await pause(every);
  }
  return false;
}

/**
 * Ends a child: asks first, insists after the grace time, and answers when it is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ signal: NodeJS.Signals, grace: number, isGroup?: boolean }} how with `isGroup` its own children too (it was started detached)
 */
export async function end(child, { signal, grace, isGroup = false }) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const pid = isGroup ? -child.pid : child.pid;
  const gone = new Promise((resolve) => child.once('close', resolve));
  kill(pid, signal);
  const timer = setTimeout(() => kill(pid, 'SIGKILL'), grace);
  await gone;
  clearTimeout(timer);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended on its own.
  }
}
