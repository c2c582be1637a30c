// `retort verify [REV|A:B ...]`: tries revisions on a scratch database: up, down, up again, the catalogue compared each time.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { valueOf } from '../arguments';
import type { Command, CommandInput } from '../command';
import { asFailure } from '../connect';
import { DOTENV_OPTION } from '../databaseOptions';
import { CommandFailure, EXIT } from '../failure';
import { openProject, type OpenedProject } from '../openProject';
import { environmentObstacle } from '../run/environmentObstacle';
import { fullVersionTable } from '../run/runOptions';
import { alembicOnScratch } from '../verify/alembicOnScratch';
import type { Clone } from '../verify/cloneDatabase';
import { openScratch } from '../verify/openScratch';
import { verifyReporter } from '../verify/verifyReporter';
import { verifySteps } from '../verify/verifySteps';
import type { SeedWish } from '../../database/verify/seed';

export const verify: Command = {
  name: 'verify',
  summary: 'Tries revisions on a scratch database: up, down, up again (default: all).',
  options: {
    seed: {
      names: ['--seed'],
      takes: 'value',
      value: 'WHAT',
      help: 'auto: rows in every table before each revision; FILE: this SQL before the first',
    },
    scratch: {
      names: ['--scratch'],
      takes: 'value',
      value: 'DATABASE',
      help: 'where to make the scratch database: embedded (default), env:NAME or a URL without a password',
    },
    clone: {
      names: ['--clone'],
      takes: 'value',
      value: 'DATABASE',
      help: 'begin with a copy of this database (a connection, env:NAME or a URL), which is only read: its pending revisions',
    },
    ...DOTENV_OPTION,
    events: { names: ['--events'], takes: 'value', value: 'FORMAT', help: 'json: report as JSON lines' },
  },
  positionals: ['rev*'],
  async run(input) {
    const events = valueOf(input.arguments, 'events');
    if (events !== undefined && events !== 'json') {
      throw new CommandFailure(EXIT.usage, `unknown event format '${events}'`, {
        nextStep: 'Choose from: json.',
      });
    }
    const opened = openProject(input);
    const seed = readSeed(input);
    const given = valueOf(input.arguments, 'clone');
    if (given === undefined) return await tryOut(input, opened, seed, events === 'json', undefined);
    const { cloneDatabase } = await import('../verify/cloneDatabase');
    const clone = await cloneDatabase(input, opened, given);
    try {
      return await tryOut(input, opened, seed, events === 'json', clone);
    } finally {
      clone.dispose();
    }
  },
};

async function tryOut(
  input: CommandInput,
  opened: OpenedProject,
  seed: SeedWish,
  isJson: boolean,
  clone: Clone | undefined,
): Promise<number> {
  const obstacle = environmentObstacle(input, opened, { kind: 'scratch' });
  const wanted = input.arguments.positionals;
  const steps = verifySteps(opened, wanted, clone?.rows ?? [], obstacle?.failure);
  const alembic = alembicOnScratch(input, opened);
  const { warmAlembic } = await import('../../database/verify/alembicHalf');
  // It loads while the scratch database is made.
  const isForAlembic = steps.some(({ up, down }) =>
    [up, down].some(({ obstacle }) => obstacle?.isCertain === false),
  );
  const warm = isForAlembic && alembic !== undefined ? warmAlembic(alembic) : undefined;
  const scratch = await openScratch(input, opened).catch((error: unknown) => {
    warm?.close();
    throw error;
  });
  try {
    await clone?.fill(scratch);
    const { verifyRevisions } = await import('../../database/verify/verifyRevisions');
    const { systemClock } = await import('../../database/clock');
    const isGood = await verifyRevisions({
      scratch,
      steps,
      restart: clone === undefined ? undefined : async () => await clone.fill(scratch),
      versionTable: fullVersionTable(opened),
      seed,
      alembic: alembic === undefined ? undefined : { ...alembic, warm },
      signal: input.process.signal,
      clock: systemClock,
      onEvent: verifyReporter({
        isJson,
        write: input.process.write,
        shownPath: opened.shownPath,
      }),
    });
    if (input.process.signal.aborted) return EXIT.cancelled;
    return isGood ? 0 : EXIT.findings;
  } catch (error) {
    throw await asFailure(error);
  } finally {
    warm?.close();
    await scratch.dispose();
  }
}

function readSeed(input: CommandInput): SeedWish {
  const given = valueOf(input.arguments, 'seed');
  if (given === undefined) return { kind: 'none' };
  if (given === 'auto') return { kind: 'auto' };
  const path = resolve(input.process.cwd, given);
  try {
    return { kind: 'script', sql: readFileSync(path, 'utf8'), name: given };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(EXIT.usage, `the rows cannot be read: ${reason}`, {
      place: given,
      nextStep: 'Give `--seed auto`, or the path of a file with INSERT statements.',
    });
  }
}
