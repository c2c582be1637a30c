// Back-ups of a SQLite file: all its pages, taken and brought back by SQLite itself, so that locks and WAL are honoured.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupMaker } from '../backups';
import { DatabaseProblem } from '../databaseProblem';
import type { SqliteTarget } from '../target';
import { sqliteLocation } from './location';
import { SqliteProcess } from './sqliteProcess';

/** The content of a back-up folder beside its record. */
const CONTENT = 'database.sqlite';

export interface SqliteProcessOptions {
  /** The bundle `dist/sqlite.js`. */
  readonly script: string;
  readonly workingFolder: string;
}

/** The maker for one file. */
export function sqliteBackupMaker(target: SqliteTarget, options: SqliteProcessOptions): BackupMaker {
  const location = sqliteLocation(target, options.workingFolder);
  const { file, timeoutMs, label } = location;
  const withFile = async <Result>(
    isForWriting: boolean,
    signal: AbortSignal | undefined,
    work: (child: SqliteProcess) => Promise<Result>,
  ): Promise<Result> => {
    const child = SqliteProcess.start(options.script, location);
    const stop = (): void => void child.kill();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await child.ask({ kind: 'open', file, isForWriting, timeoutMs }, 'opened');
      return await work(child);
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      throw new DatabaseProblem({ message: 'the run was cancelled', nextStep: 'Nothing was changed.' });
    } finally {
      signal?.removeEventListener('abort', stop);
      await child.close();
    }
  };
  return {
    dialect: 'sqlite',
    identity: file,
    async make(folder, signal) {
      const copy = join(folder, CONTENT);
      await withFile(false, signal, async (child) => await child.ask({ kind: 'copyTo', file: copy }, 'done'));
      return statSync(copy).size;
    },
    async restore(folder, signal) {
      const copy = join(folder, CONTENT);
      try {
        statSync(copy);
      } catch {
        throw new DatabaseProblem({
          message: `the back-up in ${folder} is not whole: ${CONTENT} is missing; ${label} was not changed`,
          nextStep: 'Choose another one of `retort backups`.',
        });
      }
      await withFile(
        true,
        signal,
        async (child) => await child.ask({ kind: 'copyFrom', file: copy }, 'done'),
      );
    },
    async fingerprint() {
      return await withFile(
        false,
        undefined,
        async (child) => (await child.ask({ kind: 'digest' }, 'digest')).digest,
      );
    },
  };
}
