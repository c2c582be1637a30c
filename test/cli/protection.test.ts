// Protected databases: on every path their name has to be typed, and nothing goes backwards unless that is turned on.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIST } from '../support/build';
import { copyOfExample, retort, type Outcome } from '../support/commandLine';

/** Every command that changes a database, with arguments that give it something to do on a database at +2. */
const PATHS = [
  ['upgrade', 'head'],
  ['downgrade', '-1'],
  ['stamp', 'base'],
  ['stamp', '--purge', 'head'],
] as const;

/** What people and scripts may try instead of typing the name. */
const ATTEMPTS = [
  { title: '--yes', words: ['--yes'], input: '' },
  { title: '--yes as the editor', words: ['--yes', '--events', 'json'], input: '' },
  { title: 'y at the terminal', words: [], input: 'y\n' },
  { title: 'another name at the terminal', words: [], input: 'another\n' },
  { title: 'no answer', words: [], input: '' },
  { title: '--confirm with another name', words: ['--confirm', 'another'], input: '' },
  { title: '--confirm with another name and --yes', words: ['--confirm', 'another', '--yes'], input: '' },
] as const;

function protectedShop(more = ''): string {
  const folder = copyOfExample('shop');
  const file = join(folder, 'pyproject.toml');
  const toml = readFileSync(file, 'utf8').replace(/^database = .*$/mu, 'database = "live"');
  writeFileSync(
    file,
    `${toml}\n[tool.retort.connections.live]\nurl = "embedded"\nprotected = true\n${more}\n` +
      '[tool.retort.connections.open]\nurl = "embedded"\n',
  );
  return folder;
}

function run(folder: string, words: readonly string[], input = ''): Promise<Outcome> {
  const env = {
    XDG_CONFIG_HOME: join(dirname(folder), 'config'),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
  return retort(folder, words, { input, env });
}

async function rows(folder: string): Promise<string> {
  return (await run(folder, ['current'])).stdout;
}

async function nameOf(folder: string): Promise<string> {
  const { stdout } = await run(folder, ['inspect', '--brief', '--json']);
  return (JSON.parse(stdout) as { server: { database: string } }).server.database;
}

it('no path and no answer but the name changes a protected database', { timeout: 240_000 }, async () => {
  const folder = protectedShop('allow_downgrade = true');
  expect((await run(folder, ['ensure_version', '--yes'])).code).toBe(2);
  const name = await nameOf(folder);
  expect((await run(folder, ['ensure_version', '--confirm', name])).code).toBe(0);
  expect((await run(folder, ['upgrade', '+2', '--confirm', name])).code).toBe(0);
  const before = await rows(folder);
  for (const words of PATHS) {
    for (const attempt of ATTEMPTS) {
      const { code, stdout } = await run(folder, [...words, ...attempt.words], attempt.input);
      const what = `${words.join(' ')}: ${attempt.title}`;
      expect([what, [2, 130].includes(code)]).toEqual([what, true]);
      expect(stdout).not.toContain('Running ');
    }
    const events = [...words, '--events', 'json'];
    for (const typedName of [undefined, '', 'another']) {
      expect(await answered(folder, events, typedName)).not.toContain('"event":"step"');
    }
    expect(await rows(folder)).toBe(before);
  }
  expect((await run(folder, ['downgrade', '-1'], `${name}\n`)).code).toBe(0);
  expect(await rows(folder)).not.toBe(before);
});

/** A plan is made, then its own id is confirmed with what was typed. */
function answered(folder: string, words: readonly string[], typedName: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, XDG_CONFIG_HOME: join(dirname(folder), 'config') };
    const child = spawn(process.execPath, [join(DIST, 'cli.js'), ...words], { cwd: folder, env });
    let said = '';
    let isAnswered = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [first, rest] = said.split('\n');
      if (isAnswered || rest === undefined) return;
      isAnswered = true;
      const { plan } = JSON.parse(first ?? '') as { plan: { id: string } };
      child.stdin.write(`${JSON.stringify({ answer: 'confirm', planId: plan.id, typedName })}\n`);
    });
    child.on('error', reject);
    child.on('close', () => {
      resolve(said);
    });
  });
}

describe('backwards', () => {
  it.each(['downgrade', 'stamp'])(
    '%s is off on a protected database until it is allowed',
    async (command) => {
      const folder = protectedShop();
      const name = await nameOf(folder);
      expect((await run(folder, ['upgrade', '+1', '--confirm', name])).code).toBe(0);
      const { code, stderr } = await run(folder, [command, 'base', '--confirm', name]);
      expect(code).toBe(3);
      expect(stderr).toContain(`live is protected: ${command} is off there`);
      expect(stderr).toContain('allow_downgrade = true');
      expect(await rows(folder)).toContain('3f1c9a7d2b40');
    },
  );
});

describe('--confirm', () => {
  it('confirms a plan of any database by name, and stops a run on another one', async () => {
    const folder = protectedShop();
    const name = await nameOf(folder);
    const wrong = await run(folder, ['upgrade', '+1', '--database', 'open', '--confirm', 'another', '--yes']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain(`open is the database '${name}'`);
    expect((await run(folder, ['upgrade', '+1', '--database', 'open', '--confirm', name])).code).toBe(0);
    expect((await run(folder, ['upgrade', '+1', '--database', 'open', '--yes'])).code).toBe(0);
  });
});
