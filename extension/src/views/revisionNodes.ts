// The rows of the Revisions tree as plain values: which there are, their words, icons and states. Drawing: revisionsTree.ts.
import type { l10n } from 'vscode';
import type { RevisionItem, RevisionsAnswer } from '../../../server/src/lsp/protocol';

type Translate = Pick<typeof l10n, 't'>;

/** What a row looks like: the icon and the colour follow from it. */
export type RevisionMark = 'current' | 'merge' | 'applied' | 'pending' | 'unknown';

/** The most telling thing about a revision, for its icon. */
export function markOf(item: RevisionItem): RevisionMark {
  if (item.isCurrent) return 'current';
  if (item.isMergePoint) return 'merge';
  return item.state;
}

/** The grey words behind the message in the tree: a narrow side bar has room for few, so states are icon, badge and tooltip. */
export function describeRow({ branchLabels, revision, message }: RevisionItem): string {
  // A revision without a message is called by its id already.
  return [...branchLabels, ...(message === '' ? [] : [revision])].join(' · ');
}

/** Where the database stands and where the history ends, seen from a revision. */
export function standingWords(
  { isCurrent, isHead, state }: RevisionItem,
  { t }: Translate,
): readonly string[] {
  const words = { applied: t('applied'), pending: t('pending'), unknown: undefined };
  const standing = isCurrent ? t('current') : words[state];
  return [...(standing === undefined ? [] : [standing]), ...(isHead ? [t('head')] : [])];
}

/** What is said of a revision beside its message where there is room for it, the most telling first. */
export function describeRevision(item: RevisionItem, translate: Translate): string {
  const { t } = translate;
  return [
    ...standingWords(item, translate),
    item.revision,
    ...(item.isBranchPoint ? [t('branch point')] : []),
    ...(item.isMergePoint ? [t('merge')] : []),
    ...item.branchLabels,
  ].join(' · ');
}

/** What a screen reader says for the row. */
export function speakRevision(item: RevisionItem, translate: Translate): string {
  return [item.message || item.revision, describeRevision(item, translate)].join(', ');
}

/** The letters at the end of a row in the tree, where no width cuts them, and what they mean. */
export function badgeOf(
  { isCurrent, isHead }: RevisionItem,
  { t }: Translate,
): { readonly letters: string; readonly words: string } | undefined {
  if (!isCurrent && !isHead) return undefined;
  const words = [...(isCurrent ? [t('current')] : []), ...(isHead ? [t('head')] : [])];
  return { letters: `${isCurrent ? 'C' : ''}${isHead ? 'H' : ''}`, words: words.join(', ') };
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
  { t }: Translate,
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
