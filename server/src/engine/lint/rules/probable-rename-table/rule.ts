// probable-rename-table: a table is dropped and another with nearly the same columns is created, as autogenerate writes renames.
import { operationsOf, statementsOf, concerns, tableBefore, isNewTable } from '../../functionFacts';
import { defineRevisionRule, type FunctionAnalysis } from '../../rule';
import type { CreateTable, DropTable } from '../../../operations/operation';

interface Pair {
  readonly dropped: DropTable;
  readonly created: CreateTable;
}

export const probableRenameTable = defineRevisionRule({
  id: 'probable-rename-table',
  summary: 'A table that is dropped while a like one is created was probably renamed, and its rows are lost.',
  severity: 'warning',
  check(revision, report) {
    for (const { dropped, created } of pairsOf(revision.upgrade)) {
      report({
        span: created.span,
        message:
          `Table "${dropped.table.name}" is dropped and "${created.table.name}" with the same columns is created: ` +
          'autogenerate sees a rename as this pair. The rows of the old table are deleted, in downgrade() too. If it is ' +
          `a rename, write op.rename_table('${dropped.table.name}', '${created.table.name}') in both directions, and ` +
          'rename its indexes and constraints.',
        related: [
          { path: revision.path, span: dropped.span, message: `"${dropped.table.name}" is dropped here.` },
        ],
      });
    }
  },
});

/** Every table that is dropped with the one that is most like it; none when SQL may carry rows over. */
function pairsOf(analysis: FunctionAnalysis): readonly Pair[] {
  const operations = operationsOf(analysis);
  if (analysis.steps.some(({ step }) => step.kind === 'opaque')) return [];
  const created = operations.flatMap(({ operation }) =>
    operation.kind === 'createTable' ? [operation] : [],
  );
  if (created.length === 0) return [];
  const pairs: Pair[] = [];
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
