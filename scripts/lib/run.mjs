// Starts other programs: never through a shell, arguments always as an array, and nothing left running at the end.
import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] Folder to run in; the checkout when absent.
 * @property {Record<string, string | undefined>} [env] Added to the environment; undefined removes a variable.
 * @property {number} [timeout] Milliseconds after which the program is ended; none when absent.
 * @property {number} [uid] User to run as, with the group of the same number.
 * @property {string} [input] Text for standard input; none when absent.
 */

/** @typedef {{ code: number, stdout: string, stderr: string }} Outcome `code` is 124 after a time-out, 127 when not found. */

/**
 * Runs a program whose output the person sees, and answers its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export async function show(command, args, options = {}) {
  return (await start(command, args, options, 'inherit')).code;
}

/**
 * Runs a program and keeps what it says.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function capture(command, args, options = {}) {
  return start(command, args, options, 'pipe');
}

/**
 * Runs a program that has to work: throws with the end of its output when it does not.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} its standard output
 */
export async function must(command, args, options = {}) {
  const { code, stdout, stderr } = await capture(command, args, options);
  if (code === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`${[command, ...args].join(' ')} ended with ${code}\n${said}`);
}

/**
 * The environment of this process with changes; undefined removes.
 * @param {Record<string, string | undefined>} changes
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(changes = {}) {
  return Object.fromEntries(
    Object.entries({ ...process.env, ...changes }).filter(([, value]) => value !== undefined),
  );
}

/** npm as an argument prefix for this very Node, so that no `npm.cmd` has to be found by a shell. */
export const NPM = process.env['npm_execpath']?.endsWith('npm-cli.js')
  ? { command: process.execPath, args: [process.env['npm_execpath']] }
  : { command: 'npm', args: /** @type {string[]} */ ([]) };

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @param {'inherit' | 'pipe'} output
 * @returns {Promise<Outcome>}
 */
function start(command, args, { cwd = ROOT, env = {}, timeout, uid, input }, output) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: [input === undefined ? 'ignore' : 'pipe', output, output],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let stdout = '';
    let stderr = '';
    let isLate = false;
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.stdin?.on('error', () => undefined).end(input);
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            isLate = true;
            child.kill('SIGKILL');
          }, timeout);
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, stderr: `${stderr}${error.message}\n` });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const ended = isLate ? 124 : (code ?? (signal === 'SIGINT' ? 130 : 1));
      resolve({ code: ended, stdout, stderr: isLate ? `${stderr}ended after ${timeout} ms\n` : stderr });
    });
  });
}
