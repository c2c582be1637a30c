// Turns SQLite's result codes into a sentence and a next step. The only place that knows them.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { knownFailure } from '../knownFailures';
import { DatabaseProblem, type ProblemDescription } from '../databaseProblem';
import type { SqliteLocation } from './location';
import type { SqliteAnswer } from './messages';

type Failure = Extract<SqliteAnswer, { kind: 'failed' }>;

/** Primary result codes by their names; https://www.sqlite.org/rescode.html. */
const CODES: Readonly<Record<number, string>> = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  17: 'SQLITE_SCHEMA',
  19: 'SQLITE_CONSTRAINT',
  23: 'SQLITE_AUTH',
  26: 'SQLITE_NOTADB',
};

export function describeSqliteFailure({ message, code }: Failure, location: SqliteLocation): DatabaseProblem {
  const name = code === undefined ? undefined : (CODES[code & 0xff] ?? `SQLITE_${code & 0xff}`);
  return new DatabaseProblem({ ...describe(name, message, location), code: name });
}

function describe(
  name: string | undefined,
  message: string,
  { label, file, timeoutMs }: SqliteLocation,
): ProblemDescription {
  switch (name) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return {
        message: `${label}: ${message}; another program was writing to it for ${timeoutMs / 1000} s`,
        nextStep: 'Close the program that has the database open, then try again.',
      };
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return {
        message: `${label}: ${message}; the file or its folder is not writable`,
        nextStep: 'SQLite writes its journal beside the file: make both writable, then try again.',
      };
    case 'SQLITE_NOTADB':
      return {
        message: `${label}: ${message}`,
        nextStep: 'It is another kind of file, or encrypted. Correct the path in the URL.',
      };
    case 'SQLITE_CORRUPT':
      return {
        message: `${label}: ${message}`,
        nextStep: 'Bring back a copy of the file; `retort backups` lists those made by runs.',
      };
    case 'SQLITE_CANTOPEN':
      return existsSync(dirname(file))
        ? { message: `${label}: ${message}`, nextStep: 'Check the path and the rights on it.' }
        : {
            message: `the folder of ${label} does not exist`,
            nextStep: `Create ${dirname(file)}, or correct the path.`,
          };
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
      return { message: `${label}: ${message}`, nextStep: 'Check the disk, then look at `retort current`.' };
    default:
      return {
        message,
        nextStep: knownFailure(message)?.nextStep ?? 'Correct the revision, then run it again.',
      };
  }
}
