// fk-without-index: PostgreSQL does not index the columns of a foreign key by itself.
import { isInBatch, operationsOf, tableBefore } from '../../functionFacts';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import { batchPlace, insertBehind, ownPlace, tableParts } from '../../writing/statements';
import type { PlacedOperation } from '../../functionFacts';
import type { ForeignKeyDefinition, IndexDefinition } from '../../../operations/definition';
import type { TableName } from '../../../operations/operation';
import type { SchemaTable } from '../../../schema/schema';

interface NewKey {
  readonly placed: PlacedOperation;
  readonly table: TableName;
  readonly key: ForeignKeyDefinition;
  readonly columns: readonly string[];
}

export const fkWithoutIndex = defineRevisionRule({
  id: 'fk-without-index',
  summary: 'A foreign key without an index makes every delete of a referred row read the whole table.',
  severity: 'info',
  check(revision, report) {
    const last = revision.upgrade.steps.at(-1)?.after;
    if (last === undefined) return;
    for (const made of newKeys(operationsOf(revision.upgrade))) {
      const table = tableBefore(last, made.table);
      if (table?.isComplete !== true || !isStillThere(made, table) || isCovered(made.columns, table))
        continue;
      report({
        span: made.key.span,
        message:
          `No index begins with (${made.columns.join(', ')}) of "${table.name}": every DELETE and every change of a key in ` +
          `"${made.key.referred.table}" reads all of "${table.name}" to find what refers to it, and joins do too. Create an ` +
          'index on it.',
        fixes: () => indexFix(made, revision),
      });
    }
  },
});

function newKeys(operations: readonly PlacedOperation[]): readonly NewKey[] {
  const found: NewKey[] = [];
  for (const placed of operations) {
    const { operation } = placed;
    const add = (key: ForeignKeyDefinition, table: TableName, columns: readonly string[]): void => {
      found.push({ placed, table, key, columns });
    };
    if (operation.kind === 'createConstraint' && operation.constraint.kind === 'foreignKey') {
      add(operation.constraint, operation.table, operation.constraint.columns);
    }
    const items =
      operation.kind === 'createTable'
        ? operation.items
        : operation.kind === 'addColumn'
          ? [operation.column]
          : [];
    for (const item of items) {
      if (operation.kind !== 'createTable' && operation.kind !== 'addColumn') continue;
      if (item.kind === 'foreignKey') add(item, operation.table, item.columns);
      if (item.kind !== 'column') continue;
      for (const key of item.constraints)
        if (key.kind === 'foreignKey') add(key, operation.table, [item.name]);
    }
  }
  return found;
}

function isStillThere({ columns }: NewKey, table: SchemaTable): boolean {
  return columns.every((column) => table.columns.some(({ name }) => name === column));
}

/** An index, key or unique constraint whose first columns are those of the foreign key, in any order. */
function isCovered(columns: readonly string[], table: SchemaTable): boolean {
  const leads = (name: string | undefined): boolean => name !== undefined && columns.includes(name);
  return (
    table.indexes.some(
      ({ definition: { elements } }) =>
        leads(nameOf(elements[0])) &&
        elements.slice(0, columns.length).every((element) => leads(nameOf(element))) &&
        elements.length >= columns.length,
    ) ||
    table.constraints.some(
      ({ definition }) =>
        (definition.kind === 'primaryKey' || definition.kind === 'unique') &&
        definition.columns.slice(0, columns.length).every(leads) &&
        definition.columns.length >= columns.length,
    )
  );
}

function nameOf(element: IndexDefinition['elements'][number] | undefined): string | undefined {
  return element?.kind === 'columnName' || element?.kind === 'column' ? element.name : undefined;
}

function indexFix({ placed, table, columns }: NewKey, revision: RevisionContext): readonly Fix[] {
  const { operation, stepIndex, before } = placed;
  const context = { revision, function: revision.upgrade, stepIndex, before };
  const place = ownPlace(context, operation.span);
  const isBatch = isInBatch(context, operation.span);
  const batch = isBatch ? batchPlace(context, operation.span) : undefined;
  if (place === undefined || (isBatch && batch === undefined)) return [];
  const { names, fix } = fixWriter(revision);
  const name = `ix_${table.name}_${columns.join('_')}`;
  if (name.length > 63) return [];
  const { first, last } = batch === undefined ? tableParts(table) : { first: undefined, last: [] };
  const list = `[${columns.map(writeString).join(', ')}]`;
  const parts = [
    `${names.op}.f(${writeString(name)})`,
    ...(first === undefined ? [] : [first]),
    list,
    ...last,
  ];
  const statement = `${batch?.name ?? names.op}.create_index(${parts.join(', ')})`;
  return [fix(`Create the index ${name}`, true, [insertBehind(revision.source, place, [statement])])];
}
