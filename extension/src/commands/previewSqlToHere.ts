// Alembic: Preview SQL from the Database to Here. What would be printed for the way from where the database stands to a revision.
import * as vscode from 'vscode';
import { showSqlOfRange } from './previewSqlRange';
import { revisionOrPicked } from './target';
import { offerDatabases } from '../connections/offerDatabases';
import type { Parts } from '../parts';

export async function previewSqlToHere(argument: unknown, parts: Parts): Promise<void> {
  const target = await revisionOrPicked(
    argument,
    vscode.l10n.t('SQL from the database to which revision?'),
    parts,
  );
  if (target === undefined) return;
  const { id } = target.project.summary;
  if (target.project.choice === undefined) {
    await offerDatabases(target.project.summary);
    return;
  }
  await parts.projects.askDatabase(id);
  const project = parts.projects.byId(id);
  if (project?.database.kind === 'failed') throw new Error(project.database.message);
  if (project?.database.kind !== 'known') return;
  const { current, label } = project.database;
  const { revision } = target.item;
  const [from = 'base', ...more] = current;
  if (more.length > 0) {
    const text = vscode.l10n.t(
      '{0} stands at several revisions, of which Alembic prints no SQL: choose a range.',
      label,
    );
    throw new Error(text);
  }
  if (from === revision) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} stands at {1} already.', label, revision));
    return;
  }
  // The tree knows what the database has, now that it was asked.
  const state = project.answer.revisions.find((item) => item.revision === revision)?.state;
  await showSqlOfRange(parts, project, state === 'applied' ? 'downgrade' : 'upgrade', `${from}:${revision}`);
}
