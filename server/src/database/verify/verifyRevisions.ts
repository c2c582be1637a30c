// Up, down and up again on a scratch database, for one revision after the other, with the catalogue compared each time.
import { ignoredTables, type VersionTable } from '../versionRows';
import { readCatalogue, type Catalogue } from '../catalogue/catalogue';
import { compareCatalogues, type CatalogueDifference } from '../catalogue/compareCatalogues';
import type { Clock } from '../clock';
import type { NativeStatement } from '../nativeRun';
import type { ScratchDatabase } from '../scratch/scratchDatabase';
import { alembicHalf, type AlembicOnScratch } from './alembicHalf';
import { blame } from './blame';
import { executeHalf, type HalfFailure } from './executeHalf';
import { countRows, rowChanges, seedTables, type SeedWish } from './seed';
import type { VerifyEvent, VerifyPhase, VerifyResult } from './verifyEvents';
import type { HalfObstacle, VerifyHalf, VerifyStep } from './verifyStep';

export interface Verification {
  readonly scratch: ScratchDatabase;
  /** In the order in which they are applied, beginning at an empty database. */
  readonly steps: readonly VerifyStep[];
  readonly versionTable: VersionTable;
  /** Makes the scratch database what it was at the beginning; undefined: it was empty. */
  readonly restart?: (() => Promise<void>) | undefined;
  /** Rows that are put in before each verified revision. */
  readonly seed: SeedWish;
  /** Runs what is not known statically; undefined where the project has no Alembic. */
  readonly alembic: AlembicOnScratch | undefined;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly onEvent: (event: VerifyEvent) => void;
}

type Direction = 'upgrade' | 'downgrade';

/** Tells `begin`, a `result` for every verified revision, and `done` or `cancelled`. True when none failed. */
export async function verifyRevisions(verification: Verification): Promise<boolean> {
  const { steps, clock, onEvent, scratch, signal } = verification;
  const began = clock.now();
  const count = { passed: 0, failed: 0, refused: 0 };
  const run = new Run(verification);
  onEvent({
    event: 'begin',
    database: scratch.label,
    total: steps.filter(({ isVerified }) => isVerified).length,
  });
  for (const [index, step] of steps.entries()) {
    if (signal.aborted) {
      onEvent({ event: 'cancelled' });
      return false;
    }
    if (!step.isVerified) {
      await run.apply(step);
      continue;
    }
    onEvent({ event: 'revision', revision: step.revision });
    const result = await run.verify(step, index);
    count[result.outcome] += 1;
    onEvent({ event: 'result', result });
  }
  onEvent({ event: 'done', ...count, durationMs: Math.round(clock.now() - began) });
  return count.failed === 0;
}

type Finding = Pick<VerifyResult, 'outcome' | 'phase' | 'reason'> & Partial<VerifyResult>;

/** The state between revisions: what the database holds, and what made it unusable. */
class Run {
  readonly #verification: Verification;
  readonly #ignored: ReadonlySet<string>;
  /** Why later revisions cannot be tried: one that they stand on does not work. */
  #blocked: string | undefined;
  #catalogue: Catalogue | undefined;
  #isScriptRun = false;

  constructor(verification: Verification) {
    this.#verification = verification;
    this.#ignored = ignoredTables(verification.versionTable, verification.scratch.target.kind);
  }

