// Autogenerate against an empty scratch database: everything the models have, whatever a real database holds already.
import { rmSync } from 'node:fs';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { mendImports } from '../models/mendImports';
import { isEmptyRevision, madeFiles } from '../models/reviewGenerated';
import { alembicWords, checkValue } from '../run/alembicWords';
import { alembicOnScratch as alembicFor } from '../verify/alembicOnScratch';
import { readFailure, withoutSecrets } from '../../database/alembicOutput';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';
import { alembicOnScratch, pythonOf, secretsOf } from '../../database/verify/alembicHalf';
import { readUtf8File } from '../../files/readText';

export interface GeneratedBaseline {
  readonly path: string;
  /** What Alembic printed. */
  readonly said: string;
}

/** Writes the revision through the project's Alembic. Where the models have no tables nothing is left. */
export async function generateOnScratch(
  input: CommandInput,
  opened: OpenedProject,
  scratch: ScratchDatabase,
  revision: { readonly message: string; readonly id: string | undefined },
): Promise<GeneratedBaseline> {
  const alembic = alembicFor(input, opened);
  const python = alembic === undefined ? undefined : pythonOf(alembic.command);
  if (alembic === undefined || python === undefined) {
    throw new CommandFailure(EXIT.refused, 'only Alembic can write a revision from the models', {
      place: opened.shownPath(opened.project.environmentFile),
      nextStep: 'Activate the virtual environment of the project, or set RETORT_ALEMBIC.',
    });
  }
  const id = revision.id === undefined ? [] : [`--rev-id=${checkValue('--rev-id', revision.id)}`];
  const options = ['--autogenerate', `--message=${revision.message}`, ...id];
  const end = await alembicOnScratch(scratch, alembic, python, alembicWords(input, 'revision', options, []));
  if (input.process.signal.aborted) throw new CommandFailure(EXIT.cancelled, 'cancelled', {});
  const [path] = madeFiles(end.stdout);
  if (end.code !== 0 || path === undefined) {
    const told = readFailure(end.stdout, end.stderr, alembic.files);
    const message = told?.message ?? `alembic revision ended with ${end.code ?? 'a signal'} and said nothing`;
    throw new CommandFailure(EXIT.usage, withoutSecrets(message, secretsOf(scratch)), {
      place: told?.path === undefined ? undefined : `${opened.shownPath(told.path)}:${told.line ?? 1}`,
      nextStep: told?.nextStep,
    });
  }
  if (!isEmptyRevision(readUtf8File(path).text ?? '')) {
    mendImports(input, [path]);
    return { path, said: end.stdout };
  }
  rmSync(path, { force: true });
  throw new CommandFailure(EXIT.usage, 'the metadata that env.py names has no tables; nothing was written', {
    place: opened.shownPath(opened.project.environmentFile),
    nextStep: 'Import the modules with your models there: a table is known once its module is imported.',
  });
}
