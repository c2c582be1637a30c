// Alembic: Create Revision with Options...: every option of `alembic revision`, ticked in a list and asked for one by one.
import * as vscode from 'vscode';
import { askMessage, openInUpgrade } from './newRevisionFile';
import { askOptions, branchLabelRow, revisionIdRow, type OptionRow } from './optionRows';
import { pickRevision, pickRevisions, projectFor } from './target';
import type { Parts } from '../parts';
import { author } from '../run/authoring';
import { saveProject } from '../run/saveProject';
import { pickOne } from '../questions';

export async function newRevisionWithOptions(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined || !(await saveProject(project))) return;
  const message = await askMessage('');
  if (message === undefined) return;
  const options = await askOptions(rows(), project);
  if (options === undefined) return;
  const made = await author(parts.commandLine, project.summary, {
    command: 'revision',
    options: [`--message=${message}`, ...options],
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
    branchLabelRow(),
    revisionIdRow(),
    {
      label: vscode.l10n.t('In another folder'),
      description: '--version-path',
      ask: async ({ summary }) => {
        const placeHolder = vscode.l10n.t('In which folder?');
        const rows = summary.versionFolders.map((label) => ({ label }));
        const folder = await pickOne(rows, { placeHolder });
        return folder && [`--version-path=${folder.label}`];
      },
    },
  ];
}
