// Which column of a table counts up by itself: decides SERIAL and the column order of an implicit primary key.
import type { Compilation } from './compilation';
import { RaisedError, UnknownText } from './signals';
import type { TableColumn, TableModel } from '../schema/tableModel';
import { resolveVariant, typeFamily } from './types/family';
import { printType } from './types/printers';

/** The family of the type as written: a variant does not count here, as in SQLAlchemy. */
function isNumber(column: TableColumn): boolean {
  const type = column.type;
  if (!type) return false;
  if (type.kind === 'unknownType') {
    // A class with words of its own has no integer in its ancestry.
    if (type.columnText !== undefined) return false;
    throw new UnknownText(`the type ${type.name} is not known: ${type.reason}`, type.span);
  }
  const family = typeFamily(type);
  return family === 'integer' || family === 'numeric';
}

function isEligible(column: TableColumn): boolean {
  const { definition } = column;
  if (!isNumber(column)) return false;
  if (definition.hasClientDefault && !definition.sequence) return false;
  const serverDefault = definition.serverDefault;
  if (serverDefault && serverDefault.kind !== 'identity') return false;
  return !column.hasForeignKey || definition.autoincrement === 'ignore_fk';
}

function checkForced(compilation: Compilation, table: TableModel, column: TableColumn): void {
  if (isNumber(column)) return;
  const type = printType(compilation, column.type);
  throw new RaisedError(
    'ArgumentError',
    `Column type ${type} on column '${table.name}.${column.name}' is not compatible with autoincrement=True`,
  );
}

/** The autoincrement column of the primary key; undefined when there is none. */
export function autoincrementColumn(compilation: Compilation, table: TableModel): TableColumn | undefined {
  const names = table.primaryKey?.columns ?? [];
  const columns = names.flatMap((name) => table.columns.find((column) => column.name === name) ?? []);
  const forced = columns.filter((column) => column.definition.autoincrement === true);
  for (const column of forced) checkForced(compilation, table, column);
  const [first, second] = forced;
  if (first && second) {
    throw new RaisedError(
      'ArgumentError',
      `Only one Column may be marked autoincrement=True, found both ${second.name} and ${first.name}.`,
    );
  }
  if (first) return first;
  const [only] = columns;
  if (columns.length !== 1 || !only || only.definition.autoincrement === false) return undefined;
  return isEligible(only) ? only : undefined;
}

/** True when the type, resolved for the dialect, is an integer in SQLAlchemy's sense. */
export function isIntegerColumn(compilation: Compilation, column: TableColumn): boolean {
  return (
    column.type !== undefined &&
    typeFamily(resolveVariant(column.type, compilation.dialect.name)) === 'integer'
  );
}
