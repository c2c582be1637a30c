// Alembic: Open Revision... The file of a row, or of a revision picked by message or id.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';

export async function openRevision(argument: unknown, parts: Parts): Promise<void> {
  const named = argument === undefined ? undefined : revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const target = named ?? (await pickRevision(project, vscode.l10n.t('Open which revision?')));
  if (target !== undefined)
    await vscode.window.showTextDocument(vscode.Uri.parse(target.item.uri), { preview: false });
}
