// Alembic: Create Revision with Options...: every option of `alembic revision`, ticked in a list and asked for one by one.
import * as vscode from 'vscode';
import { askMessage, openInUpgrade } from './newRevisionFile';
import { pickRevision, pickRevisions, projectFor } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { author } from '../run/authoring';
import { saveProject } from '../run/saveProject';

/** One option: asks for its value; undefined when the person gives up. */
interface OptionRow extends vscode.QuickPickItem {
  readonly ask: (project: ProjectState) => Promise<readonly string[] | undefined>;
}

export async function newRevisionWithOptions(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined || !(await saveProject(project))) return;
  const message = await askMessage('');
  if (message === undefined) return;
  const chosen = await vscode.window.showQuickPick(rows(), {
    canPickMany: true,
    placeHolder: vscode.l10n.t('Tick what you want, then Enter'),
    ignoreFocusOut: true,
  });
  if (chosen === undefined) return;
  const options: string[] = [`--message=${message}`];
  for (const { ask } of chosen) {
    const words = await ask(project);
    if (words === undefined) return;
    options.push(...words);
  }
  const made = await author(parts.commandLine, project.summary, {
    command: 'revision',
    options,
    positionals: [],
  });
  await openInUpgrade(made, parts);
}

function rows(): readonly OptionRow[] {
  return [
    {
      label: vscode.l10n.t('On another revision than the head'),
      description: '--head',
      ask: async (project) => {
        const target = await pickRevision(
          project,
          vscode.l10n.t('Put the new revision on which?'),
          undefined,
          ({ isHead }) => isHead,
        );
        return target && [`--head=${target.item.revision}`, ...(target.item.isHead ? [] : ['--splice'])];
      },
    },
    {
      label: vscode.l10n.t('Depends on revisions of other branches'),
      description: '--depends-on',
      ask: async (project) =>
        (await pickRevisions(project, vscode.l10n.t('Depends on which?'), () => true))?.map(
          ({ revision }) => `--depends-on=${revision}`,
        ),
    },
    {
      label: vscode.l10n.t('Begins a branch with a label'),
      description: '--branch-label',
      ask: async () => await word('--branch-label', vscode.l10n.t('The label of the branch')),
    },
    {
      label: vscode.l10n.t('With an id of its own'),
      description: '--rev-id',
      ask: async () => await word('--rev-id', vscode.l10n.t('The id of the new revision')),
    },
    {
      label: vscode.l10n.t('In another folder'),
      description: '--version-path',
      ask: async ({ summary }) => {
        const placeHolder = vscode.l10n.t('In which folder?');
        const options = { placeHolder, ignoreFocusOut: true };
        const folder = await vscode.window.showQuickPick(summary.versionFolders, options);
        return folder === undefined ? undefined : [`--version-path=${folder}`];
      },
    },
  ];
}

/** A single word that cannot be taken for an option or a range. */
export async function word(option: string, prompt: string): Promise<readonly string[] | undefined> {
  const value = await vscode.window.showInputBox({
    prompt,
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u.test(text.trim())
        ? undefined
        : vscode.l10n.t('Letters, digits, dots and underscores'),
  });
  return value === undefined ? undefined : [`${option}=${value.trim()}`];
}
