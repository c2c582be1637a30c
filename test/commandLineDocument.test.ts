// docs/command-line.md names every command and every option that the help of the command line names.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandProcess } from '../server/src/cli/command';
import { runProgram } from '../server/src/cli/program';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../docs/command-line.md'), 'utf8');

/** What a command line prints that reads and starts nothing. */
async function outputOf(...argv: string[]): Promise<string> {
  let text = '';
  const process: CommandProcess = {
    cwd: '/',
    env: {},
    distFolder: '/',
    isTerminal: false,
    now: () => 0,
    randomId: () => 'id',
    write: (part) => {
      text += part;
    },
    writeError: (part) => {
      text += part;
    },
    outliveReader: () => undefined,
    isHeard: () => Promise.resolve(true),
    inputLines: () => {
      throw new Error('a help text asks nothing');
    },
    signal: new AbortController().signal,
  };
  await runProgram(argv, process, '0');
  return text;
}

const help = await outputOf('--help');
const commands = [...help.matchAll(/^ {2}([a-z][a-z_-]+) {2,}/gm)].map((match) => match[1] ?? '');

/** The long names of the options in a help text, short ones where there is no long one. */
function optionsIn(text: string): readonly string[] {
  const lines = text.slice(text.indexOf('\noptions:\n')).matchAll(/^ {2}(-.*?)(?: {2,}|$)/gm);
  return [...lines].map(([, names = '']) => /--[a-z-]+/.exec(names)?.[0] ?? names.split(' ')[0] ?? '');
}

function isNamed(word: string): boolean {
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(DOCUMENT);
}

describe('docs/command-line.md', () => {
  it('is compared with the whole help', () => {
    expect(commands.length).toBeGreaterThan(25);
    expect(optionsIn(help)).toContain('--config');
  });

  it.each(commands)('names `%s` and its options', async (command) => {
    expect(DOCUMENT).toMatch(new RegExp(`\`${command}[\` ]`));
    expect(optionsIn(await outputOf(command, '--help')).filter((option) => !isNamed(option))).toEqual([]);
  });

  it('names the options before the command', () => {
    expect(optionsIn(help).filter((option) => !isNamed(option))).toEqual([]);
  });
});
