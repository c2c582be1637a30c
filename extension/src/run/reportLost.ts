// A run whose process is gone without a last word: says what the database says, before or after which revision it stopped.
import * as vscode from 'vscode';
import { sameRows } from './undo';
import type { RunPlan } from '../../../server/src/lsp/protocol';
import type { Projects } from '../projects';

/** Asks the database and tells; the message stays until it is closed. */
export async function reportLost(projectId: string, plan: RunPlan, projects: Projects): Promise<void> {
  await projects.askDatabase(projectId);
  const database = projects.byId(projectId)?.database;
  const run = `${plan.command} ${plan.target}`.trim();
  const label = plan.database.label;
  if (database?.kind !== 'known' || database.label !== label) {
    const text = vscode.l10n.t(
      '{0} of {1} ended without a word. Ask the database where it stands.',
      run,
      label,
    );
    void vscode.window.showWarningMessage(text);
    return;
  }
  const place = database.current.length === 0 ? vscode.l10n.t('base') : database.current.join(', ');
  const done = plan.steps.findLastIndex(({ to }) => sameRows(to, database.current)) + 1;
  const isBefore = sameRows(database.current, plan.current);
  const state = isBefore
    ? vscode.l10n.t('nothing of it was applied')
    : done === 0
      ? vscode.l10n.t('which is no place of its plan')
      : vscode.l10n.t('{0} of {1} revisions of it are in', String(done), String(plan.steps.length));
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} of {1} ended without a word. The database stands at {2}: {3}.',
      run,
      label,
      place,
      state,
    ),
  );
}
