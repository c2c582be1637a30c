// The ref that `lint` compares the history with: the one of --against, else the default branch of git's remote.
import { valueOf } from './arguments';
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import type { OpenedProject } from './openProject';
import type { Reference } from '../engine/index';
import { realFolders } from '../files/revisionFiles';
import { readReference } from '../git/reference';
import { defaultBranch, repositoryRoot } from '../git/repository';

/** The files of the ref; undefined without git or a default branch. A ref that was named and is not there is an error. */
export async function chosenReference(
  input: CommandInput,
  { folder, project }: OpenedProject,
): Promise<Reference | undefined> {
  const named = valueOf(input.arguments, 'against');
  const root = await repositoryRoot(folder);
  const name = root === undefined ? undefined : (named ?? (await defaultBranch(root)));
  const found =
    root === undefined || name === undefined
      ? undefined
      : await readReference(root, name, realFolders(project.versionLocations));
  if (found === undefined && named !== undefined) {
    const message =
      root === undefined
        ? 'there is no git repository here to compare with'
        : `'${named}' names no commit that shares history with HEAD`;
    throw new CommandFailure(EXIT.usage, message, {
      nextStep: 'Fetch it, or name another ref with --against.',
    });
  }
  return found;
}
