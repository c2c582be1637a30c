// Writes the baseline, runs it on the scratch database it was made on, and compares that with the chosen database: what it
// holds already is stamped, never made a second time.
import { generateOnScratch } from './generateOnScratch';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { asFailure, databaseLabel, openDatabase, openForRun } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import { beginJournal, revisionNames } from '../fileJournal';
import { keptFolder } from './oldFiles';
import { reviewGenerated } from '../models/reviewGenerated';
import { openProject, type OpenedProject } from '../openProject';
import { fullVersionTable } from '../run/runOptions';
import { alembicOnScratch } from '../verify/alembicOnScratch';
import { openScratch } from '../verify/openScratch';
import { stepsToRows } from '../verify/verifySteps';
import type { Catalogue } from '../../database/catalogue/catalogue';
import type { BaselineAnswer } from '../../database/catalogue/comparisonAnswer';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';
import type { Target } from '../../database/target';

interface Found {
  readonly catalogue: Catalogue;
  readonly serverVersion: string;
}

/** Answers 0 where the database is empty or holds exactly the baseline, 1 where it differs. */
export async function writeBaseline(input: CommandInput): Promise<number> {
  const { opened, database } = await openForRun(input);
  const [revision] = opened.workspace.graph.revisions;
  if (revision !== undefined) {
    throw new CommandFailure(EXIT.usage, 'the project has a history already', {
      place: opened.shownPath(revision.path),
      nextStep:
        '`retort revision --autogenerate` writes what differs from it; `retort reset-history` makes it one revision.',
    });
  }
  const found = await look(input, opened, database);
  const scratch = await openScratch(input, opened);
  const done = beginJournal(input.process.env, opened.folder, {
    command: 'baseline',
    files: [],
    folders: revisionNames(opened.project.versionLocations),
    aside: keptFolder(opened.folder, new Date(input.process.now())),
  });
  try {
    const message = valueOf(input.arguments, 'message') ?? 'baseline';
    const id = valueOf(input.arguments, 'revId');
    const { path, said } = await generateOnScratch(input, opened, scratch, { message, id });
    const isJson = input.arguments.flags.has('json');
    if (!isJson) input.process.write(said);
    const again = openProject(input, undefined, opened.workspace.settings.dialect);
    const made = await catalogueOfHistory(input, again, scratch);
    const answer = await compare(databaseLabel(input, database, opened), path, made, found, scratch);
    if (isJson) input.process.write(`${JSON.stringify(answer)}\n`);
    else {
      reviewGenerated(input, said);
      tell(input, answer);
    }
    return answer.state === 'different' ? EXIT.findings : 0;
  } catch (error) {
    throw await asFailure(error);
  } finally {
    done();
    await scratch.dispose();
  }
}

/** What the scratch database holds once every revision ran on it. */
export async function catalogueOfHistory(
  input: CommandInput,
  opened: OpenedProject,
  scratch: ScratchDatabase,
): Promise<Catalogue> {
  const { applySteps } = await import('../../database/verify/applySteps');
  const { readCatalogue } = await import('../../database/catalogue/catalogue');
  const { ignoredTables } = await import('../../database/versionRows');
  const versionTable = fullVersionTable(opened);
  const rows = opened.workspace.graph.heads;
  await applySteps({
    scratch,
    steps: stepsToRows(opened, rows),
    rows,
    versionTable,
    alembic: alembicOnScratch(input, opened),
    signal: input.process.signal,
  });
  if (input.process.signal.aborted) throw new CommandFailure(EXIT.cancelled, 'cancelled', {});
  return await readCatalogue(scratch.connection, ignoredTables(versionTable, scratch.target.kind));
}

async function look(input: CommandInput, opened: OpenedProject, database: Target): Promise<Found> {
  const connection = await openDatabase(input, opened, database);
  try {
    const { readCatalogue } = await import('../../database/catalogue/catalogue');
    const { ignoredTables } = await import('../../database/versionRows');
    const ignored = ignoredTables(fullVersionTable(opened), connection.kind);
    return {
      catalogue: await readCatalogue(connection, ignored),
      serverVersion: connection.serverVersion,
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

async function compare(
  label: string,
  path: string,
  made: Catalogue,
  found: Found,
  scratch: ScratchDatabase,
): Promise<BaselineAnswer> {
  const { comparisonAnswer } = await import('../../database/catalogue/comparisonAnswer');
  const { compareCatalogues } = await import('../../database/catalogue/compareCatalogues');
  const { withoutGrants, wordedBy } = await import('../../database/catalogue/sameMeaning');
  if (!found.catalogue.objects.some(({ kind }) => kind === 'table')) {
    return { ...comparisonAnswer(label, [], []), path, state: 'empty' };
  }
  const [history, mine] = [made, found.catalogue].map(withoutGrants);
  if (history === undefined || mine === undefined) throw new Error('two catalogues are compared');
  const isSameServer =
    scratch.target.kind === 'sqlite' || found.serverVersion === scratch.connection.serverVersion;
  const worded = isSameServer ? mine : await wordedBy(scratch.connection, mine, history);
  const differences = compareCatalogues(history, worded).filter(({ change }) => change !== 'reordered');
  const answer = comparisonAnswer(label, differences, []);
  return { ...answer, path, state: answer.isSame ? 'same' : 'different' };
}

function tell({ process, global }: CommandInput, { state, database, lines }: BaselineAnswer): void {
  if (global.isQuiet && state !== 'different') return;
  if (state === 'empty') {
    process.writeError(`note: ${database} has no tables yet: \`retort upgrade head\` makes them.\n`);
  } else if (state === 'same') {
    process.writeError(`note: ${database} has all of it already: \`retort stamp head\` there.\n`);
  } else {
    process.writeError(
      `${database} has (+) and the baseline has (-):\n${lines.map((line) => `  ${line}\n`).join('')}` +
        'Change the models or the database until they agree. Or stamp it with `retort stamp head`: then `retort check` shows the rest.\n',
    );
  }
}
