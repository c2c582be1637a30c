// The rows of the Revisions tree as plain values: which there are, their words, icons and states. Drawing: revisionsTree.ts.
import type { l10n } from 'vscode';
import type { RevisionItem, RevisionsAnswer } from '../../../server/src/lsp/protocol';

/** What a row looks like: the icon and the colour follow from it. */
export type RevisionMark = 'current' | 'merge' | 'applied' | 'pending' | 'unknown';

/** The most telling thing about a revision, for its icon. */
export function markOf(item: RevisionItem): RevisionMark {
  if (item.isCurrent) return 'current';
  if (item.isMergePoint) return 'merge';
  return item.state;
}

/** The grey words behind the message, the most telling first: a narrow side bar cuts the last ones. */
export function describeRevision(item: RevisionItem, { t }: Pick<typeof l10n, 't'>): string {
  const words = [
    item.isCurrent ? t('current') : undefined,
    item.isHead ? t('head') : undefined,
    item.revision,
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

/** How a file is marked in the explorer: one letter and what it means, the most pressing first. */
export interface FileMark {
  readonly kind: 'missing' | 'pending' | 'head' | 'applied';
  readonly badge: string;
  readonly words: string;
}

/** The mark of a revision file; `known` are the ids of its project. Undefined when there is nothing to say. */
export function markFile(
  item: RevisionItem,
  known: ReadonlySet<string>,
  { t }: Pick<typeof l10n, 't'>,
): FileMark | undefined {
  const missing = item.downRevisions.filter((id) => !known.has(id));
  const head = item.isHead ? [t('head')] : [];
  const words = (...more: readonly string[]): string => [...more, ...head].join(', ');
  if (missing.length > 0) {
    return { kind: 'missing', badge: '!', words: words(t('no file declares {0}', missing.join(', '))) };
  }
  if (item.state === 'pending') return { kind: 'pending', badge: 'P', words: words(t('pending')) };
  if (item.isHead) {
    const applied = item.state === 'applied' ? [t('applied')] : [];
    return { kind: 'head', badge: 'H', words: words(...applied) };
  }
  return item.state === 'applied' ? { kind: 'applied', badge: 'A', words: t('applied') } : undefined;
}

/** True when a row is kept by a filter: all words of it in message, id, labels, file or state. */
export function matchesFilter(item: RevisionItem, filter: string): boolean {
  const file = item.uri.slice(item.uri.lastIndexOf('/') + 1);
  const text = [item.message, item.revision, ...item.branchLabels, file, item.state].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Heads that want joining: more than one without a label that only one head carries. */
export function unjoinedHeads({
  revisions,
  heads,
}: Pick<RevisionsAnswer, 'revisions' | 'heads'>): readonly RevisionItem[] {
  const ids = new Set(heads);
  const items = revisions.filter(({ revision }) => ids.has(revision));
  const carriers = new Map<string, number>();
  for (const { branchLabels } of items) {
    for (const label of branchLabels) carriers.set(label, (carriers.get(label) ?? 0) + 1);
  }
  const unlabelled = items.filter(({ branchLabels }) => !branchLabels.some((one) => carriers.get(one) === 1));
  return unlabelled.length > 1 ? unlabelled : [];
}
