// Squashes a history: the old one and the new baseline are both run on scratch databases and compared. The old files are
// copied away first and come back when anything is not as it should be.
import { basename } from 'node:path';
import { appendOperations } from './appendOperations';
import { generateOnScratch } from './generateOnScratch';
import { renaming } from './renamed';
import { keepOldFiles, type KeptFiles } from './oldFiles';
import { catalogueOfHistory } from './writeBaseline';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { asFailure, databaseLabel, openForRun } from '../connect';
import { driftSql } from '../drift/driftSql';
import { executeSource } from '../drift/executeSource';
import { CommandFailure, EXIT } from '../failure';
import { beginJournal, revisionNames } from '../fileJournal';
import { openProject, type OpenedProject } from '../openProject';
import { protectionOf } from '../run/protection';
import { fullVersionTable } from '../run/runOptions';
import { openScratch } from '../verify/openScratch';
import type { Catalogue } from '../../database/catalogue/catalogue';
import type { ResetAnswer } from '../../database/catalogue/comparisonAnswer';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';

/** Answers 0 when the history is one revision; otherwise every file is where it was. */
export async function resetHistory(input: CommandInput): Promise<number> {
  const { opened, database } = await openForRun(input);
  const label = databaseLabel(input, database, opened);
  if (protectionOf(input, opened, database).isProtected === true) {
    throw new CommandFailure(EXIT.refused, 'a history that runs on a protected database is not reset', {
      place: label,
      nextStep: 'Every database would have to be stamped by hand. Go on with new revisions instead.',
    });
  }
  const { revisions, failure } = opened.workspace.graph;
  if (failure !== undefined || opened.problems.length > 0) {
    throw new CommandFailure(EXIT.usage, failure?.message ?? 'a revision file cannot be read', {
      nextStep: '`retort lint` shows what is wrong. Only a history that runs can be made one revision.',
    });
  }
  if (revisions.length < 2) {
    throw new CommandFailure(EXIT.usage, 'there is nothing to make one revision of', {
      place: opened.shownPath(opened.folder),
      nextStep: revisions.length === 0 ? '`retort baseline` writes the first revision.' : undefined,
    });
  }
  await confirm(input, opened, revisions.length);
  const scratch = await openScratch(input, opened);
  try {
    const wanted = await catalogueOfHistory(input, opened, scratch);
    await refuseRows(input, opened, scratch);
    const kept = keepOldFiles(
      opened.folder,
      revisions.map(({ path }) => path),
      new Date(input.process.now()),
    );
    const done = beginJournal(input.process.env, opened.folder, {
      command: 'reset-history',
      files: [],
      renames: kept.copies,
      folders: revisionNames(opened.project.versionLocations),
      aside: kept.folder,
    });
    try {
      const path = await squash(input, opened, scratch, wanted, kept);
      tell(input, { path, backup: kept.folder, revisions: revisions.length, database: label });
      return 0;
    } catch (error) {
      kept.putBack();
      throw error;
    } finally {
      done();
    }
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await scratch.dispose();
  }
}

async function confirm(input: CommandInput, opened: OpenedProject, count: number): Promise<void> {
  const name = basename(opened.folder);
  const given = valueOf(input.arguments, 'confirm');
  const fail = (): CommandFailure =>
    new CommandFailure(EXIT.usage, 'the reset was not confirmed; nothing was changed', {
      nextStep: `It is for development only. Type ${name}, or give --confirm ${name}.`,
    });
  if (given !== undefined) {
    if (given !== name) throw fail();
    return;
  }
  if (!input.process.isTerminal) throw fail();
  input.process.write(
    `The ${count} revisions become one. Databases that have run them have to be stamped, and no other branch can stand on them.\n` +
      `Type the name of the project's folder to go on (${name}): `,
  );
  for await (const line of input.process.inputLines()) {
    if (line.trim() === name) return;
    break;
  }
  throw fail();
}

