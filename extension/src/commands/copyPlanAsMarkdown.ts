// Alembic: Copy Plan as Markdown. The plan shown last, for a pull request.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { writePlan } from '../run/planDocument';

export async function copyPlanAsMarkdown(_argument: unknown, { runs }: Parts): Promise<void> {
  const plan = runs.lastPlan;
  if (plan === undefined) {
    const text = vscode.l10n.t('No plan was shown in this window yet. Upgrade or downgrade makes one.');
    void vscode.window.showInformationMessage(text);
    return;
  }
  await vscode.env.clipboard.writeText(writePlan(plan, vscode.l10n));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the plan'), 3000);
}
