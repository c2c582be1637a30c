// duplicate-index: the new index is the beginning of an index, key or unique constraint the table has, or the other way round.
import { isIndexDroppedLater } from '../../functionFacts';
import { defineOperationRule, type RevisionContext } from '../../rule';
import { removeStatement, statementOfCall } from '../../writing/calls';
import type { Fix } from '../../finding';
import type { IndexDefinition } from '../../../operations/definition';
import { findTable } from '../../../schema/lookup';
import type { SchemaTable } from '../../../schema/schema';
import type { Span } from '../../../text/span';

export const duplicateIndex = defineOperationRule({
  id: 'duplicate-index',
  summary: 'An index whose columns another one already begins with does nothing.',
  severity: 'info',
  on: ['createIndex'],
  readsSql: true,
  check(
    { table: name, index, ifNotExists, span },
    { revision, function: analysis, before, stepIndex },
    report,
  ) {
    const table = findTable(before, name.name, name.schema);
    const columns = plainColumns(index);
    if (analysis.direction !== 'upgrade' || table === undefined || columns === undefined || index.unique)
      return;
    const others = orderedColumns(table, columns[0]);
    const covering = others.find((other) => startsWith(other.columns, columns));
    const covered = others.find(
      (other) => other.isIndex && other.columns.length < columns.length && startsWith(columns, other.columns),
    );
    const other = covering ?? covered;
    // With IF NOT EXISTS the index itself may be there already.
    if (ifNotExists && other?.name === index.name?.text) return;
    if (other === undefined || isIndexDroppedLater(analysis, stepIndex, other.name)) return;
    report({
      span,
      message:
        covering !== undefined
          ? `"${other.name}" begins with the same columns (${other.columns.join(', ')}) and serves the same searches: this index only ` +
            'takes space and makes every write slower. Leave it out.'
          : `This index begins with the columns of "${other.name}" (${other.columns.join(', ')}) and does its work too. Drop that one.`,
      fixes: () => (covering === undefined ? [] : leaveOut(revision, span)),
    });
  },
});

function leaveOut({ module, source, path }: RevisionContext, span: Span): readonly Fix[] {
  const place = statementOfCall(module, span);
  const removal = place === undefined ? undefined : removeStatement(place, source);
  if (removal === undefined) return [];
  const files = [{ path, edits: [removal] }];
  return [{ title: 'Leave the index out', isPreferred: false, isSafe: false, files }];
}

interface Ordered {
  readonly name: string;
  readonly columns: readonly string[];
  readonly isIndex: boolean;
}

/** Everything of the table that has a B-tree over plain columns and begins with this one. */
function orderedColumns(table: SchemaTable, first: string | undefined): readonly Ordered[] {
  const found: Ordered[] = [];
  for (const { name, definition } of table.indexes) {
    const [element] = definition.elements;
    if (element?.kind !== 'columnName' || element.name !== first) continue;
    const columns = plainColumns(definition);
    if (columns !== undefined) found.push({ name, columns, isIndex: !definition.unique });
  }
  for (const { name, columns, definition } of table.constraints) {
    if (columns[0] !== first || (definition.kind !== 'primaryKey' && definition.kind !== 'unique')) continue;
    found.push({ name: name ?? 'the key', columns, isIndex: false });
  }
  return found;
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