/** Rows that the history puts in are no part of a baseline. */
async function refuseRows(
  input: CommandInput,
  opened: OpenedProject,
  scratch: ScratchDatabase,
): Promise<void> {
  const { countRows } = await import('../../database/verify/seed');
  const { ignoredTables } = await import('../../database/versionRows');
  const ignored = ignoredTables(fullVersionTable(opened), scratch.target.kind);
  const filled = [...(await countRows(scratch.connection, ignored))].filter(([, count]) => count > 0);
  if (filled.length === 0) return;
  const list = filled.map(([table, count]) => `${table} (${count})`).join(', ');
  if (!input.arguments.flags.has('withoutRows')) {
    throw new CommandFailure(EXIT.refused, `the history puts rows in, which a baseline does not: ${list}`, {
      nextStep: 'Add --without-rows, and put them into a revision of their own afterwards.',
    });
  }
  input.process.writeError(`note: the rows that the history puts in are not in the baseline: ${list}\n`);
}

/** The new file, which makes what the old ones made. */
async function squash(
  input: CommandInput,
  opened: OpenedProject,
  scratch: ScratchDatabase,
  wanted: Catalogue,
  kept: KeptFiles,
): Promise<string> {
  const { compareCatalogues, differenceLines } = await import('../../database/catalogue/compareCatalogues');
  const { dialect } = opened.workspace.settings;
  const message = valueOf(input.arguments, 'message') ?? 'baseline';
  kept.remove();
  await scratch.reset();
  const { path } = await generateOnScratch(input, openProject(input, undefined, dialect), scratch, {
    message,
    id: valueOf(input.arguments, 'revId'),
  });
  kept.alsoMade(path);
  const run = async (): Promise<Catalogue> =>
    await catalogueOfHistory(input, openProject(input, undefined, dialect), scratch);
  const differ = (made: Catalogue) =>
    compareCatalogues(made, wanted).filter(({ change }) => change !== 'reordered');
  const made = await run();
  const left = differ(made);
  if (left.length === 0) return path;
  // Names that the models leave to the server, or to a convention which the history did not have.
  const names = dialect === 'sqlite' ? { upgrade: [], downgrade: [], rest: left } : renaming(left);
  const only = names.rest.find(({ change }) => change === 'removed');
  const sql =
    dialect === 'sqlite' || only !== undefined
      ? undefined
      : driftSql({
          opened,
          label: '',
          rows: [],
          notes: [],
          texts: undefined,
          differences: names.rest,
          history: made,
          database: wanted,
        });
  if (sql === undefined || sql.problems.length > 0) throw differs(left.flatMap(differenceLines));
  // Views, functions and the like, which models do not have.
  const upgrade = [...names.upgrade, ...sql.upgrade];
  const downgrade = [...sql.downgrade, ...names.downgrade];
  appendOperations(
    path,
    upgrade.map((sql) => executeSource(sql)),
    downgrade.map((sql) => executeSource(sql)),
  );
  await scratch.reset();
  const again = differ(await run());
  if (again.length > 0) throw differs(again.flatMap(differenceLines));
  return path;
}

function differs(lines: readonly string[]): CommandFailure {
  return new CommandFailure(
    EXIT.findings,
    `the models do not make what the history makes (- models, + history): ${lines.join('; ')}`,
    {
      nextStep:
        'Bring the two together first (`retort revision --autogenerate`). Every file is where it was.',
    },
  );
}

function tell(input: CommandInput, answer: ResetAnswer): void {
  const { write, writeError } = input.process;
  if (input.arguments.flags.has('json')) {
    write(`${JSON.stringify(answer)}\n`);
    return;
  }
  write(`${answer.revisions} revisions are one: ${answer.path}\n`);
  writeError(
    `note: it makes the same database, tried on a scratch database. The old files are in ${answer.backup}.\n` +
      `note: \`retort stamp --purge head\` on ${answer.database}, and on every other database that had run them.\n`,
  );
}
