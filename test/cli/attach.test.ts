// A run of the editor whose editor is gone: it goes on, is found again, can be cancelled, and its end is heard once.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { DIST } from '../support/build';
import {
  copyOfExample,
  retort,
  revisionSource,
  shopWithRevisions,
  type Outcome,
} from '../support/commandLine';

/** A project whose second revision waits for as long as the run lives, or not. */
function project(statement: string): string {
  return shopWithRevisions({
    'mine/one.py': revisionSource('one1', undefined, 'op.create_table("a", sa.Column("id", sa.Integer()))'),
    'mine/two.py': revisionSource('two2', 'one1', `op.execute(${JSON.stringify(statement)})`),
  });
}

const environment = (folder: string): Readonly<Record<string, string>> => ({
  XDG_CACHE_HOME: join(dirname(folder), 'cache'),
});

function run(folder: string, words: readonly string[], input = ''): Promise<Outcome> {
  return retort(folder, words, { input, env: environment(folder) });
}

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly id: string;
  readonly ended: Promise<number | null>;
}

/** Starts an upgrade as the editor does, confirms its plan, and resolves when an event of `awaited` was told. */
function startAsEditor(folder: string, awaited: string): Promise<Started> {
  const words = [join(DIST, 'cli.js'), 'upgrade', 'head', '--events', 'json'];
  const child = spawn(process.execPath, words, {
    cwd: folder,
    env: { ...process.env, ...environment(folder) },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Promise((resolve) => {
    let said = '';
    let id: string | undefined;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (id === undefined && said.includes('\n')) {
        const { plan } = JSON.parse(said.split('\n')[0] ?? '') as { plan: { id: string } };
        id = plan.id;
        child.stdin.write(`${JSON.stringify({ answer: 'confirm', planId: id })}\n`);
      }
      if (id !== undefined && said.includes(awaited)) resolve({ child, id, ended });
    });
  });
}

const SECOND_BEGINS = '"revision":"two2","state":"begin"';

/** The editor is gone: nobody reads and nobody writes. */
function abandon({ child }: Started): void {
  child.stdin.destroy();
  child.stdout.destroy();
  child.stderr.destroy();
}

const kinds = ({ stdout }: Outcome): readonly string[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);

it('goes on to its end without its editor, which is heard once', async () => {
  const folder = project('SELECT pg_sleep(2)');
  const started = await startAsEditor(folder, SECOND_BEGINS);
  abandon(started);
  const heard = await run(folder, ['attach', started.id]);
  expect(heard.code).toBe(0);
  expect(kinds(heard)[0]).toBe('plan');
  expect(kinds(heard).at(-1)).toBe('done');
  await started.ended;
  expect((await run(folder, ['current'])).stdout).toBe('two2 (head)\n');
  expect((await run(folder, ['attach', started.id])).code).toBe(2);
  expect(readdirSync(join(dirname(folder), 'cache', 'retort', 'runs'))).toEqual([]);
});

it('that ended unheard is told to the next editor', async () => {
  const folder = project('SELECT 1');
  const started = await startAsEditor(folder, '"event":"plan"');
  abandon(started);
  await started.ended;
  const { open } = JSON.parse((await run(folder, ['runs', '--json'])).stdout) as { open: unknown[] };
  expect(open).toMatchObject([{ id: started.id, state: 'ended' }]);
  expect(kinds(await run(folder, ['attach', started.id])).at(-1)).toBe('done');
});

it('is cancelled by the one who attached', async () => {
  const folder = project('SELECT pg_sleep(600)');
  const started = await startAsEditor(folder, SECOND_BEGINS);
  abandon(started);
  const { open } = JSON.parse((await run(folder, ['runs', '--json'])).stdout) as { open: unknown[] };
  expect(open).toMatchObject([{ id: started.id, state: 'running', plan: { target: 'head' } }]);
  const heard = await run(folder, ['attach', started.id], '{"answer":"cancel"}\n');
  expect(kinds(heard).at(-1)).toBe('cancelled');
  expect(await started.ended).toBe(130);
  expect((await run(folder, ['current'])).stdout).toBe('');
});

it('whose process was killed ends without a last word', async () => {
  const folder = project('SELECT pg_sleep(600)');
  const started = await startAsEditor(folder, SECOND_BEGINS);
  started.child.kill('SIGKILL');
  await started.ended;
  const { open } = JSON.parse((await run(folder, ['runs', '--json'])).stdout) as { open: unknown[] };
  expect(open).toMatchObject([{ id: started.id, state: 'lost' }]);
  const heard = await run(folder, ['attach', started.id]);
  expect(heard.code).toBe(0);
  expect(kinds(heard)).not.toContain('done');
  expect(existsSync(join(dirname(folder), 'cache', 'retort', 'runs', `${started.id}.jsonl`))).toBe(false);
});

it.each(['nothing', '../../etc/passwd'])('%j is no run', async (id) => {
  expect((await run(copyOfExample('shop'), ['attach', id])).code).toBe(2);
});
