// A table as SQLAlchemy sees it once the arguments of create_table are attached: primary key, SERIAL column, nullability,
// constraints in creation order, indexes. Shared by CREATE TABLE, ADD COLUMN and batch mode.
import type {
  CheckDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  DialectOptions,
  ForeignKeyDefinition,
  IndexDefinition,
  UniqueDefinition,
  WrittenName,
} from '../operations/definition';
import type { CreateTable } from '../operations/operation';
import type { KnownType, SqlType } from '../operations/sqlType';

/** An item of create_table: column, constraint or index. */
export type TableItem = CreateTable['items'][number];

export interface TableColumn {
  readonly definition: ColumnDefinition;
  readonly name: string;
  readonly type: SqlType | undefined;
  readonly isPrimaryKey: boolean;
  readonly nullable: boolean;
  readonly hasForeignKey: boolean;
}

/** The CHECK that a Boolean or Enum brings along with create_constraint=True. */
export interface TypeCheck {
  readonly kind: 'typeCheck';
  readonly column: ColumnDefinition;
  readonly type: KnownType;
}

export type TableConstraint = Exclude<ConstraintDefinition, { kind: 'primaryKey' }> | TypeCheck;

export interface PrimaryKey {
  readonly name: WrittenName | undefined;
  readonly columns: readonly string[];
  /** Made from primary_key flags, not written: the autoincrement column comes first. */
  readonly isImplicit: boolean;
  readonly definition: Extract<ConstraintDefinition, { kind: 'primaryKey' }> | undefined;
}

export interface TableModel {
  readonly name: string;
  readonly schema: string | undefined;
  readonly columns: readonly TableColumn[];
  readonly primaryKey: PrimaryKey | undefined;
  /** Everything but the primary key, in the order SQLAlchemy made the objects. */
  readonly constraints: readonly TableConstraint[];
  readonly indexes: readonly IndexDefinition[];
  readonly options: DialectOptions;
  readonly comment: string | undefined;
}

/** The parts of a type that may bring a CHECK: the type, its variants, the items of an ARRAY. */
function constrainedTypes(type: SqlType | undefined): readonly KnownType[] {
  if (type?.kind !== 'type') return [];
  const own = type.arguments.create_constraint === true ? [type] : [];
  const item = type.arguments.item_type;
  const inner = item !== null && typeof item === 'object' && 'kind' in item ? constrainedTypes(item) : [];
  return [...own, ...inner, ...Object.values(type.variants).flatMap(constrainedTypes)];
}

/** The constraint that unique=True makes. */
export function uniqueOf(column: ColumnDefinition): UniqueDefinition {
  return {
    kind: 'unique',
    name: undefined,
    columns: [column.name],
    deferrable: undefined,
    initially: undefined,
    options: {},
    span: column.span,
  };
}

function indexOf(column: ColumnDefinition): IndexDefinition {
  return {
    kind: 'index',
    name: undefined,
    elements: [{ kind: 'columnName', name: column.name }],
    unique: column.unique === true,
    options: {},
    span: column.span,
  };
}

/** What attaching a column to its table makes: UNIQUE, the CHECK of its type, its foreign keys. */
export function columnConstraints(column: ColumnDefinition): readonly TableConstraint[] {
  const unique = column.unique === true && column.index !== true ? [uniqueOf(column)] : [];
  const checks = constrainedTypes(column.type).map((type): TypeCheck => ({
    kind: 'typeCheck',
    column,
    type,
  }));
  const foreignKeys = column.constraints
    .filter((constraint) => constraint.kind === 'foreignKey')
    .map((constraint): ForeignKeyDefinition => ({ ...constraint, columns: [column.name] }));
  return [...unique, ...checks, ...foreignKeys];
}

/** CHECKs written inside the column; they stay on its line. */
export function columnChecks(column: ColumnDefinition): readonly CheckDefinition[] {
  return column.constraints.filter((constraint) => constraint.kind === 'check');
}

export function columnIndexes(column: ColumnDefinition): readonly IndexDefinition[] {
  return column.index === true ? [indexOf(column)] : [];
}

function primaryKeyOf(
  columns: readonly ColumnDefinition[],
  written: Extract<ConstraintDefinition, { kind: 'primaryKey' }> | undefined,
): PrimaryKey | undefined {
  const flagged = columns.filter((column) => column.primaryKey).map((column) => column.name);
  if (written) {
    // A written key wins over the flags, and takes them only when it names no column itself.
    const own = written.columns.length > 0 ? written.columns : flagged;
    return { name: written.name, columns: own, isImplicit: false, definition: written };
  }
  if (flagged.length === 0) return undefined;
  return { name: undefined, columns: flagged, isImplicit: true, definition: undefined };
}

/** The columns; one without a type takes that of the column of the same table which its foreign key refers to. */
function withBorrowedTypes(
  name: string,
  schema: string | undefined,
  items: readonly TableItem[],
): readonly ColumnDefinition[] {
  const columns = items.filter((item) => item.kind === 'column');
  if (columns.every((column) => column.type !== undefined)) return columns;
  const keys = items.filter((item) => item.kind === 'foreignKey');
  return columns.map((column) => {
    if (column.type !== undefined) return column;
    const own = column.constraints.filter((item) => item.kind === 'foreignKey');
    const targets = [
      ...own.map(({ referred }) => ({ referred, target: referred.columns[0] })),
      ...keys.map(({ referred, columns: local }) => ({
        referred,
        target: referred.columns[local.indexOf(column.name)],
      })),
    ];
    const found = targets
      .filter(({ referred }) => referred.table === name && referred.schema === schema)
      .map(({ target }) => columns.find((other) => other.name === target)?.type)
      .find((type) => type !== undefined);
    return found === undefined ? column : { ...column, type: found };
  });
}

/** Puts the items of a create_table call together. */
export function buildTable(
  name: string,
  schema: string | undefined,
  items: readonly TableItem[],
  options: DialectOptions,
  comment: string | undefined,
): TableModel {
  const definitions = withBorrowedTypes(name, schema, items);
  const written = items.findLast((item) => item.kind === 'primaryKey');
  const primaryKey = primaryKeyOf(definitions, written);
  const argumentConstraints = items.filter(
    (item): item is Exclude<ConstraintDefinition, { kind: 'primaryKey' }> =>
      item.kind !== 'column' && item.kind !== 'index' && item.kind !== 'primaryKey',
  );
  const inForeignKey = new Set(
    [...argumentConstraints, ...definitions.flatMap(columnConstraints)]
      .filter((constraint) => constraint.kind === 'foreignKey')
      .flatMap((constraint) => constraint.columns),
  );
  const columns = definitions.map((definition): TableColumn => {
    const inKey = primaryKey?.columns.includes(definition.name) ?? false;
    return {
      definition,
      name: definition.name,
      type: definition.type,
      isPrimaryKey: inKey || definition.primaryKey,
      // An Identity makes its column NOT NULL unless nullable was written.
      nullable:
        definition.nullable ??
        !(definition.primaryKey || inKey || definition.serverDefault?.kind === 'identity'),
      hasForeignKey: inForeignKey.has(definition.name),
    };
  });
  return {
    name,
    schema,
    columns,
    primaryKey,
    constraints: [...argumentConstraints, ...definitions.flatMap(columnConstraints)],
    indexes: [...definitions.flatMap(columnIndexes), ...items.filter((item) => item.kind === 'index')],
    options,
    comment,
  };
}
