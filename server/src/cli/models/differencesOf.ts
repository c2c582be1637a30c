// What autogenerate finds between models and database, as values: a command of Alembic with our ear at it.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runOnModels, type ModelsReading } from './askModels';
import type { CommandInput } from '../command';
import type { AlembicEnd } from '../../database/alembicProcess';
import type { CatalogueDifference } from '../../database/catalogue/compareCatalogues';
import { makeThrowawayFolder } from '../../database/scratch/throwawayFolder';
import { pythonOf } from '../../database/verify/alembicHalf';

/** `added` is in the models only, `removed` in the database only. */
export interface ModelDifferences {
  readonly end: AlembicEnd;
  /** Undefined where the way Alembic is started leaves no room for us, and where it did not get to a comparison. */
  readonly differences: readonly CatalogueDifference[] | undefined;
}

/** Runs the words of Alembic and tells what they found. */
export async function differencesOf(
  input: CommandInput,
  reading: ModelsReading,
  words: readonly string[],
): Promise<ModelDifferences> {
  const { command } = reading;
  const python = pythonOf(command);
  if (python === undefined) {
    return { end: await runOnModels(input, reading, [...command.argv, ...words]), differences: undefined };
  }
  const folder = makeThrowawayFolder('differences');
  const file = join(folder, 'differences.json');
  try {
    const script = join(input.process.distFolder, 'differences.py');
    const end = await runOnModels(input, reading, [...python, script, ...words], {
      RETORT_DIFFERENCES: file,
      ...(command.argv.includes('-m') ? { RETORT_AS_MODULE: '1' } : {}),
    });
    return { end, differences: readDifferences(file) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our own script wrote it, so its shape is believed; Python has null for what is not there. */
function readDifferences(file: string): readonly CatalogueDifference[] | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return JSON.parse(text, (_key, value: unknown) => value ?? undefined) as readonly CatalogueDifference[];
  } catch {
    return undefined;
  }
}
