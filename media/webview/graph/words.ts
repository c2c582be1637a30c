// The sentences of the page, put together from the translated words that the extension hands over.
import type { GraphItem, GraphLine } from '../../../server/src/lsp/protocol';

export type Say = (key: string, ...values: readonly string[]) => string;

/** Fills `{0}`, `{1}` of a word; a word that is missing is empty. */
export function speaker(words: Readonly<Record<string, string>>): Say {
  return (key, ...values) =>
    (words[key] ?? '').replace(/\{(\d)\}/g, (_, position: string) => values[Number(position)] ?? '');
}

/** The message in one line; the id where there is none. */
export function titleOf(item: GraphItem): string {
  return item.message.replace(/\s+/g, ' ').trim() || item.revision;
}

/** Everything a screen reader is told about a row. */
export function spokenRow(
  item: GraphItem,
  parents: readonly { readonly id: string; readonly kind: GraphLine['kind'] }[],
  say: Say,
): string {
  return [
    titleOf(item),
    item.revision,
    say(item.state),
    item.isCurrent ? say('current') : '',
    item.isHead ? say('head') : '',
    item.isMergePoint ? say('mergePoint') : '',
    item.isBase ? say('base') : '',
    ...item.branchLabels.map((label) => say('label', label)),
    ...parents.map(({ id, kind }) => say(kind === 'depends' ? 'dependsOn' : 'revises', id)),
    ...item.missing.map((id) => say('missingParent', id)),
    item.date,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
