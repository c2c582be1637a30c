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

/** What a row stands on. */
export interface Below {
  readonly id: string;
  readonly kind: GraphLine['kind'];
}

/** What a row shows by its dot, its lines and its place, for people who hear it. The rest of the row is text already. */
export function spokenRow(item: GraphItem, parents: readonly Below[], say: Say): string {
  return sentence([
    say(item.state),
    item.isMergePoint ? say('mergePoint') : '',
    item.isBase ? say('base') : '',
    ...parents.map(({ id, kind }) => say(kind === 'depends' ? 'dependsOn' : 'revises', id)),
  ]);
}

/** Everything about a row, for whoever rests the pointer on it. */
export function describeRow(item: GraphItem, parents: readonly Below[], say: Say): string {
  return sentence([
    titleOf(item),
    item.revision,
    item.isCurrent ? say('current') : '',
    item.isHead ? say('head') : '',
    spokenRow(item, parents, say),
    ...item.branchLabels.map((label) => say('label', label)),
    ...item.missing.map((id) => say('missingParent', id)),
    item.date,
    item.fileName,
  ]);
}

function sentence(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
