// Which dropped and created tables of one function belong together. Only pairs that cannot be matched otherwise count.
import { operationsOf, statementsOf, concerns, tableBefore, isNewTable } from '../../functionFacts';
import type { FunctionAnalysis } from '../../rule';
import type { CreateTable, DropTable } from '../../../operations/operation';

export interface TablePair {
  readonly dropped: DropTable;
  readonly created: CreateTable;
}

/** Every table that is dropped with the one that is most like it; none when SQL may carry rows over. */
export function pairsOf(analysis: FunctionAnalysis): readonly TablePair[] {
  const operations = operationsOf(analysis);
  if (analysis.steps.some(({ step }) => step.kind === 'opaque')) return [];
  const created = operations.flatMap(({ operation }) =>
    operation.kind === 'createTable' ? [operation] : [],
  );
  if (created.length === 0) return [];
  const pairs: TablePair[] = [];
  for (const { operation: dropped, stepIndex, before } of operations) {
    if (dropped.kind !== 'dropTable' || isNewTable(analysis, stepIndex, dropped.table)) continue;
    const old = tableBefore(before, dropped.table);
    if (old === undefined) continue;
    if (statementsOf(analysis).some((statement) => concerns(statement, dropped.table.name))) continue;
    const names = new Set(old.columns.map(({ name }) => name));
    const like = created.filter((candidate) => isLike(names, candidate) && candidate.table.name !== old.name);
    const [only] = like;
    if (like.length === 1 && only !== undefined) pairs.push({ dropped, created: only });
  }
  return pairs;
}

/** At least three columns in common beside the usual ones, and four of five of all. */
function isLike(old: ReadonlySet<string>, created: CreateTable): boolean {
  const names = new Set(created.items.flatMap((item) => (item.kind === 'column' ? [item.name] : [])));
  const common = [...names].filter((name) => old.has(name));
  const telling = common.filter(
    (name) => !/^(?:id|uuid|name|created_at|updated_at|created|updated)$/.test(name),
  );
  const all = new Set([...old, ...names]).size;
  return telling.length >= 2 && common.length >= 3 && common.length / all >= 0.8;
}
