// Whether one of the revisions before, since the column is there, may have filled its rows: the usual way in steps.
import { columnBefore, hasWord, isWrittenBefore } from '../../functionFacts';
import type { OperationContext } from '../../rule';
import type { AlterColumn } from '../../../operations/operation';

/** How far back a backfill is looked for: it comes right before NOT NULL, and looking has to stay cheap. */
const NEAR = 40;

/** True when a revision near before this one writes to the table, or does what cannot be read and names the column. */
export function isFilledEarlier(
  { table, column }: AlterColumn,
  { revision, before }: OperationContext,
): boolean {
  const { graph, header, textOf, upgradeOf } = revision;
  const own = header.revision?.value;
  const origin = columnBefore(before, table, column)?.origin?.revision;
  const seen = new Set<string>();
  const pending = [...(own === undefined ? [] : (graph.byKey.get(own)?.normalizedDownRevisions ?? []))];
  for (let id = pending.shift(); id !== undefined && seen.size < NEAR; id = pending.shift()) {
    const entry = graph.byKey.get(id);
    if (seen.has(id) || entry === undefined) continue;
    seen.add(id);
    const analysis = upgradeOf(id);
    const end = analysis.steps.length;
    if (isWrittenBefore(analysis, end, table.name)) return true;
    const isUnread = analysis.steps.some(({ step }) => step.kind === 'opaque');
    if (isUnread && hasWord(textOf(entry.path) ?? '', column)) return true;
    if (id !== origin) pending.push(...entry.normalizedDownRevisions);
  }
  return false;
}
