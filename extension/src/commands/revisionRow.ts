// A revision as a row of a list to pick from: what it says, its id and its place, and an icon for its state.
import * as vscode from 'vscode';
import { describeRevision, markOf } from '../views/revisionNodes';
import { revisionIcon } from '../views/revisionIcons';
import type { RevisionItem } from '../../../server/src/lsp/protocol';

export function revisionRow(item: RevisionItem): vscode.QuickPickItem {
  const state = stateOf(item);
  return {
    label: item.message || item.revision,
    description: [describeRevision(item, vscode.l10n), ...(state === undefined ? [] : [state])].join(' · '),
    iconPath: revisionIcon(item, markOf(item)),
  };
}

/** `current` says it already; an unknown state has no word. */
function stateOf({ state, isCurrent }: RevisionItem): string | undefined {
  if (isCurrent || state === 'unknown') return undefined;
  return state === 'applied' ? vscode.l10n.t('applied') : vscode.l10n.t('pending');
}
