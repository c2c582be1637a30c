// The icon and colour of a revision, the same in the tree and in lists.
import * as vscode from 'vscode';
import type { RevisionMark } from './revisionNodes';
import type { RevisionItem } from '../../../server/src/lsp/protocol';

const COLOURS: Readonly<Record<RevisionItem['state'], vscode.ThemeColor | undefined>> = {
  applied: new vscode.ThemeColor('retort.applied'),
  pending: new vscode.ThemeColor('retort.pending'),
  unknown: undefined,
};
const ICONS: Readonly<Record<RevisionMark, string>> = {
  current: 'arrow-circle-right',
  merge: 'git-merge',
  applied: 'pass-filled',
  pending: 'circle-outline',
  unknown: 'git-commit',
};

export function revisionIcon({ isCurrent, state }: RevisionItem, mark: RevisionMark): vscode.ThemeIcon {
  const colour = isCurrent ? new vscode.ThemeColor('retort.current') : COLOURS[state];
  return new vscode.ThemeIcon(ICONS[mark], colour);
}
