// unique-not-using-index: ADD UNIQUE builds its index while nobody can read or write the table.
import { hasRows, isInBatch } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { Fix } from '../../finding';
import { writeOptions } from '../../writing/definitions';
import { fixList, fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import { autocommitBlock, ownPlace, sqlTable, tableParts } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';
import type { UniqueDefinition } from '../../../operations/definition';
import type { CreateConstraint } from '../../../operations/operation';
import { lineIndent } from '../../writing/calls';

export const uniqueNotUsingIndex = defineOperationRule({
  id: 'unique-not-using-index',
  summary: 'Adding a unique constraint builds its index while the table is locked for everyone.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createConstraint', 'addColumn'],
  readsSql: true,
  check(operation, context, report) {
    if (!hasRows(context, operation.table)) return;
    if (
      operation.kind === 'addColumn'
        ? operation.column.unique !== true
        : operation.constraint.kind !== 'unique'
    )
      return;
    report({
      span: operation.kind === 'addColumn' ? operation.column.span : operation.span,
      message:
        `The unique constraint takes an ACCESS EXCLUSIVE lock on "${operation.table.name}" and builds its index under it: ` +
        'nobody can read or write the table until every row is read. Build a unique index concurrently first, then ' +
        'ALTER TABLE ... ADD CONSTRAINT ... UNIQUE USING INDEX takes the lock for a moment only.',
      fixes: () =>
        fixList(operation.kind === 'createConstraint' ? usingIndexFix(operation, context) : undefined),
    });
  },
});

/** The index is built concurrently under the name of the constraint, which then takes it over. */
function usingIndexFix(operation: CreateConstraint, context: OperationContext): Fix | undefined {
  const { table, constraint, span } = operation;
  const place = ownPlace(context, span);
  if (place === undefined || constraint.kind !== 'unique' || isInBatch(context, span)) return undefined;
  const name = plainName(constraint, operation, context);
  const options = writeOptions(constraint.options);
  if (name === undefined || options === undefined || options.length > 0) return undefined;
  if (constraint.deferrable !== undefined || constraint.initially !== undefined) return undefined;
  const { names, fix } = fixWriter(context.revision);
  const { first, last } = tableParts(table);
  const columns = `[${constraint.columns.map(writeString).join(', ')}]`;
  const parts = [writeString(name), first, columns, 'unique=True', 'postgresql_concurrently=True', ...last];
  const sql = `ALTER TABLE ${sqlTable(table)} ADD CONSTRAINT ${sqlName(name)} UNIQUE USING INDEX ${sqlName(name)}`;
  const indent = lineIndent(context.revision.source, place.statement.span.start);
  const lines = [
    autocommitBlock(names.op),
    `    ${names.op}.create_index(${parts.join(', ')})`,
    `${names.op}.execute(${writeString(sql)})`,
  ];
  return fix('Build the index concurrently, then make it a constraint', true, [
    { span: place.statement.span, text: lines.join(`\n${indent}`) },
  ]);
}

/** The name in the database, after naming conventions. */
function plainName(
  { name }: UniqueDefinition,
  { table, span }: CreateConstraint,
  { function: analysis, stepIndex }: OperationContext,
): string | undefined {
  const after = analysis.steps[stepIndex]?.after.tables;
  for (const candidate of after?.values() ?? []) {
    if (candidate.name !== table.name || candidate.schema !== table.schema) continue;
    return candidate.constraints.find(({ definition }) => definition.span.start === span.start)?.name;
  }
  return name?.text;
}
