// Version rows of revisions that no file declares: refused in Alembic's words, with where git has the file.
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { declaresRevision } from '../../engine/index';
import { realFolders } from '../../files/revisionFiles';
import { findLostRevision } from '../../git/lostRevision';
import { pathsInRepository, repositoryRoot } from '../../git/repository';

/** Ends the command when the database has a revision that no file declares. `label` is that of the database. */
export async function refuseUnknownRows(
  opened: OpenedProject,
  rows: readonly string[],
  label: string,
): Promise<void> {
  const { graph } = opened.workspace;
  const missing = rows.find((row) => !graph.byKey.has(row));
  if (missing === undefined || graph.failure !== undefined) return;
  const commit = await commitWith(opened, missing);
  throw new CommandFailure(EXIT.usage, `Can't locate revision identified by '${missing}'`, {
    place: label,
    code: 'revision-of-another-branch',
    proposes:
      commit === undefined
        ? []
        : [
            { command: 'restore-revision', words: [missing] },
            { command: 'leave-branch', words: [] },
          ],
    nextStep:
      commit === undefined
        ? `The database has it, but no file declares it, nor one in git. Fetch the branch that has it, or, when it is gone for good, \`retort stamp --purge REV\`.`
        : `The database has it, but no file declares it any more. Git has the file, in ${commit}: \`retort restore-revision ${missing}\` brings it back, \`retort leave-branch\` takes what that branch made out of the database.`,
  });
}

async function commitWith({ folder, project }: OpenedProject, revision: string): Promise<string | undefined> {
  const root = await repositoryRoot(folder);
  if (root === undefined) return undefined;
  const lost = await findLostRevision({
    root,
    folders: pathsInRepository(root, realFolders(project.versionLocations)),
    isWanted: (path, text) => declaresRevision(path, text, revision),
  });
  return lost === undefined ? undefined : (lost.commit ?? `blob ${lost.blob.slice(0, 10)}`);
}
