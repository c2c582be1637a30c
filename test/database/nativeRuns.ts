// Short ways to write a run and to read what it told.
import type { Connection } from '../../server/src/database/connection';
import { systemClock } from '../../server/src/database/clock';
import type { NativeRun, NativeStatement, NativeStep } from '../../server/src/database/nativeRun';
import { runNative, type NativeOutcome } from '../../server/src/database/nativeRunner';
import type { RunEvent } from '../../server/src/database/runEvents';

export const VERSION_TABLE = { name: 'alembic_version', schema: undefined };

/** A step that upgrades to `revision`; statements are lines 10, 11, ... of its file. */
export function step(
  revision: string,
  statements: readonly (string | NativeStatement)[],
  change: Partial<NativeStep> = {},
): NativeStep {
  return {
    direction: 'upgrade',
    revision,
    message: `make ${revision}`,
    path: `/versions/${revision}.py`,
    from: [],
    to: [revision],
    statements: statements.map((statement, index) =>
      typeof statement === 'string' ? { sql: statement, line: 10 + index, transactional: true } : statement,
    ),
    versionChanges: [],
    ...change,
  };
}

/** `count` steps r1, r2, ... that create tables t1, t2, ... one after the other. */
export function tableSteps(count: number): NativeStep[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `r${index + 1}`;
    const change =
      index === 0
        ? ({ kind: 'insert', version: id } as const)
        : ({ kind: 'update', from: `r${index}`, to: id } as const);
    return step(id, [`CREATE TABLE t${index + 1} (id int)`], { versionChanges: [change] });
  });
}

export interface CollectedRun {
  readonly outcome: NativeOutcome;
  readonly events: readonly RunEvent[];
  readonly last: RunEvent;
}

/** Runs and collects; `onEvent` sees each event as it comes. */
export async function collectRun(
  connection: Connection,
  run: Pick<NativeRun, 'steps' | 'plannedCurrent'> & Partial<NativeRun>,
): Promise<CollectedRun> {
  const events: RunEvent[] = [];
  const outcome = await runNative({
    connection,
    versionTable: VERSION_TABLE,
    transactionPerMigration: false,
    signal: new AbortController().signal,
    clock: systemClock,
    random: () => 0.5,
    ...run,
    onEvent: (event) => {
      events.push(event);
      run.onEvent?.(event);
    },
  });
  await connection.close();
  const last = events.at(-1);
  if (last === undefined) throw new Error('the run told nothing');
  return { outcome, events, last };
}
