// Proves a revision for what a database has before it is written: its upgrade gives what the database has, its downgrade what
// the history makes.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fullVersionTable } from '../run/runOptions';
import { withParsedSql } from '../parsedSql';
import { alembicOnScratch } from '../verify/alembicOnScratch';
import { verifySteps } from '../verify/verifySteps';
import type { CommandInput } from '../command';
import type { Drift, DriftScratch } from './compareWithHistory';
import type { PlannedRevision } from '../writeRevision';
import type { Catalogue } from '../../database/catalogue/catalogue';
import {
  compareCatalogues,
  differenceLines,
  type CatalogueDifference,
} from '../../database/catalogue/compareCatalogues';
import type { Finding } from '../../engine/index';
import type { VerifyHalf } from '../../database/verify/verifyStep';

/** What a text fails at. */
export interface Disproof {
  readonly reason: string;
  /** Of upgrade() and downgrade() together, counted from 1; undefined where no statement failed. */
  readonly line: number | undefined;
  readonly differences: readonly CatalogueDifference[];
}

/** What the linter says of the proved file, or why it is not proved. */
export type Proof = { readonly findings: readonly Finding[] } | { readonly disproof: Disproof };

/** The scratch database is as it was afterwards. `id` is the revision of the file. */
export async function proveDrift(
  input: CommandInput,
  drift: Drift,
  scratch: DriftScratch,
  { id, path, text }: PlannedRevision & { readonly id: string },
): Promise<Proof> {
  const { readCatalogue } = await import('../../database/catalogue/catalogue');
  const { withoutGrants, wordedBy } = await import('../../database/catalogue/sameMeaning');
  const { alembicHalf } = await import('../../database/verify/alembicHalf');
  const { executeHalf } = await import('../../database/verify/executeHalf');
  const { ignoredTables } = await import('../../database/versionRows');
  const withFile = { ...drift.opened, workspace: drift.opened.workspace.withFile(path, text) };
  const opened = await withParsedSql(withFile, input, (workspace) => workspace.lint(path));
  const [step] = verifySteps(opened, [id], drift.rows);
  if (step === undefined) throw new Error(`${id} has no step`);
  const versionTable = fullVersionTable(drift.opened);
  const ignored = ignoredTables(versionTable, scratch.database.target.kind);
  const { signal } = input.process;
  const alembic = alembicOnScratch(input, opened);
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
  const look = async (): Promise<Disproof | undefined> => {
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
  };
  const isForAlembic = [step.up, step.down].some(({ obstacle }) => obstacle?.isCertain === false);
  const disproof =
    isForAlembic && alembic !== undefined ? await withFileOnDisk(path, text, look) : await look();
  if (disproof === undefined) return { findings: opened.workspace.lint(path) };
  await scratch.restore();
  return { disproof };
}

/** Alembic loads what lies among the revisions. The file is gone afterwards, whatever happens. */
async function withFileOnDisk<T>(path: string, text: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text, { flag: 'wx' });
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}
