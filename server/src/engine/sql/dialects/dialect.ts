// What a dialect may differ in. Everything else is the default compiler in this folder's parent.
import type { ConstraintDefinition } from '../../operations/definition';
import type { Dialect } from '../../operations/evaluation';
import type { AlterColumn } from '../../operations/operation';
import type { KnownType } from '../../operations/sqlType';
import type { Compilation } from '../compilation';
import type { TableColumn, TableModel } from '../../schema/tableModel';

/** Prints one type whose class name is known; undefined means the dialect cannot render it. */
export type TypePrinter = (type: KnownType, compilation: Compilation) => string;

export interface SqlDialect {
  readonly name: Dialect;
  readonly reservedWords: ReadonlySet<string>;
  readonly maxIdentifierLength: number;
  /** The driver's parameter style when env.py does not choose one. */
  readonly defaultParamstyle: string;
  /** A backslash in a value is doubled inside its literal. */
  readonly doublesBackslashes: boolean;
  readonly isTransactional: boolean;
  readonly hasComments: boolean;
  readonly hasNativeBoolean: boolean;
  readonly hasNativeEnum: boolean;
  readonly hasNativeUuid: boolean;
  readonly hasIdentityColumns: boolean;
  /** ALTER TABLE can add constraints; a foreign key with use_alter is then left out of CREATE TABLE. */
  readonly canAlterConstraints: boolean;
  readonly trueText: string;
  readonly falseText: string;
  /** What stands behind IN and NOT IN when the list is empty. */
  readonly emptyIn: string;
  readonly emptyNotIn: string;
  /** By visit name; over the generic table. */
  readonly typePrinters: Readonly<Record<string, TypePrinter>>;
  /** How SQLAlchemy names the type compiler in its own error messages. */
  readonly typeCompilerName: string;
  /** `func.x()` whose text is the dialect's own, by lower-case name. */
  readonly functionTexts: Readonly<Record<string, string>>;
  readonly columnSpecification: (compilation: Compilation, table: TableModel, column: TableColumn) => string;
  readonly tableOptions: (compilation: Compilation, table: TableModel) => string;
  readonly alterColumn: (compilation: Compilation, operation: AlterColumn) => Iterable<string>;
  /** The key of one column stands in the column itself, so that CREATE TABLE has no line for it. */
  readonly isKeyInColumn: (compilation: Compilation, table: TableModel) => boolean;
  readonly computedText: (expression: string, persisted: boolean | undefined) => string;
  /** What stands behind the body of a constraint (NOT VALID, INCLUDE, ON CONFLICT). */
  /** An array of printed items; `itemType` is there where the type is known. Absent: the dialect has none. */
  readonly arrayText?: (items: readonly string[], itemType: string | undefined) => string;
  readonly constraintSuffix: (
    compilation: Compilation,
    constraint: ConstraintDefinition,
    columns: readonly { readonly name: string }[] | undefined,
  ) => string;
}
