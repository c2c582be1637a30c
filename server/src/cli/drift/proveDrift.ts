// Proves a revision for what a database has before it is written: its upgrade gives what the database has, its downgrade what
// the history makes.
import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fullVersionTable } from '../run/runOptions';
import { withParsedSql } from '../parsedSql';
import { alembicOnScratch } from '../verify/alembicOnScratch';
import { environmentRefusal } from '../run/environmentObstacle';
import { verifySteps } from '../verify/verifySteps';
import type { CommandInput } from '../command';
import type { Drift, DriftScratch } from './compareWithHistory';
import type { OpenedProject } from '../openProject';
import type { PlannedRevision } from '../writeRevision';
import type { Catalogue } from '../../database/catalogue/catalogue';
import {
  compareCatalogues,
  differenceLines,
  type CatalogueDifference,
} from '../../database/catalogue/compareCatalogues';
import type { Finding } from '../../engine/index';
import { makeThrowawayFolder } from '../../database/scratch/throwawayFolder';
import type { VerifyHalf, VerifyStep } from '../../database/verify/verifyStep';

/** What a text fails at. */
export interface Disproof {
  readonly reason: string;
  /** Of upgrade() and downgrade() together, counted from 1; undefined where no statement failed. */
  readonly line: number | undefined;
  readonly differences: readonly CatalogueDifference[];
}

/** What the linter says of the proved file, or why it is not proved. */
export type Proof = { readonly findings: readonly Finding[] } | { readonly disproof: Disproof };

/**
 * The scratch database is as it was afterwards. `id` is the revision of the file, which is not among the project's: where
 * Alembic has to load it, it lies in a folder of its own.
 */
export async function proveDrift(
  input: CommandInput,
  drift: Drift,
  scratch: DriftScratch,
  file: PlannedRevision & { readonly id: string },
): Promise<Proof> {
  const workspace = drift.opened.workspace.withFile(file.path, file.text);
  const opened = await withParsedSql({ ...drift.opened, workspace }, input, (one) => one.lint(file.path));
  const [step] = verifySteps(opened, [file.id], drift.rows, environmentRefusal(opened));
  if (step === undefined) throw new Error(`${file.id} has no step`);
  const disproof = [step.up, step.down].some(({ obstacle }) => obstacle?.isCertain === false)
    ? await disproofBeside(input, drift, scratch, file)
    : await disproofOf(input, drift, scratch, { opened, step, moreRevisions: undefined });
  if (disproof === undefined) return { findings: opened.workspace.lint(file.path) };
  await scratch.restore();
  return { disproof };
}

/** Tried from a folder that goes away, whatever happens: what is not proved is never among the project's revisions. */
async function disproofBeside(
  input: CommandInput,
  drift: Drift,
  scratch: DriftScratch,
  { id, path, text }: PlannedRevision & { readonly id: string },
): Promise<Disproof | undefined> {
  const folder = makeThrowawayFolder('proof');
  try {
    const beside = join(folder, basename(path));
    writeFileSync(beside, text);
    const workspace = drift.opened.workspace.withFile(beside, text);
    const opened = await withParsedSql({ ...drift.opened, workspace }, input, (one) => one.lint(beside));
    const [step] = verifySteps(opened, [id], drift.rows, environmentRefusal(opened));
    if (step === undefined) throw new Error(`${id} has no step`);
    return await disproofOf(input, drift, scratch, { opened, step, moreRevisions: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Tried {
  readonly opened: OpenedProject;
  readonly step: VerifyStep;
  /** Where the file lies for Alembic; undefined where Alembic does not need it. */
  readonly moreRevisions: string | undefined;
}

async function disproofOf(
  input: CommandInput,
  drift: Drift,
  scratch: DriftScratch,
  { opened, step, moreRevisions }: Tried,
): Promise<Disproof | undefined> {
  const { readCatalogue } = await import('../../database/catalogue/catalogue');
  const { withoutGrants, wordedBy } = await import('../../database/catalogue/sameMeaning');
  const { alembicHalf } = await import('../../database/verify/alembicHalf');
  const { executeHalf } = await import('../../database/verify/executeHalf');
  const { ignoredTables } = await import('../../database/versionRows');
  const versionTable = fullVersionTable(drift.opened);
  const ignored = ignoredTables(versionTable, scratch.database.target.kind);
  const { signal } = input.process;
  const found = alembicOnScratch(input, opened);
  const alembic = found === undefined || moreRevisions === undefined ? found : { ...found, moreRevisions };
  const execute = async (
    direction: 'upgrade' | 'downgrade',
    half: VerifyHalf,
  ): Promise<Disproof | undefined> => {
    const { obstacle } = half;
    if (obstacle !== undefined && (obstacle.isCertain || alembic === undefined))
      return { reason: obstacle.reason, line: obstacle.line, differences: [] };
    const { connection } = scratch.database;
    const failure =
      obstacle === undefined || alembic === undefined
        ? await executeHalf({ connection, step, direction, half, versionTable, signal })
        : await alembicHalf(scratch.database, step, direction, alembic);
    if (failure === undefined) return undefined;
    const { problem, statement } = failure;
    const [first = ''] = statement?.sql.split('\n') ?? [];
    const what = first === '' ? '' : `${first} fails: `;
    return { reason: `${what}${problem.message}`, line: statement?.line, differences: [] };
  };
  const compare = (found: readonly CatalogueDifference[], prefix: string): Disproof | undefined => {
    const [first] = found;
    if (first === undefined) return undefined;
    return { reason: `${prefix}${differenceLines(first).join(', ')}`, line: undefined, differences: found };
  };
  const read = async (): Promise<Catalogue> =>
    withoutGrants(await readCatalogue(scratch.database.connection, ignored));
  const up = await execute('upgrade', step.up);
  if (up !== undefined) return up;
  const upgraded = await read();
  const { connection } = scratch.database;
  const isFile = connection.kind === 'sqlite';
  const wanted = isFile ? drift.database : await wordedBy(connection, drift.database, upgraded);
  const left = compareCatalogues(upgraded, wanted).filter(
    ({ change }) => change === 'added' || change === 'changed',
  );
  return (
    compare(left, '') ??
    (await execute('downgrade', step.down)) ??
    compare(
      compareCatalogues(drift.history, await read()).filter(({ change }) => change !== 'reordered'),
      'a downgrade of ',
    )
  );
}
