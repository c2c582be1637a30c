// Alembic: Export Revision Graph... The whole history as an SVG file, where the person wants it.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import { rowsOf } from '../projects';

export async function exportGraph(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const { id, name, folder } = project.summary;
  const file = `${name.replace(/[^\p{L}\p{N}_-]+/gu, '-')}-revisions.svg`;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Revision Graph'),
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(folder), file),
    filters: { [vscode.l10n.t('SVG image')]: ['svg'] },
  });
  if (uri === undefined) return;
  const current = rowsOf(project.database);
  const { svg } = await parts.client.request('retort/graphSvg', { projectId: id, current });
  if (svg === '') throw new Error(vscode.l10n.t('The language server did not draw the graph.'));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(svg));
  const open = vscode.l10n.t('Open');
  const text = vscode.l10n.t('The revision graph was exported to {0}.', vscode.workspace.asRelativePath(uri));
  if ((await vscode.window.showInformationMessage(text, open)) === open) {
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}
