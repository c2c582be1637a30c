// Alembic: Compare Models with Database: what `alembic check` finds, as a list, with the way to a revision.
import * as vscode from 'vscode';
import { offerUpgrade } from './autogenerate';
import { connectionFor } from './connectionTarget';
import type { Parts } from '../parts';
import { askComparison, showComparison } from '../run/askComparison';
import { saveProject } from '../run/saveProject';

export async function check(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const title = vscode.l10n.t('Alembic: comparing the models with {0}', target.choice.label);
  try {
    const answer = await askComparison(parts, target, 'check', title);
    if (answer === undefined) return;
    if (answer.isSame) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The models and {0} agree.', answer.database));
      return;
    }
    await showComparison(parts, target, answer, [
      vscode.l10n.t('The models of {0} compared with {1}', target.project.summary.name, answer.database),
      vscode.l10n.t(
        '+ is in the models only, - in the database only. A generated revision makes the database like the models.',
      ),
    ]);
    const generate = vscode.l10n.t('Generate Revision...');
    const text = vscode.l10n.t('The models and {0} differ.', answer.database);
    if ((await vscode.window.showInformationMessage(text, generate)) === generate) {
      await vscode.commands.executeCommand('retort.autogenerate', { projectId: target.project.summary.id });
    }
  } catch (error) {
    await offerUpgrade(error, target.project);
  }
}
