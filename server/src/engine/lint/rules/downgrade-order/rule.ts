// downgrade-order: an operation of downgrade() needs what an earlier one has already removed.
import { removeStatement, statementOfCall, lineStart } from '../../writing/calls';
import { defineRevisionRule, type AnalysedStep, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { findTable } from '../../../schema/lookup';
import type { Schema } from '../../../schema/schema';
import { applyEdits } from '../../../text/edit';

export const downgradeOrder = defineRevisionRule({
  id: 'downgrade-order',
  summary: 'downgrade() removes something before what stands on it, so that a later statement fails.',
  severity: 'warning',
  check(revision, report) {
    const { steps } = revision.downgrade;
    for (const [index, analysed] of steps.entries()) {
      const earlier = steps.slice(0, index);
      const remover = earlier.find((step) => tookAway(step, analysed));
      if (remover !== undefined) {
        report({
          span: analysed.step.span,
          message:
            'This needs what an earlier statement of downgrade() has already removed, so the downgrade fails here ' +
            'after half of it is done or rolled back. Undo the operations in reverse order: the last one of upgrade() first.',
          related: [{ path: revision.path, span: remover.step.span, message: 'It is removed here.' }],
          fixes: () => moveUp(revision, analysed, remover),
        });
        continue;
      }
      const referring = referringTable(analysed);
      const later = steps.slice(index + 1).find((step) => drops(step, referring));
      if (referring === undefined || later === undefined) continue;
      report({
        span: analysed.step.span,
        message:
          `Table "${referring}" still refers to this one by a foreign key and is dropped only later: PostgreSQL refuses ` +
          'with "other objects depend on it". Drop the referring table first.',
        related: [
          { path: revision.path, span: later.step.span, message: 'The referring table is dropped here.' },
        ],
        fixes: () => moveUp(revision, later, analysed),
      });
    }
  },
});

/** True when the step meets a gap that is there only because `earlier` made it. */
function tookAway(earlier: AnalysedStep, { problems, step }: AnalysedStep): boolean {
  if (!problems.some(({ kind }) => kind.startsWith('unknown-')) || step.kind !== 'operation') return false;
  const { operation } = step;
  if (operation.kind === 'dropIndex') {
    return hasIndex(earlier.before, operation.name.text) && !hasIndex(earlier.after, operation.name.text);
  }
  if (!('table' in operation)) return false;
  const { name, schema } = operation.table as { name: string; schema: string | undefined };
  const before = findTable(earlier.before, name, schema);
  const after = findTable(earlier.after, name, schema);
  if (before === undefined) return false;
  if (after === undefined) return true;
  if (operation.kind === 'dropConstraint') {
    const has = (table: typeof before): boolean =>
      table.constraints.some((one) => one.name === operation.name?.text);
    return has(before) && !has(after);
  }
  if (operation.kind !== 'dropColumn' && operation.kind !== 'alterColumn') return false;
  const has = (table: typeof before): boolean => table.columns.some((one) => one.name === operation.column);
  return has(before) && !has(after);
}

function hasIndex(schema: Schema, name: string): boolean {
  for (const table of schema.tables.values())
    if (table.indexes.some((index) => index.name === name)) return true;
  return false;
}

/** Another table whose foreign key keeps this one from being dropped. */
function referringTable({ step, before }: AnalysedStep): string | undefined {
  if (step.kind !== 'operation' || step.operation.kind !== 'dropTable') return undefined;
  const { name, schema } = step.operation.table;
  for (const table of before.tables.values()) {
    if (table.name === name && table.schema === schema) continue;
    const refers = table.constraints.some(
      ({ definition }) =>
        definition.kind === 'foreignKey' &&
        definition.referred.table === name &&
        (definition.referred.schema ?? table.schema) === schema,
    );
    if (refers) return table.name;
  }
  return undefined;
}

function drops({ step }: AnalysedStep, table: string | undefined): boolean {
  return (
    step.kind === 'operation' && step.operation.kind === 'dropTable' && step.operation.table.name === table
  );
}

/** Moves a statement in front of another one of the same block. */
function moveUp(revision: RevisionContext, moved: AnalysedStep, before: AnalysedStep): readonly Fix[] {
  const { module, source, path } = revision;
  const from = statementOfCall(module, moved.step.span);
  const to = statementOfCall(module, before.step.span);
  if (from === undefined || to === undefined || !from.siblings.includes(to.statement)) return [];
  const removal = removeStatement(from, source);
  if (removal === undefined || removal.text !== '') return [];
  const start = lineStart(source, to.statement.span.start);
  const text = source.slice(removal.span.start, removal.span.end);
  const edits = [{ span: { start, end: start }, text: text.endsWith('\n') ? text : `${text}\n` }, removal];
  const replayed = revision.replayDowngrade(applyEdits(source, edits));
  if (replayed.steps.length !== revision.downgrade.steps.length) return [];
  return [{ title: 'Move it up', isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}
