// `retort revision --autogenerate`: the project's Alembic compares the models with the database and writes the revision.
import { failureOf, openModels, runOnModels } from './askModels';
import { reviewGenerated } from './reviewGenerated';
import { alembicWords } from '../run/alembicWords';
import type { CommandInput } from '../command';
import { EXIT } from '../failure';
import { beginJournal, revisionNames } from '../fileJournal';

/** Answers the exit code; Alembic's own line `Generating PATH ...  done` names the file. `options` are Alembic's. */
export async function autogenerate(input: CommandInput, options: readonly string[]): Promise<number> {
  const reading = await openModels(input);
  const words = alembicWords(input, 'revision', ['--autogenerate', ...options], []);
  const { project, folder } = reading.opened;
  // Alembic chooses the name of the file, and a hook may rename it.
  const folders = revisionNames(project.versionLocations);
  const done = beginJournal(input.process.env, folder, {
    command: 'revision --autogenerate',
    files: [],
    folders,
  });
  try {
    const end = await runOnModels(input, reading, [...reading.command.argv, ...words]);
    if (end.code === 0) {
      reviewGenerated(input, end.stdout);
      return 0;
    }
    if (input.process.signal.aborted) return EXIT.cancelled;
    throw failureOf(reading, end, 'alembic revision');
  } finally {
    done();
  }
}
