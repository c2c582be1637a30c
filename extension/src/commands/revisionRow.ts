// A revision as a row of a list to pick from: what it says, its state and its id, with an icon.
import * as vscode from 'vscode';
import { describeRevision, markOf } from '../views/revisionNodes';
import { revisionIcon } from '../views/revisionIcons';
import type { RevisionItem } from '../../../server/src/lsp/protocol';

export function revisionRow(item: RevisionItem): vscode.QuickPickItem {
  return {
    label: item.message || item.revision,
    description: describeRevision(item, vscode.l10n),
    iconPath: revisionIcon(item, markOf(item)),
  };
}
