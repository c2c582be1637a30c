// The history of runs: what is remembered, and what never is.
import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { copyOfExample, retort, temporaryFolder, type Outcome } from '../support/commandLine';

function run(folder: string, words: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return retort(folder, words.split(' '), {
    env: { XDG_CACHE_HOME: join(dirname(folder), 'cache'), PGPASSWORD: 'c4nary', ...env },
  });
}

it('remembers what ran, newest first, and nothing that did not', async () => {
  const folder = copyOfExample('shop');
  await run(folder, 'upgrade +2 --plan');
  await run(folder, 'upgrade +2');
  expect((await run(folder, 'runs')).stdout).toBe('');
  await run(folder, 'upgrade +2 --yes');
  await run(folder, 'downgrade -1 --yes');
  await run(folder, 'stamp base --yes');
  const { stdout } = await run(folder, 'runs --json');
  expect((JSON.parse(stdout) as { runs: unknown[] }).runs).toMatchObject([
    { command: 'stamp', target: 'base', from: ['3f1c9a7d2b40'], to: [], outcome: 'done' },
    { command: 'downgrade', target: '-1', revisions: ['8d52e0b6c1fa'], to: ['3f1c9a7d2b40'] },
    {
      command: 'upgrade',
      target: '+2',
      project: join(folder, 'alembic.ini'),
      database: 'shop@embedded',
      revisions: ['3f1c9a7d2b40', '8d52e0b6c1fa'],
      from: [],
      to: ['8d52e0b6c1fa'],
      runner: 'native',
      outcome: 'done',
    },
  ]);
  expect((await run(folder, 'runs')).stdout).toMatch(
    /^\S+ \S+ {2}stamp base {2}shop@embedded {2}native {2}1 revision {2}\d+\.\d s {2}done\n/,
  );
  // The table is still there: the run fails, and is remembered all the same.
  await run(folder, 'upgrade head --yes');
  const [latest] = (JSON.parse((await run(folder, 'runs --json')).stdout) as { runs: unknown[] }).runs;
  expect(latest).toMatchObject({ outcome: 'failed', from: [], to: [] });
  const file = join(dirname(folder), 'cache', 'retort', 'runs.jsonl');
  expect(readFileSync(file, 'utf8')).not.toContain('c4nary');
  expect(statSync(file).mode & 0o077).toBe(0);
});

it('survives lines that are no runs, and a folder that cannot be written', async () => {
  const folder = copyOfExample('shop');
  await run(folder, 'upgrade +1 --yes');
  appendFileSync(join(dirname(folder), 'cache', 'retort', 'runs.jsonl'), '{"id":1}\nnull\n{broken\n');
  expect(((await run(folder, 'runs')).stdout.match(/\n/g) ?? []).length).toBe(1);
  expect((await run(folder, 'upgrade +1 --yes', { XDG_CACHE_HOME: '/dev/null' })).code).toBe(0);
});

it('needs no project', async () => {
  expect(await run(temporaryFolder('empty'), 'runs')).toEqual({ code: 0, stdout: '', stderr: '' });
});
