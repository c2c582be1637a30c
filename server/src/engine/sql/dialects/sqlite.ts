// SQLite: what its compiler prints in its own way.
import type { ConstraintDefinition } from '../../operations/definition';
import type { AlterColumn } from '../../operations/operation';
import { defaultStatement, newNameStatement, nullStatement, typeStatement } from '../alterColumn';
import { isIntegerColumn } from '../autoincrement';
import type { Compilation } from '../compilation';
import { computedClause, defaultText } from '../defaults';
import { quote } from '../identifiers';
import { SQLITE_RESERVED_WORDS } from '../reservedWords';
import { BACKGROUND, compileError, RaisedError, UnknownText } from '../signals';
import type { TableColumn, TableModel } from '../../schema/tableModel';
import { printType } from '../types/printers';
import type { SqlDialect } from './dialect';

const NO_IDENTITY =
  'Adding, removing or modifying an "identity" construct, e.g. GENERATED AS IDENTITY, to or from an existing ' +
  'column is not supported in this dialect.';

/** An expression is put in parentheses; what begins with a quote or a parenthesis, or is one word, is not. */
function parenthesised(value: string): string {
  // Python's `.` does not match a line break, but \W does.
  const firstLine = /^[^\n]*\n?/.exec(value)?.[0] ?? '';
  return !/^\s*['"(]/.test(value) && /[^\p{L}\p{N}_]/u.test(firstLine) ? `(${value})` : value;
}

/** With sqlite_autoincrement the key of one integer column stands in the column itself. */
function isInlineAutoincrement(compilation: Compilation, table: TableModel, column: TableColumn): boolean {
  return (
    table.options.sqlite_autoincrement === true &&
    column.isPrimaryKey &&
    table.primaryKey?.columns.length === 1 &&
    !column.hasForeignKey &&
    isIntegerColumn(compilation, column)
  );
}

function columnSpecification(compilation: Compilation, table: TableModel, column: TableColumn): string {
  const { definition } = column;
  const type = printType(compilation, column.type);
  let text = `${quote(compilation, column.name)} ${type}`;
  const value = defaultText(compilation, definition.serverDefault);
  if (value !== undefined) text += ` DEFAULT ${parenthesised(value)}`;
  if (!column.nullable) text += ' NOT NULL';
  if (column.isPrimaryKey) {
    if (definition.autoincrement === true && table.primaryKey?.columns.length !== 1) {
      throw compileError('SQLite does not support autoincrement for composite primary keys');
    }
    if (isInlineAutoincrement(compilation, table, column)) text += ' PRIMARY KEY AUTOINCREMENT';
  }
  const computed = computedClause(compilation, definition.serverDefault);
  return computed === undefined ? text : `${text} ${computed}`;
}

function isKeyInColumn(compilation: Compilation, table: TableModel): boolean {
  return table.columns.some((column) => isInlineAutoincrement(compilation, table, column));
}

function tableOptions(_compilation: Compilation, { options }: TableModel): string {
  const lines = [
    options.sqlite_with_rowid === false ? 'WITHOUT ROWID' : undefined,
    options.sqlite_strict === true ? 'STRICT' : undefined,
  ].filter((line) => line !== undefined);
  return lines.length > 0 ? `\n ${lines.join(',\n ')}` : '';
}

function* alterColumn(compilation: Compilation, operation: AlterColumn): Generator<string> {
  yield* nullStatement(compilation, operation);
  yield* defaultStatement(compilation, operation, () => {
    throw compileError(NO_IDENTITY);
  });
  yield* typeStatement(compilation, operation);
  if (operation.comment.given) {
    throw new RaisedError(
      'UnsupportedCompilationError',
      "Compiler <sqlalchemy.dialects.sqlite.base.SQLiteDDLCompiler object at 0x0> can't render element of type " +
        "<class 'alembic.ddl.base.ColumnComment'>: <class 'alembic.ddl.base.ColumnComment'> construct has no default compilation handler." +
        BACKGROUND,
    );
  }
  yield* newNameStatement(compilation, operation, 'RENAME COLUMN');
}

function constraintSuffix(_compilation: Compilation, constraint: ConstraintDefinition): string {
  if (constraint.kind === 'foreignKey') return '';
  const conflict = constraint.options.sqlite_on_conflict;
  if (conflict === undefined || conflict === null) return '';
  if (typeof conflict !== 'string')
    throw new UnknownText('sqlite_on_conflict is not a plain string', constraint.span);
  return ` ON CONFLICT ${conflict}`;
}

export const SQLITE: SqlDialect = {
  name: 'sqlite',
  reservedWords: SQLITE_RESERVED_WORDS,
  maxIdentifierLength: 9999,
  defaultParamstyle: 'qmark',
  doublesBackslashes: false,
  isTransactional: false,
  hasComments: false,
  hasNativeBoolean: false,
  hasNativeEnum: false,
  hasNativeUuid: false,
  hasIdentityColumns: false,
  canAlterConstraints: false,
  trueText: '1',
  falseText: '0',
  emptyIn: '(SELECT 1 FROM (SELECT 1) WHERE 1!=1)',
  emptyNotIn: '(SELECT 1 FROM (SELECT 1) WHERE 1!=1)',
  typePrinters: {
    // SQLAlchemy's Interval is a DateTime where the database has no interval.
    Interval: () => 'DATETIME',
  },
  typeCompilerName: 'sqlalchemy.dialects.sqlite.base.SQLiteTypeCompiler',
  functionTexts: {
    now: 'CURRENT_TIMESTAMP',
    localtimestamp: "DATETIME(CURRENT_TIMESTAMP, 'localtime')",
  },
  columnSpecification,
  tableOptions,
  alterColumn,
  isKeyInColumn,
  computedText: (expression, persisted) => {
    const word = persisted === undefined ? '' : persisted ? ' STORED' : ' VIRTUAL';
    return `GENERATED ALWAYS AS (${expression})${word}`;
  },
  constraintSuffix,
};
