// Alembic: Undo Last Run. Takes the project's database back to where its last run found it, through a plan.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import { sameRows, wayBack } from '../run/undo';
import { runTitle } from '../views/connectionWords';

export async function undoLastRun(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const { id } = project.summary;
  await parts.projects.askDatabase(id);
  const database = parts.projects.byId(id)?.database;
  if (database?.kind === 'failed') throw new Error(database.message);
  if (database?.kind !== 'known') return;
  const { label, current } = database;
  const runs = await parts.inspections.runs(project);
  const last = runs.find((run) => run.database === label && run.outcome === 'done');
  if (last === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run of {0} is remembered.', label));
    return;
  }
  if (last.to === null || !sameRows(last.to, current)) {
    const place = current.length === 0 ? vscode.l10n.t('base') : current.join(', ');
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Not undone: since {0} somebody moved {1} on; it stands at {2}.',
        runTitle(last),
        label,
        place,
      ),
    );
    return;
  }
  const past = { projectId: id, command: last.command, before: last.from, after: last.to };
  const way = await wayBack(past, parts.client);
  if (way === undefined) {
    const text = vscode.l10n.t(
      '{0} has no plain way back: choose a revision with Downgrade to Revision.',
      runTitle(last),
    );
    void vscode.window.showInformationMessage(text);
    return;
  }
  await parts.runs.runInTurn(way);
}
