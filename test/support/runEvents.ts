// A run that is talked to while it works: what it tells, answered, cancelled or killed.
import { execFileSync, type ChildProcess } from 'node:child_process';
import { start } from './sqliteProject';

type Told = Readonly<Record<string, unknown>>;

export interface Conversation {
  /** Resolves with the first event for which it is true; rejects when the run ends without one. */
  until(isIt: (event: Told) => boolean): Promise<Told>;
  cancel(): void;
  /** Ends the command with no chance to clean up. */
  kill(): void;
  /** The same for everything it started. */
  killAll(): void;
  /** The exit code, null when it was killed. */
  readonly ended: Promise<number | null>;
  /** What was told last. */
  readonly last: Told;
}

/** Starts `retort WORDS --events json` on the Node with SQLite. */
export function talk(folder: string, words: string): Conversation {
  const child = start(folder, words);
  const told: Told[] = [];
  const listeners = new Set<() => void>();
  let errors = '';
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (more: string) => (errors += more));
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    const lines = (text + more).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) told.push(JSON.parse(line) as Told);
    for (const listener of listeners) listener();
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return {
    ended,
    get last() {
      return told.at(-1) ?? {};
    },
    async until(isIt) {
      return await new Promise((resolve, reject) => {
        const look = (): void => {
          const found = told.find(isIt);
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`it ended: ${JSON.stringify(told.at(-1))} ${errors}`)));
      });
    },
    cancel: () => void child.stdin?.write('{"answer":"cancel"}\n'),
    kill: () => void child.kill('SIGKILL'),
    killAll() {
      for (const id of [...descendants(child), child.pid ?? 0]) process.kill(id, 'SIGKILL');
    },
  };
}

function descendants({ pid }: ChildProcess): readonly number[] {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/u).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([id = 0, of]) => (of === parent ? [id, ...below(id)] : []));
  return below(pid ?? 0);
}
