// The runs of this machine as JSON lines, shared by the command line and the editor. It never holds a URL or a password.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** One run that was confirmed and begun. */
export interface RunRecord {
  readonly id: string;
  /** When it began, ISO 8601 in UTC. */
  readonly at: string;
  readonly command: string;
  readonly target: string;
  /** The configuration file, absolute. */
  readonly project: string;
  /** As plans show it. */
  readonly database: string;
  /** The revisions run, in order; of a stamp, those it ends at. */
  readonly revisions: readonly string[];
  /** The version rows before. */
  readonly from: readonly string[];
  /** The version rows after; null when they could not be asked. */
  readonly to: readonly string[] | null;
  readonly runner: 'native' | 'alembic';
  readonly durationMs: number;
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'refused';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `retort/runs.jsonl` in the cache folder of the XDG base directories. */
export function runHistoryFile(environment: Environment): string {
  const cache = environment['XDG_CACHE_HOME'];
  const root = cache !== undefined && isAbsolute(cache) ? cache : join(homedir(), '.cache');
  return join(root, 'retort', 'runs.jsonl');
}

/** Adds a run; false when the file cannot be written, which is no reason for a run to fail. */
export function rememberRun(environment: Environment, record: RunRecord): boolean {
  const file = runHistoryFile(environment);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/** All runs, newest first. Lines that are not a run are left out; a missing file is no run. */
export function readRuns(environment: Environment): readonly RunRecord[] {
  let text: string;
  try {
    text = readFileSync(runHistoryFile(environment), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap(readLine).reverse();
}

function readLine(line: string): RunRecord[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is RunRecord {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  const texts = ['id', 'at', 'command', 'target', 'project', 'database', 'runner', 'outcome'];
  return (
    texts.every((key) => typeof entry[key] === 'string') &&
    typeof entry['durationMs'] === 'number' &&
    ['revisions', 'from'].every((key) => Array.isArray(entry[key]))
  );
}
