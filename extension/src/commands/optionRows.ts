// Options of a command that writes a revision, ticked in a list and asked for one by one.
import * as vscode from 'vscode';
import type { ProjectState } from '../projects';
import { askText, pickSome } from '../questions';

/** One option: asks for its value; undefined when the person gives up. */
export interface OptionRow extends vscode.QuickPickItem {
  readonly ask: (project: ProjectState) => Promise<readonly string[] | undefined>;
}

/** The words of the options that are ticked; undefined when the person gives up. */
export async function askOptions(
  rows: readonly OptionRow[],
  project: ProjectState,
): Promise<readonly string[] | undefined> {
  const chosen = await pickSome(rows, {
    placeHolder: vscode.l10n.t('Tick what you want, then Enter'),
  });
  if (chosen === undefined) return undefined;
  const options: string[] = [];
  for (const { ask } of chosen) {
    const words = await ask(project);
    if (words === undefined) return undefined;
    options.push(...words);
  }
  return options;
}

export function branchLabelRow(): OptionRow {
  return {
    label: vscode.l10n.t('Begins a branch with a label'),
    description: '--branch-label',
    ask: async () => await askWord('--branch-label', vscode.l10n.t('The label of the branch')),
  };
}

export function revisionIdRow(): OptionRow {
  return {
    label: vscode.l10n.t('With an id of its own'),
    description: '--rev-id',
    ask: async () => await askWord('--rev-id', vscode.l10n.t('The id of the new revision')),
  };
}

/** A single word that cannot be taken for an option or a range. */
async function askWord(option: string, prompt: string): Promise<readonly string[] | undefined> {
  const value = await askText({
    prompt,
    validateInput: (text) =>
      /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]*$/u.test(text.trim())
        ? undefined
        : vscode.l10n.t('Letters, digits, dots and underscores'),
  });
  return value === undefined ? undefined : [`${option}=${value.trim()}`];
}
