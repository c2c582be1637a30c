// Ten thousand hostile revision ids, messages and paths on their way into a child: what the program sees is what was meant, or
// it is refused; nothing becomes an option and nothing is run by a shell.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { alembicWords, checkValue } from '../../server/src/cli/run/alembicWords';
import type { CommandInput } from '../../server/src/cli/command';
import { temporaryFolder } from '../support/commandLine';

const COUNT = 10_000;
const BATCH = 500;
const PIECES = [
  '-',
  '--',
  '--sql',
  '-c',
  '-x',
  '=',
  ' ',
  '\t',
  '\n',
  '\r\n',
  ';',
  '|',
  '&',
  '&&',
  '>',
  '<',
  '$(touch pwned)',
  '`touch pwned`',
  '${IFS}',
  '%PATH%',
  '^',
  '!',
  '*',
  '?',
  '~',
  '"',
  "'",
  '\\',
  '\\"',
  '/',
  '../',
  'C:\\',
  '\0',
  '@',
  '#',
  '{',
  '}',
  '[',
  ']',
  'é',
  '漢',
  '\u202e',
  '\u2028',
  '\ud83d\ude00',
  '1',
  'head',
  'base',
  '+1',
  'touch pwned',
];

/** The same numbers every time: 0 <= n < 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function hostile(next: () => number): string {
  return Array.from(
    { length: 1 + Math.floor(next() * 6) },
    () => PIECES[Math.floor(next() * PIECES.length)] ?? '',
  ).join('');
}

function tried<T>(build: () => T): T | undefined {
  try {
    return build();
  } catch {
    return undefined;
  }
}

function words(
  xArguments: readonly string[],
  configFiles: readonly string[],
  options: readonly string[],
  target: string,
): readonly string[] {
  const global = { configFiles, section: 'alembic', xArguments, isQuiet: false };
  return alembicWords({ global } as unknown as CommandInput, 'upgrade', options, [target]);
}

it('gives a program the words that were meant', async () => {
  const folder = temporaryFolder('fuzz');
  const next = numbers(20_261_124);
  let passed = 0;
  let refused = 0;
  for (let done = 0; done < COUNT; done += BATCH) {
    const intended: string[] = [];
    const argv: string[] = [];
    for (let index = 0; index < BATCH; index += 1) {
      const value = hostile(next);
      const kind = index % 4;
      const built = tried(() => {
        if (kind === 0) return words([value], [], [], 'head');
        if (kind === 1) return words([], [value], [], 'head');
        if (kind === 2) return words([], [], ['--tag', checkValue('--tag', value)], 'head');
        return words([], [], [], value);
      });
      const isDangerous =
        value.includes('\0') || (value.startsWith('-') && !(kind === 3 && /^-\d+$/u.test(value)));
      expect([value, built === undefined]).toEqual([value, isDangerous]);
      if (built === undefined) refused += 1;
      else {
        passed += 1;
        intended.push(
          ...([
            ['-x', value, 'upgrade', 'head'],
            ['-c', value, 'upgrade', 'head'],
            ['upgrade', '--tag', value, 'head'],
            ['upgrade', value],
          ][kind] ?? []),
        );
        argv.push(...built);
      }
    }
    const stub = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', stub, '--', ...argv], {
      cwd: folder,
      maxBuffer: 1 << 26,
    });
    expect(JSON.parse(stdout)).toEqual(intended);
  }
  expect(passed + refused).toBe(COUNT);
  expect(refused).toBeGreaterThan(COUNT / 20);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});
