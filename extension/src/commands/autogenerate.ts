// Alembic: Generate Revision from Models...: the project's own Alembic compares the models with the chosen database and
// writes what differs as a new revision, which opens for review.
import * as vscode from 'vscode';
import { connectionFor } from './connectionTarget';
import { askMessage, openInUpgrade } from './newRevisionFile';
import { pickRevision } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { author } from '../run/authoring';
import { saveProject } from '../run/saveProject';

export async function autogenerate(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const { project, choice } = target;
  const message = await askMessage('');
  if (message === undefined) return;
  const head = await headWords(project);
  if (head === undefined) return;
  const { words, environment } = await parts.connections.access(choice);
  try {
    const made = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Alembic: comparing the models with {0}', choice.label),
        cancellable: true,
      },
      async (_progress, token) =>
        await author(
          parts.commandLine,
          project.summary,
          {
            command: 'revision',
            options: ['--autogenerate', `--message=${message}`, ...head, ...words],
            positionals: [],
          },
          { environment, token },
        ),
    );
    await openInUpgrade(made);
  } catch (error) {
    await offerUpgrade(error, project);
  }
}

/** The head to stand on, where there are several; undefined when the person closes the list. */
async function headWords(project: ProjectState): Promise<readonly string[] | undefined> {
  const { heads } = project.answer;
  if (heads.length < 2) return [];
  const head = await pickRevision(
    project,
    vscode.l10n.t('The history has {0} heads: put the new revision on which?', String(heads.length)),
    ({ isHead }) => isHead,
  );
  return head === undefined ? undefined : [`--head=${head.item.revision}`];
}

/** A database that lacks revisions cannot be compared; any other failure goes on. */
export async function offerUpgrade(error: unknown, { summary }: ProjectState): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  if (!text.includes('Target database is not up to date')) throw error;
  const upgrade = vscode.l10n.t('Upgrade to Head');
  if ((await vscode.window.showWarningMessage(text, upgrade)) === upgrade) {
    await vscode.commands.executeCommand('retort.upgradeToHead', { projectId: summary.id });
  }
}
