// Which file a SQLite URL means, exactly as SQLAlchemy takes it; what cannot be honoured is refused, never left out.
import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseProblem } from '../databaseProblem';
import { targetLabel, type SqliteTarget } from '../target';

export interface SqliteLocation {
  /** Absolute, symbolic links followed where they exist. */
  readonly file: string;
  /** As the URL has it. */
  readonly label: string;
  /** How long a lock of somebody else is waited for. */
  readonly timeoutMs: number;
}

/** Python's own default. */
const TIMEOUT_SECONDS = 5;
/** Parameters of Python's driver that change nothing for us. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['check_same_thread', 'cached_statements']);

/** The file; a DatabaseProblem where there is none or where the URL asks for what is not honoured. */
export function sqliteLocation(target: SqliteTarget, workingFolder: string): SqliteLocation {
  const { path, parameters } = target;
  const label = targetLabel(target, '', {});
  if (path === '' || path === ':memory:') {
    throw new DatabaseProblem({
      message: 'the database is SQLite in memory, which is empty at every start and gone at every end',
      nextStep: 'Name a file: sqlite:///shop.db.',
    });
  }
  if (path.startsWith('file:')) {
    throw new DatabaseProblem({
      message: `${label} is a file: URI, which is not supported`,
      nextStep: 'Write the path itself: sqlite:///shop.db.',
    });
  }
  if (path.includes('\0')) {
    throw new DatabaseProblem({ message: 'the path holds a NUL character', nextStep: 'Correct the URL.' });
  }
  let timeoutMs = TIMEOUT_SECONDS * 1000;
  for (const [name, value] of parameters) {
    if (WITHOUT_EFFECT.has(name)) continue;
    const seconds = name === 'timeout' && /^\d+(?:\.\d+)?$/u.test(value) ? Number(value) : undefined;
    if (seconds === undefined || seconds > 86_400) {
      throw new DatabaseProblem({
        message: `the parameter ${name}=${value} of the SQLite URL of ${label} is not supported`,
        nextStep: 'Take it out of the URL, or run `alembic` itself.',
      });
    }
    timeoutMs = Math.round(seconds * 1000);
  }
  return { file: followLinks(resolve(workingFolder, path)), label, timeoutMs };
}

/** Where the file is missing, its folder is followed. */
function followLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    try {
      return join(realpathSync(dirname(file)), basename(file));
    } catch {
      return file;
    }
  }
}
