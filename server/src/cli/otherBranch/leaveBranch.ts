// A database that stands on revisions of another branch is downgraded to where the two histories part, through a plan, with
// the files as git has them. Nothing is checked out, and nothing of the other branch is executed as Python.
import { openAtCommit } from './openAtCommit';
import { wayBack } from './wayBack';
import type { CommandInput } from '../command';
import { openDatabase, openForRun } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { buildPlan, nativeStep } from '../run/buildRun';
import { chooseRunner } from '../run/chooseRunner';
import { confirmAndRun } from '../run/execute';
import { readLimits } from '../run/limits';
import { withFacts } from '../run/planFacts';
import type { Reporter } from '../run/reporter';
import { environmentRefusal } from '../run/environmentObstacle';
import { lookAt, readRunner } from '../run/runOptions';
import { sqliteRefusal } from '../run/sqliteRefusal';
import { declaresRevision } from '../../engine/index';
import { realFolders } from '../../files/revisionFiles';
import { commitWithBlob, describeCommit } from '../../git/commitWith';
import { findLostRevision } from '../../git/lostRevision';
import { commitOf, pathsInRepository, repositoryRoot } from '../../git/repository';

/** Plans, asks and runs; answers the exit code. */
export async function leaveBranch(input: CommandInput, reporter: Reporter): Promise<number> {
  if (readRunner(input) === 'alembic') {
    throw new CommandFailure(
      EXIT.refused,
      'Alembic would run the code of the work tree, which is another one',
      {
        place: '--runner',
        code: 'runner-not-allowed',
        nextStep: 'Leave out --runner.',
      },
    );
  }
  const { opened, database } = await openForRun(input);
  const { current, facts, transport } = await lookAt(input, opened, database);
  const missing = current.filter((row) => !opened.workspace.graph.byKey.has(row));
  const [row] = missing;
  if (row === undefined) {
    throw new CommandFailure(EXIT.usage, 'the database stands on no revision of another branch', {
      place: facts.label,
      code: 'no-other-branch',
      nextStep: 'The files declare all it has: `retort downgrade REV` takes revisions back.',
    });
  }
  const { root, commit } = await branchOf(input, opened, row);
  const branch = await describeCommit(root, commit);
  const other = await openAtCommit(opened, root, commit);
  const id = input.process.randomId();
  const failure = environmentRefusal(other);
  const request = {
    opened: other,
    direction: 'downgrade',
    current,
    id,
    database: facts,
    environment: failure && { failure, isCertain: false },
  } as const;
  const { target, drafted } = wayBack(opened, request, branch);
  const refusal = drafted.refusal ?? sqliteRefusal(input, other, database, drafted.migration);
  if (refusal !== undefined) {
    const { exitCode, message, place } = refusal.failure;
    throw new CommandFailure(exitCode, message, {
      place,
      code: 'only-alembic',
      nextStep: `Only Alembic can run it, with the code of that branch, which Retort does not: look at it, then \`git worktree add ../other ${commit.slice(0, 9)}\` and \`alembic downgrade ${target}\` there.`,
    });
  }
  const choice = await chooseRunner(input, other, database, 'native', undefined);
  const limits = readLimits(input);
  const bare = buildPlan({ ...request, target }, drafted.migration, choice);
  const open = async () => await openDatabase(input, opened, database, { ...limits, isForWriting: false });
  const plan = await withFacts(input, other, bare, choice, open);
  const files = `The files are those of ${branch}; nothing is checked out, and no Python of that commit runs.`;
  return await confirmAndRun(
    input,
    other,
    database,
    {
      plan: {
        ...plan,
        project: { ...plan.project, commit },
        warnings: [files, ...plan.warnings, ...transport],
      },
      choice,
      nativeSteps: drafted.migration.map((step) => nativeStep(other, step)),
      words: [],
      end: drafted.end,
      limits,
    },
    reporter,
  );
}

/** The commit that was named, or the newest that has the file of the revision. */
async function branchOf(
  input: CommandInput,
  { folder, project, shownPath }: OpenedProject,
  revision: string,
): Promise<{ readonly root: string; readonly commit: string }> {
  const root = await repositoryRoot(folder);
  if (root === undefined) {
    throw new CommandFailure(EXIT.usage, 'there is no git repository here to look in', {
      place: shownPath(folder),
      code: 'no-repository',
      nextStep: 'Put the files back from a copy, then `retort downgrade`.',
    });
  }
  const [reference] = input.arguments.positionals;
  const folders = pathsInRepository(root, realFolders(project.versionLocations));
  if (reference !== undefined) {
    const commit = await commitOf(root, reference);
    if (commit !== undefined) return { root, commit };
    throw new CommandFailure(EXIT.usage, `'${reference}' names no commit`, {
      place: shownPath(root),
      code: 'no-such-commit',
      nextStep: '`git branch --all` lists the branches.',
    });
  }
  const isWanted = (path: string | undefined, text: string): boolean =>
    declaresRevision(path, text, revision);
  const lost = await findLostRevision({ root, folders, isWanted });
  const commit = lost === undefined ? undefined : await commitWithBlob(root, lost.blob, folders);
  if (commit !== undefined) return { root, commit };
  throw new CommandFailure(EXIT.usage, `no commit that git names has a file which declares '${revision}'`, {
    place: shownPath(root),
    code: 'revision-in-no-commit',
    nextStep: 'Fetch the branch that has it (`git fetch --all`) and run the command again.',
  });
}
