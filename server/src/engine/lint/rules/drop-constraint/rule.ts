// drop-constraint: what the database kept true is not kept any more. Silent when the constraint is made anew.
import {
  concerns,
  isKnownElsewhere,
  operationsOf,
  sameTable,
  statementsOf,
  tableBefore,
} from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import type { ConstraintDefinition } from '../../../operations/definition';
import type { DropConstraint } from '../../../operations/operation';

const KINDS: Readonly<Record<string, ConstraintDefinition['kind']>> = {
  foreignkey: 'foreignKey',
  primary: 'primaryKey',
  unique: 'unique',
  check: 'check',
};

const LOSSES: Readonly<Record<ConstraintDefinition['kind'], string>> = {
  foreignKey: 'rows can refer to rows that do not exist',
  primaryKey: 'rows can repeat each other and have no key',
  unique: 'values can be repeated',
  check: 'values that it forbade can be written',
  exclude: 'rows that it forbade can be written',
};

export const dropConstraint = defineOperationRule({
  id: 'drop-constraint',
  summary: 'Without the constraint, rows that break it can be written, and putting it back then fails.',
  severity: 'info',
  on: ['dropConstraint'],
  readsSql: true,
  check(operation, context, report) {
    if (!isKnownElsewhere(context, operation.table)) return;
    const kind = kindOf(operation, context);
    if (kind === undefined || isMadeAnew(operation, kind, context) || isRepeated(operation, context)) return;
    const name = operation.name === undefined ? '' : ` "${operation.name.text}"`;
    report({
      span: operation.span,
      message:
        `Constraint${name} of "${operation.table.name}" is dropped: from here on ${LOSSES[kind]}, and downgrade() ` +
        'fails when that happened. If it is only changed, create the new one in the same revision.',
    });
  },
});

function kindOf(
  operation: DropConstraint,
  context: OperationContext,
): ConstraintDefinition['kind'] | undefined {
  const written = operation.type === undefined ? undefined : KINDS[operation.type];
  if (written !== undefined) return written;
  const table = tableBefore(context.before, operation.table);
  return table?.constraints.find(({ name }) => name === operation.name?.text)?.definition.kind;
}

/** One of the kind is created on the table in the same function, or the table or its columns go altogether. */
function isMadeAnew(
  { table }: DropConstraint,
  kind: ConstraintDefinition['kind'],
  { function: analysis }: OperationContext,
): boolean {
  const isInSql = statementsOf(analysis).some(
    (statement) => concerns(statement, table.name) && /\badd\b|\bcreate\s+unique\b/.test(statement.sql),
  );
  if (isInSql) return true;
  return operationsOf(analysis).some(({ operation }) => {
    switch (operation.kind) {
      case 'createConstraint':
        return operation.constraint.kind === kind && sameTable(operation.table, table);
      case 'createIndex':
        return kind === 'unique' && operation.index.unique && sameTable(operation.table, table);
      case 'dropTable':
      case 'dropColumn':
      case 'renameTable':
        return sameTable(operation.table, table);
      case 'alterColumn':
        // A key or check is often dropped for a change of type and stands in SQL afterwards.
        return operation.type !== undefined && sameTable(operation.table, table);
      default:
        return false;
    }
  });
}

/** Another unique constraint or index over the same columns stays: the dropped one said nothing new. */
function isRepeated(
  { name, table }: DropConstraint,
  { before, function: analysis }: OperationContext,
): boolean {
  const columns = tableBefore(before, table)?.constraints.find((one) => one.name === name?.text)?.columns;
  const end = analysis.steps.at(-1)?.after;
  const rest = end === undefined ? undefined : tableBefore(end, table);
  if (columns === undefined || rest === undefined) return false;
  const isSame = (others: readonly string[]): boolean =>
    others.toSorted().join() === columns.toSorted().join();
  return (
    rest.constraints.some(
      ({ definition }) =>
        (definition.kind === 'unique' || definition.kind === 'primaryKey') && isSame(definition.columns),
    ) ||
    rest.indexes.some(
      ({ definition }) =>
        definition.unique &&
        isSame(definition.elements.flatMap((one) => (one.kind === 'columnName' ? [one.name] : []))),
    )
  );
}
