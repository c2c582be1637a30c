// The runs of this machine as JSON lines, shared by the command line and the editor. It never holds a URL or a password.
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** One run that was confirmed and begun. It is written when it begins and again when it ends; the last line counts. */
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
  /** `unfinished`: its process is gone and has not said how it ended. */
  readonly outcome: 'done' | 'failed' | 'cancelled' | 'refused' | 'running' | 'unfinished';
  /** The version rows it was to end with. */
  readonly end?: readonly string[];
  /** The process of the run, and the machine it runs on. */
  readonly processId?: number;
  readonly host?: string;
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

/** What a record of this very process says of where it runs. */
export function thisProcess(): Pick<RunRecord, 'processId' | 'host'> {
  return { processId: process.pid, host: hostname() };
}

/** All runs, newest first. Lines that are not a run are left out; a missing file is no run. */
export function readRuns(environment: Environment): readonly RunRecord[] {
  let text: string;
  try {
    text = readFileSync(runHistoryFile(environment), 'utf8');
  } catch {
    return [];
  }
  const byId = new Map<string, RunRecord>();
  for (const record of text.split('\n').flatMap(readLine)) byId.set(record.id, record);
  return [...byId.values()].map(withState).reverse();
}

/** Of a run that goes on or was killed; of a machine that is not this one nobody can tell, so it goes on. */
function withState(record: RunRecord): RunRecord {
  if (record.outcome !== 'running' || record.host !== hostname() || record.processId === undefined)
    return record;
  return isAlive(record.processId) ? record : { ...record, outcome: 'unfinished' };
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The latest run of a project on a database, where it was killed and nothing was run there since; undefined otherwise. */
export function unfinishedRun(
  environment: Environment,
  place: Pick<RunRecord, 'project' | 'database'>,
): RunRecord | undefined {
  const latest = readRuns(environment).find(
    ({ project, database, outcome }) =>
      project === place.project && database === place.database && outcome !== 'refused',
  );
  return latest?.outcome === 'unfinished' ? latest : undefined;
}

/** What a run that was killed left behind, in one sentence. */
export function leftBehind(run: RunRecord, current: readonly string[]): string {
  const ids = (rows: readonly string[]): string =>
    rows.length === 0 ? 'no revision' : [...rows].sort().join(', ');
  const isSame = (rows: readonly string[] | undefined): boolean =>
    rows !== undefined && ids(rows) === ids(current);
  const what = `${run.command} ${run.target}`.trim();
  const when = run.at.replace('T', ' ').replace(/\..*/su, ' UTC');
  const where = isSame(run.end)
    ? 'all of it was applied'
    : isSame(run.from)
      ? 'nothing of it is left'
      : 'the revisions up to there were applied, those after it were not';
  return `The run of ${when} (${what}, from ${ids(run.from)}) was ended before it could say how: the database is at ${ids(current)}, ${where}.`;
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
