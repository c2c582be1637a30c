// The file a run writes its events to while it works, so that an editor that was reloaded finds it again; and the file
// beside it that cancels the run. Both lie in `runs/` beside the history, readable by their owner alone.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunEvent, RunPlan } from './runEvents';
import { runHistoryFile } from './runHistory';

type Environment = Readonly<Record<string, string | undefined>>;

/** The first line of a file: the plan, and the process that runs it. */
export type RunFileHead = Extract<RunEvent, { event: 'plan' }> & { readonly processId: number };

/** A run whose events were not told to anybody who stayed to hear the end. */
export interface OpenRun {
  readonly id: string;
  readonly plan: RunPlan;
  readonly state: 'running' | 'ended' | 'lost';
}

const ENDS: ReadonlySet<unknown> = new Set(['done', 'failed', 'refused', 'cancelled']);

export function isEndOfRun({ event }: RunEvent): boolean {
  return ENDS.has(event);
}

/** `runs/<id>.jsonl` and `.cancel`; undefined for an id that is no name of a file. */
function fileOf(environment: Environment, id: string, ending: 'jsonl' | 'cancel'): string | undefined {
  if (!/^[\w-]{1,100}$/u.test(id)) return undefined;
  return join(dirname(runHistoryFile(environment)), 'runs', `${id}.${ending}`);
}

/** Writes the head; false where it cannot be written, which is no reason for a run to fail. */
export function beginRunFile(environment: Environment, plan: RunPlan): boolean {
  const file = fileOf(environment, plan.id, 'jsonl');
  if (file === undefined) return false;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const head: RunFileHead = { event: 'plan', plan, processId: process.pid };
    writeFileSync(file, `${JSON.stringify(head)}\n`, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

export function appendRunEvent(environment: Environment, id: string, event: RunEvent): void {
  const file = fileOf(environment, id, 'jsonl');
  try {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(event)}\n`);
  } catch {
    // The disk is full, or the folder is gone: the run goes on, and its reader hears of it directly.
  }
}

/** The end was told: nobody needs the file any more. */
export function removeRunFile(environment: Environment, id: string): void {
  for (const ending of ['jsonl', 'cancel'] as const) {
    const file = fileOf(environment, id, ending);
    if (file !== undefined) rmSync(file, { force: true });
  }
}

/** Asks a run to stop; it looks a few times a second. */
export function requestCancel(environment: Environment, id: string): void {
  const file = fileOf(environment, id, 'cancel');
  if (file !== undefined) writeFileSync(file, '', { mode: 0o600 });
}

export function isCancelRequested(environment: Environment, id: string): boolean {
  const file = fileOf(environment, id, 'cancel');
  return file !== undefined && existsSync(file);
}

/** The head and the whole lines behind it; undefined where there is no such run. */
export function readRunFile(
  environment: Environment,
  id: string,
): { readonly head: RunFileHead; readonly events: readonly RunEvent[] } | undefined {
  const file = fileOf(environment, id, 'jsonl');
  try {
    const lines = readFileSync(file ?? '', 'utf8')
      .split('\n')
      .slice(0, -1);
    const [head, ...events] = lines.map((line) => JSON.parse(line) as RunEvent);
    if (head?.event !== 'plan' || !('processId' in head)) return undefined;
    return { head: head as RunFileHead, events };
  } catch {
    return undefined;
  }
}

/** True while the process of a run is there. */
export function isRunAlive({ processId }: RunFileHead): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Every run that has a file. */
export function openRuns(environment: Environment): readonly OpenRun[] {
  let names: readonly string[];
  try {
    names = readdirSync(join(dirname(runHistoryFile(environment)), 'runs'));
  } catch {
    return [];
  }
  return names.flatMap((name): OpenRun[] => {
    if (!name.endsWith('.jsonl')) return [];
    const found = readRunFile(environment, name.slice(0, -'.jsonl'.length));
    if (found === undefined) return [];
    const { head, events } = found;
    const state = events.some(isEndOfRun) ? 'ended' : isRunAlive(head) ? 'running' : 'lost';
    return [{ id: head.plan.id, plan: head.plan, state }];
  });
}
