// What SQLAlchemy refuses when the parts of a table are put together.
import type { ColumnDefinition, ConstraintDefinition, IndexDefinition } from '../definition';
import { PythonError } from '../interpreter/signals';

type TableItem = ColumnDefinition | ConstraintDefinition | IndexDefinition;

const CLASS_NAMES: Readonly<Record<TableItem['kind'], string>> = {
  column: 'Column',
  index: 'Index',
  primaryKey: 'PrimaryKeyConstraint',
  unique: 'UniqueConstraint',
  foreignKey: 'ForeignKeyConstraint',
  check: 'CheckConstraint',
  exclude: 'ExcludeConstraint',
};

/** Throws what SQLAlchemy raises for a column that is there twice, or a constraint on one that is not there. */
export function checkItems(table: string, items: readonly TableItem[]): void {
  const columns = new Set<string>();
  for (const item of items) {
    if (item.kind !== 'column') continue;
    checkColumn(item);
    if (columns.has(item.name)) {
      throw new PythonError(
        'DuplicateColumnError',
        `A column with name '${item.name}' is already present in table '${table}'.`,
      );
    }
    columns.add(item.name);
  }
  for (const item of items) {
    for (const column of namedColumns(item)) {
      if (columns.has(column)) continue;
      throw new PythonError(
        'ConstraintColumnNotFoundError',
        `Can't create ${CLASS_NAMES[item.kind]} on table '${table}': no column named '${column}' is present.`,
      );
    }
  }
}

/** Throws what SQLAlchemy raises when the column is put into a table. */
export function checkColumn({ name, serverDefault, autoincrement }: ColumnDefinition): void {
  if (name === '') {
    throw new PythonError(
      'ArgumentError',
      'Column must be constructed with a non-blank name or assign a non-blank .name before adding to a Table.',
    );
  }
  if (serverDefault?.kind === 'identity' && autoincrement === false) {
    throw new PythonError(
      'ArgumentError',
      'A column with an Identity object cannot specify autoincrement=False',
    );
  }
}

function namedColumns(item: TableItem): readonly string[] {
  switch (item.kind) {
    case 'primaryKey':
    case 'unique':
    case 'foreignKey':
      return item.columns;
    case 'index':
      return item.elements.flatMap((element) => (element.kind === 'columnName' ? [element.name] : []));
    default:
      return [];
  }
}
