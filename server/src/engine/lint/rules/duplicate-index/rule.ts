// duplicate-index: the new index is the beginning of an index, key or unique constraint the table has, or the other way round.
import { defineOperationRule } from '../../rule';
import { removeStatement, statementOfCall } from '../../writing/calls';
import type { IndexDefinition } from '../../../operations/definition';
import { findTable } from '../../../schema/lookup';
import type { SchemaTable } from '../../../schema/schema';

export const duplicateIndex = defineOperationRule({
  id: 'duplicate-index',
  summary: 'An index whose columns another one already begins with does nothing.',
  severity: 'info',
  on: ['createIndex'],
  check({ table: name, index, span }, { revision, function: analysis, before, stepIndex }, report) {
    const table = findTable(before, name.name, name.schema);
    const columns = plainColumns(index);
    if (analysis.direction !== 'upgrade' || table === undefined || columns === undefined || index.unique)
      return;
    const others = orderedColumns(table);
    const covering = others.find((other) => startsWith(other.columns, columns));
    const covered = others.find(
      (other) => other.isIndex && other.columns.length < columns.length && startsWith(columns, other.columns),
    );
    const other = covering ?? covered;
    if (other === undefined || isDroppedLater(other.name)) return;
    const place = statementOfCall(revision.module, span);
    const removal = place === undefined ? undefined : removeStatement(place, revision.source);
    report({
      span,
      message:
        covering !== undefined
          ? `"${other.name}" begins with the same columns (${other.columns.join(', ')}) and serves the same searches: this index only ` +
            'takes space and makes every write slower. Leave it out.'
          : `This index begins with the columns of "${other.name}" (${other.columns.join(', ')}) and does its work too. Drop that one.`,
      fixes:
        covering !== undefined && removal !== undefined
          ? [
              {
                title: 'Leave the index out',
                isPreferred: false,
                isSafe: false,
                files: [{ path: revision.path, edits: [removal] }],
              },
            ]
          : [],
    });

    function isDroppedLater(index: string): boolean {
      return analysis.steps
        .slice(stepIndex + 1)
        .some(
          ({ step }) =>
            step.kind === 'operation' &&
            step.operation.kind === 'dropIndex' &&
            step.operation.name.text === index,
        );
    }
  },
});

interface Ordered {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isIndex: boolean;
}

/** Everything of the table that has a B-tree over plain columns. */
function orderedColumns(table: SchemaTable): readonly Ordered[] {
  const indexes = table.indexes.flatMap(({ name, definition }) => {
    const columns = plainColumns(definition);
    return columns === undefined ? [] : [{ name, columns, isIndex: !definition.unique }];
  });
  const keys = table.constraints.flatMap(({ name, columns, definition }) =>
    definition.kind === 'primaryKey' || definition.kind === 'unique'
      ? [{ name: name ?? 'the key', columns, isIndex: false }]
      : [],
  );
  return [...indexes, ...keys];
}

/** undefined for an index with expressions, conditions or another method. */
function plainColumns({ elements, options }: IndexDefinition): readonly string[] | undefined {
  const special = Object.keys(options).some((key) => key !== 'postgresql_concurrently');
  const names = elements.map((element) => (element.kind === 'columnName' ? element.name : undefined));
  return special || names.includes(undefined) ? undefined : names.filter((one) => one !== undefined);
}

function startsWith(list: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length > 0 && beginning.every((name, index) => list[index] === name);
}
