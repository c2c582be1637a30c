// Brings an empty scratch database to the version rows of another one: natively, and from the first step that is not known
// statically through the project's Alembic.
import { DatabaseProblem } from '../databaseProblem';
import type { ScratchDatabase } from '../scratch/scratchDatabase';
import type { VersionTable } from '../versionRows';
import { alembicHalf, type AlembicOnScratch } from './alembicHalf';
import { executeHalf } from './executeHalf';
import type { VerifyStep } from './verifyStep';

export interface ScratchHistory {
  readonly scratch: ScratchDatabase;
  readonly steps: readonly VerifyStep[];
  /** The version rows to end at. */
  readonly rows: readonly string[];
  readonly versionTable: VersionTable;
  /** Undefined where the project has no Alembic. */
  readonly alembic: AlembicOnScratch | undefined;
  readonly signal: AbortSignal;
}

/** Throws a DatabaseProblem that names the revision which cannot be applied. */
export async function applySteps({ scratch, steps, rows, ...run }: ScratchHistory): Promise<void> {
  const { versionTable, alembic, signal } = run;
  for (const step of steps) {
    if (signal.aborted) return;
    const { obstacle } = step.up;
    if (obstacle === undefined) {
      const { connection } = scratch;
      const half = { connection, step, direction: 'upgrade', half: step.up, versionTable, signal } as const;
      const failure = await executeHalf(half);
      if (failure !== undefined) throw cannot(step, failure.problem.message);
      continue;
    }
    if (obstacle.isCertain || alembic === undefined) throw cannot(step, obstacle.reason);
    for (const revision of rows) {
      const failure = await alembicHalf(scratch, { ...step, revision }, 'upgrade', alembic);
      if (failure !== undefined) throw cannot({ revision }, failure.problem.message);
    }
    return;
  }
}

function cannot({ revision }: Pick<VerifyStep, 'revision'>, reason: string): DatabaseProblem {
  return new DatabaseProblem({
    message: `${revision} cannot be applied to a scratch database: ${reason}`,
    nextStep: 'Look at `retort verify`; another scratch database can be named with --scratch env:NAME.',
  });
}
