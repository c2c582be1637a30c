// A project on a real server: the example's configuration with a history of the test's own, and the command line on it.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import type { RunEvent } from '../../server/src/database/runEvents';
import { temporaryDatabase } from '../database/postgresServer';
import { PYTHON } from '../database/python';
import { DIST } from '../support/build';
import { copyOfExample, retort, revisionSource, writeFiles, type Outcome } from '../support/commandLine';

export interface ServerProject {
  readonly folder: string;
  readonly url: string;
  readonly env: Readonly<Record<string, string>>;
  run(words: string, more?: Readonly<Record<string, string>>): Promise<Outcome>;
}

/** A project whose revisions r1, r2, ... run these bodies, on a database of its own. */
export async function serverProject(
  bodies: readonly string[],
  options: { readonly env?: (source: string) => string } = {},
): Promise<ServerProject> {
  const folder = copyOfExample('shop');
  const files = bodies.map((body, index) => {
    const down = index === 0 ? undefined : `r${index}`;
    return [`mine/r${index + 1}.py`, revisionSource(`r${index + 1}`, down, body)] as const;
  });
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
  writeFiles(folder, {
    'alembic.ini': read('alembic.ini').replace(
      'path_separator',
      'version_locations = %(here)s/mine\npath_separator',
    ),
    'migrations/env.py': (options.env ?? ((source) => source))(read('migrations/env.py')),
    ...Object.fromEntries(files),
  });
  const url = await temporaryDatabase();
  const env = {
    DATABASE_URL: url,
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '', '-m', 'alembic']),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
  const run = (words: string, more: Readonly<Record<string, string>> = {}): Promise<Outcome> =>
    retort(folder, [...words.split(' '), '--database', 'env:DATABASE_URL'], { env: { ...env, ...more } });
  return { folder, url, env, run };
}

export interface RunningChild {
  readonly processId: number;
  readonly events: RunEvent[];
  /** Resolves with the exit code, or the signal, when the process is gone. */
  readonly ended: Promise<number | string>;
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): void;
}

/** Starts a run that tells events; `onEvent` sees each as it comes. */
export function startRun(
  project: ServerProject,
  words: readonly string[],
  onEvent: (event: RunEvent, child: RunningChild) => void = () => undefined,
): RunningChild {
  const all = [...words, '--yes', '--events', 'json', '--database', 'env:DATABASE_URL'];
  const process_ = spawn(process.execPath, [join(DIST, 'cli.js'), ...all], {
    cwd: project.folder,
    env: { ...process.env, ...project.env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const events: RunEvent[] = [];
  const child: RunningChild = {
    processId: process_.pid ?? 0,
    events,
    ended: new Promise((resolve) => process_.on('close', (code, signal) => resolve(code ?? signal ?? 0))),
    kill: (signal) => void process_.kill(signal),
  };
  createInterface({ input: process_.stdout }).on('line', (line) => {
    const event = JSON.parse(line) as RunEvent;
    events.push(event);
    onEvent(event, child);
  });
  return child;
}