  /** Upgrades without looking. */
  async apply(step: VerifyStep): Promise<void> {
    if (this.#blocked !== undefined) return;
    const failure = this.#obstacle(step.up) ?? (await this.#execute(step, 'upgrade', step.up));
    this.#catalogue = undefined;
    if (failure !== undefined) this.#blocked = blockedBy(step, failure);
  }

  async verify(step: VerifyStep, index: number): Promise<VerifyResult> {
    const { clock } = this.#verification;
    const began = clock.now();
    const finding = await this.#judge(step, index);
    return {
      revision: step.revision,
      message: step.message,
      path: step.path,
      nextStep: '',
      line: undefined,
      sql: undefined,
      differences: [],
      reordered: [],
      rows: [],
      durationMs: Math.round(clock.now() - began),
      ...finding,
    };
  }

  async #judge(step: VerifyStep, index: number): Promise<Finding> {
    if (this.#blocked !== undefined) {
      const nextStep = 'Mend that one first.';
      return { outcome: 'refused', phase: undefined, reason: this.#blocked, nextStep };
    }
    const obstacle = this.#obstacle(step.up);
    if (obstacle !== undefined) {
      this.#blocked = blockedBy(step, obstacle);
      return obstacleFinding(obstacle, 'up');
    }
    if (isEmpty(step)) {
      await this.#execute(step, 'upgrade', step.up);
      return { outcome: 'passed', phase: undefined, reason: '' };
    }
    const before = this.#catalogue ?? (await this.#look());
    const seeded = await this.#seed(step);
    const hasRows = seeded || this.#verification.restart !== undefined;
    const rowsBefore = hasRows ? await this.#count() : undefined;
    const up = await this.#executeAndLook(step, 'upgrade', step.up);
    if ('failure' in up) {
      // With empty tables it may work, and then those that stand on it can be tried.
      if (seeded) await this.#rebuild(index);
      else this.#blocked = blockedBy(step, up.failure);
      const finding = failureFinding(up.failure, 'up');
      return seeded ? { ...finding, reason: `with rows in the tables: ${finding.reason}` } : finding;
    }
    const after = up.catalogue;
    const downObstacle = this.#obstacle(step.down);
    if (downObstacle !== undefined) {
      this.#catalogue = after;
      return obstacleFinding(downObstacle, 'down');
    }
    const finding = await this.#downAndUp(step, before, after, rowsBefore);
    if (finding.outcome === 'passed') this.#catalogue = after;
    else await this.#rebuild(index);
    return finding;
  }

  async #downAndUp(
    step: VerifyStep,
    before: Catalogue,
    after: Catalogue,
    rowsBefore: ReadonlyMap<string, number> | undefined,
  ): Promise<Finding> {
    const down = await this.#executeAndLook(step, 'downgrade', step.down);
    if ('failure' in down) return failureFinding(down.failure, 'down');
    const left = compareCatalogues(before, down.catalogue);
    const real = left.filter(({ change }) => change !== 'reordered');
    const reordered = left.filter(({ change }) => change === 'reordered');
    const rows = rowsBefore === undefined ? [] : rowChanges(rowsBefore, await this.#count());
    if (real.length > 0) {
      const statements = [...step.down.statements, ...step.up.statements];
      return { ...differenceFinding(real, statements, 'down'), reordered, rows };
    }
    const again = await this.#executeAndLook(step, 'upgrade', step.up);
    if ('failure' in again) return { ...failureFinding(again.failure, 'up again'), reordered, rows };
    const different = compareCatalogues(after, again.catalogue).filter(
      ({ change }) => change !== 'reordered',
    );
    if (different.length > 0) {
      return { ...differenceFinding(different, step.up.statements, 'up again'), reordered, rows };
    }
    return { outcome: 'passed', phase: undefined, reason: '', reordered, rows };
  }

  /** After a failure: an empty database, and every revision up to this one again. */
  async #rebuild(index: number): Promise<void> {
    const { scratch, steps, signal, restart } = this.#verification;
    this.#catalogue = undefined;
    await (restart ?? (() => scratch.reset()))();
    for (const step of steps.slice(0, index + 1)) {
      if (signal.aborted) return;
      await this.apply(step);
    }
  }

