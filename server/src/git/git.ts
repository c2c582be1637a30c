// Runs git in a folder of the user's, so that nothing of the repository is executed. Callers ask only for trusted folders.
import { spawn } from 'node:child_process';
import { programOnPath } from '../files/programOnPath';

/** Neither a hook, nor a file monitor, nor a pager, nor an external diff of the repository's configuration runs. */
const SAFE = [
  '--no-pager',
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', 'core.hooksPath=/dev/null'],
  ...['-c', 'diff.external='],
  '--literal-pathspecs',
];

const MAX_OUTPUT = 1 << 30;

/** Git said no, or is not there. The message is git's last line. */
export class GitFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitFailure';
  }
}

/** Runs git and answers its output. `input` goes to its standard input. */
export function git(folder: string, words: readonly string[], input = ''): Promise<Buffer> {
  const program = programOnPath('git', { environment: process.env, cwd: folder });
  if (program === undefined) return Promise.reject(new GitFailure('git is not on PATH'));
  return new Promise((resolve, reject) => {
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
    const child = spawn(program, [...SAFE, ...words], { cwd: folder, env, windowsHide: true });
    const output: Buffer[] = [];
    let size = 0;
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT) child.kill();
      else output.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors = (errors + chunk).slice(-4096);
    });
    child.on('error', (error) => reject(new GitFailure(`git cannot be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new GitFailure(errors.trim().split('\n').at(-1) ?? `git ended with ${code ?? 'a signal'}`));
    });
    // A git that ends early closes its input; what it said counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** The output as lines, or as the parts between NUL characters. */
export async function gitList(
  folder: string,
  words: readonly string[],
  separator: '\n' | '\0' = '\n',
  input = '',
): Promise<string[]> {
  const text = (await git(folder, words, input)).toString('utf8');
  return text.split(separator).filter((part) => part !== '');
}
