// The rows of the Revisions tree as plain values: which there are, their words, icons and states. Drawing: revisionsTree.ts.
import type { l10n } from 'vscode';
import type { RevisionItem } from '../../../server/src/lsp/protocol';

/** What a row looks like: the icon and the colour follow from it. */
export type RevisionMark = 'current' | 'merge' | 'applied' | 'pending' | 'unknown';

/** The most telling thing about a revision, for its icon. */
export function markOf(item: RevisionItem): RevisionMark {
  if (item.isCurrent) return 'current';
  if (item.isMergePoint) return 'merge';
  return item.state;
}

/** The grey words behind the message: id, place in the history, labels. */
export function describeRevision(item: RevisionItem, { t }: Pick<typeof l10n, 't'>): string {
  const words = [
    item.revision,
    item.isCurrent ? t('current') : undefined,
    item.isHead ? t('head') : undefined,
    item.isBranchPoint ? t('branch point') : undefined,
    item.isMergePoint ? t('merge') : undefined,
    ...item.branchLabels,
  ];
  return words.filter((word) => word !== undefined).join(' · ');
}

/** What a screen reader says for the row. */
export function speakRevision(item: RevisionItem, translate: Pick<typeof l10n, 't'>): string {
  const state = {
    applied: translate.t('applied'),
    pending: translate.t('pending'),
    unknown: '',
  }[item.state];
  return [item.message || item.revision, describeRevision(item, translate), state].filter(Boolean).join(', ');
}
