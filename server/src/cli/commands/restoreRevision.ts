// `retort restore-revision ID`: brings a revision file back from git, wherever it was last. Alembic has no such command.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import { openProject } from '../openProject';
import { writeNew } from '../writeWhole';
import { declaresRevision, missingRevisions, planRestore } from '../../engine/index';
import { realFolders } from '../../files/revisionFiles';
import { findLostRevision } from '../../git/lostRevision';
import { pathsInRepository, repositoryRoot } from '../../git/repository';

export const restoreRevision: Command = {
  name: 'restore-revision',
  summary:
    'Brings a missing revision file back from git: any branch, the reflog, or what nothing names any more.',
  options: {},
  positionals: ['revision'],
  async run(input) {
    const { project, workspace, shownPath, folder } = openProject(input);
    const { graph } = workspace;
    const [revision = ''] = input.arguments.positionals;
    if (graph.byKey.has(revision)) {
      throw new CommandFailure(EXIT.usage, `Revision ${revision} is not missing`, {
        place: shownPath(graph.byKey.get(revision)?.path ?? ''),
        nextStep: missingList(missingRevisions(graph)),
      });
    }
    const root = await repositoryRoot(folder);
    if (root === undefined) {
      throw new CommandFailure(EXIT.usage, 'there is no git repository here to look in', {
        place: shownPath(folder),
        nextStep: 'Put the file back from a copy, or re-point what names it; `retort lint` shows where.',
      });
    }
    const lost = await findLostRevision({
      root,
      folders: pathsInRepository(root, realFolders(project.versionLocations)),
      isWanted: (path, text) => declaresRevision(path, text, revision),
    });
    if (lost === undefined) {
      throw new CommandFailure(
        EXIT.usage,
        `no version of any file in git declares the revision '${revision}'`,
        {
          place: shownPath(root),
          nextStep: 'Fetch the branch that has it (`git fetch --all`) and run the command again.',
        },
      );
    }
    const places = { ...project, versionLocations: realFolders(project.versionLocations) };
    const { path, text, missing } = valueOrFail(planRestore(graph, revision, lost, places));
    if (existsSync(path)) {
      throw new CommandFailure(EXIT.usage, `${shownPath(path)} exists already`, {
        nextStep: 'Rename that file first; nothing was written.',
      });
    }
    mkdirSync(dirname(path), { recursive: true });
    writeNew(path, text);
    if (!input.global.isQuiet) {
      const from = lost.commit ?? `blob ${lost.blob.slice(0, 10)}, which was never committed`;
      input.process.write(`restored ${shownPath(path)} from ${from}\n`);
    }
    if (missing.length > 0) {
      input.process.writeError(
        `note: it stands on ${missing.join(', ')}, missing too: restore that as well.\n`,
      );
    }
    return 0;
  },
};

function missingList(missing: readonly string[]): string {
  return missing.length === 0 ? 'Nothing is missing.' : `Missing are: ${missing.join(', ')}.`;
}
