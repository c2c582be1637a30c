// Filter Revisions... and Clear Filter: which rows the Revisions tree keeps.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { askText } from '../questions';

export async function filterRevisions(_argument: unknown, { revisions }: Parts): Promise<void> {
  const filter = await askText({
    title: vscode.l10n.t('Filter Revisions'),
    prompt: vscode.l10n.t(
      'Words of the message, id, label, file or state (pending, applied); empty shows all',
    ),
    value: revisions.filter,
    ignoreFocusOut: false,
  });
  if (filter !== undefined) revisions.setFilter(filter);
}

export function clearFilter(_argument: unknown, { revisions }: Parts): Promise<void> {
  revisions.setFilter('');
  return Promise.resolve();
}
