// drop-column-silent-constraint: a key or unique rule over several columns goes with the first of them that is dropped.
import { isKnownElsewhere, isInBatch, operationsOf, sameTable, tableBefore } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import { fixList, fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import { insertBefore, ownPlace, tableParts } from '../../writing/statements';
import type { DropColumn } from '../../../operations/operation';
import type { SchemaConstraint } from '../../../schema/schema';

const WORDS = { primaryKey: 'primary key', unique: 'unique constraint', foreignKey: 'foreign key' } as const;
const TYPES = { primaryKey: 'primary', unique: 'unique', foreignKey: 'foreignkey' } as const;

export const dropColumnSilentConstraint = defineOperationRule({
  id: 'drop-column-silent-constraint',
  summary: 'A key or unique constraint over several columns disappears unsaid with one of them.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['dropColumn'],
  readsSql: true,
  check(operation, context, report) {
    const { table, column, span } = operation;
    if (!isKnownElsewhere(context, table)) return;
    for (const constraint of tableBefore(context.before, table)?.constraints ?? []) {
      const { kind } = constraint.definition;
      if (kind === 'check' || kind === 'exclude' || !constraint.columns.includes(column)) continue;
      const others = constraint.columns.filter(
        (other) => other !== column && !isDropped(other, operation, context),
      );
      if (others.length === 0 || isReplaced(constraint, operation, context)) continue;
      const name = constraint.name === undefined ? '' : ` "${constraint.name}"`;
      report({
        span,
        message:
          `With column "${column}" PostgreSQL drops the ${WORDS[kind]}${name} over (${constraint.columns.join(', ')}) without ` +
          `a word: (${others.join(', ')}) of "${table.name}" loses what it kept true, and downgrade() does not know of it. ` +
          `Drop it with ${context.sql === undefined ? 'op.drop_constraint' : 'DROP CONSTRAINT'} before, and create the one that is to stay.`,
        fixes: () => fixList(fixFor(constraint, operation, context)),
      });
    }
  },
});

function isDropped(column: string, { table }: DropColumn, { function: analysis }: OperationContext): boolean {
  return operationsOf(analysis).some(
    ({ operation }) =>
      operation.kind === 'dropColumn' && operation.column === column && sameTable(operation.table, table),
  );
}

/** Dropped by name inside the same batch, or another of the kind is made in the same function. */
function isReplaced(
  { name, definition }: SchemaConstraint,
  { table }: DropColumn,
  { function: analysis }: OperationContext,
): boolean {
  return operationsOf(analysis).some(({ operation }) => {
    if (operation.kind === 'dropConstraint')
      return sameTable(operation.table, table) && operation.name?.text === name;
    if (operation.kind === 'createIndex') return operation.index.unique && sameTable(operation.table, table);
    return (
      operation.kind === 'createConstraint' &&
      operation.constraint.kind === definition.kind &&
      sameTable(operation.table, table)
    );
  });
}

function fixFor(constraint: SchemaConstraint, operation: DropColumn, context: OperationContext) {
  const place = ownPlace(context, operation.span);
  const { kind } = constraint.definition;
  if (place === undefined || constraint.name === undefined || kind === 'check' || kind === 'exclude')
    return undefined;
  const { names, fix } = fixWriter(context.revision);
  const { first, last } = tableParts(operation.table);
  if (isInBatch(context, operation.span)) return undefined;
  const parts = [writeString(constraint.name), first, `type_=${writeString(TYPES[kind])}`, ...last];
  return fix(`Drop the ${WORDS[kind]} "${constraint.name}" before`, true, [
    insertBefore(context.revision.source, place, [`${names.op}.drop_constraint(${parts.join(', ')})`]),
  ]);
}