  async #execute(
    step: VerifyStep,
    direction: Direction,
    half: VerifyHalf,
    onSent?: () => void,
  ): Promise<HalfFailure | undefined> {
    const { scratch, versionTable, alembic, signal } = this.#verification;
    if (half.obstacle !== undefined && alembic !== undefined) {
      return await alembicHalf(scratch, step, direction, alembic);
    }
    const { connection } = scratch;
    return await executeHalf({ connection, step, direction, half, versionTable, signal }, onSent);
  }

  /** Executes a direction and looks at what it left, which a server is asked in the same breath. */
  async #executeAndLook(
    step: VerifyStep,
    direction: Direction,
    half: VerifyHalf,
  ): Promise<{ readonly failure: HalfFailure } | { readonly catalogue: Catalogue }> {
    let looking: Promise<Catalogue> | undefined;
    const failure = await this.#execute(step, direction, half, () => {
      looking = this.#look();
      // After a failure nobody asks what it saw.
      looking.catch(() => undefined);
    });
    if (failure === undefined) return { catalogue: await (looking ?? this.#look()) };
    await looking?.catch(() => undefined);
    return { failure };
  }

  /** What cannot be tried at all: not by executing its statements, and not through Alembic. */
  #obstacle({ obstacle }: VerifyHalf): HalfObstacle | undefined {
    const isForAlembic = this.#verification.alembic !== undefined && obstacle?.isCertain === false;
    return isForAlembic ? undefined : obstacle;
  }

  async #look(): Promise<Catalogue> {
    return await readCatalogue(this.#verification.scratch.connection, this.#ignored);
  }

  async #count(): Promise<ReadonlyMap<string, number>> {
    return await countRows(this.#verification.scratch.connection, this.#ignored);
  }

  async #seed(step: VerifyStep): Promise<boolean> {
    const { seed, scratch, onEvent } = this.#verification;
    if (seed.kind === 'none') return false;
    if (seed.kind === 'script' && this.#isScriptRun) return true;
    this.#isScriptRun = true;
    for (const text of await seedTables(scratch.connection, this.#ignored, seed)) {
      onEvent({ event: 'note', revision: step.revision, text });
    }
    return true;
  }
}

/** A merge, or a revision that has yet to be written: only version rows change, and those are known. */
function isEmpty({ up, down }: VerifyStep): boolean {
  return [up, down].every(({ statements, obstacle }) => statements.length === 0 && obstacle === undefined);
}

function blockedBy({ revision }: VerifyStep, failure: HalfFailure | HalfObstacle): string {
  const reason = 'problem' in failure ? failure.problem.message : failure.reason;
  return `it stands on ${revision}, which cannot be applied: ${reason}`;
}

function obstacleFinding({ reason, line, isCertain }: HalfObstacle, phase: VerifyPhase): Finding {
  const nextStep = isCertain
    ? 'Correct the revision.'
    : 'Only Alembic can run it, and none of the project was found: activate its virtual environment or set RETORT_ALEMBIC.';
  return { outcome: isCertain ? 'failed' : 'refused', phase, reason, line, nextStep };
}

function failureFinding({ problem, statement }: HalfFailure, phase: VerifyPhase): Finding {
  const { message, nextStep } = problem;
  return { outcome: 'failed', phase, reason: message, nextStep, line: statement?.line, sql: statement?.sql };
}

function differenceFinding(
  found: readonly CatalogueDifference[],
  statements: readonly NativeStatement[],
  phase: 'down' | 'up again',
): Finding {
  const differences = found.map((difference) => blame(difference, statements));
  const what = found.length === 1 ? 'one difference' : `${found.length} differences`;
  const down = {
    reason: `downgrade() does not bring back what was before: ${what}`,
    nextStep: 'Complete downgrade() so that it undoes every operation of upgrade().',
  };
  const again = {
    reason: `upgrade() after downgrade() makes something else than before: ${what}`,
    nextStep: 'Look at what downgrade() leaves behind.',
  };
  return {
    outcome: 'failed',
    phase,
    ...(phase === 'down' ? down : again),
    differences,
    line: differences.find(({ line }) => line !== undefined)?.line,
  };
}
