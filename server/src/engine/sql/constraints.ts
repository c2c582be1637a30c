// Constraints as they stand in CREATE TABLE and behind ALTER TABLE ... ADD.
import type {
  CheckDefinition,
  ConstraintDefinition,
  ExcludeDefinition,
  ForeignKeyDefinition,
  UniqueDefinition,
  WrittenName,
} from '../operations/definition';
import type { SqlExpression } from '../operations/expression';
import type { KnownType, SqlType } from '../operations/sqlType';
import { autoincrementColumn } from './autoincrement';
import type { ConventionKey } from '../schema/namingConvention';
import type { Compilation } from './compilation';
import { compileExpression, ddlContext } from './expressions';
import { quote, quoteTable } from './identifiers';
import { accessMethod } from './indexes';
import { stringLiteral } from './literals';
import { quoteName, resolveName, type FinalName } from './names';
import { BACKGROUND, compileError, RaisedError, UnknownText } from './signals';
import type { TableConstraint, TableModel, TypeCheck } from '../schema/tableModel';
import { enumLabels } from './types/family';

/** The table a constraint belongs to, as far as names need it. */
export interface OwningTable {
  readonly name: string;
  readonly schema: string | undefined;
  /** The columns there are, for what names columns of the table that are not the constraint's; its own where absent. */
  readonly columns?: readonly { readonly name: string }[];
}

const KEYS: Readonly<Record<ConstraintDefinition['kind'], ConventionKey | undefined>> = {
  primaryKey: 'pk',
  unique: 'uq',
  check: 'ck',
  foreignKey: 'fk',
  exclude: undefined,
};

/** Columns named inside a CHECK expression; text() names none. */
function columnsOf(expression: SqlExpression): readonly string[] {
  if (expression.kind === 'column') return [expression.name];
  if (expression.kind === 'text' || expression.kind === 'bind' || expression.kind === 'constant') return [];
  if (expression.kind === 'binary') return [...columnsOf(expression.left), ...columnsOf(expression.right)];
  if (expression.kind === 'list') return expression.items.flatMap(columnsOf);
  if (expression.kind === 'function') return expression.arguments.flatMap(columnsOf);
  if (expression.kind === 'unary' || expression.kind === 'cast') return columnsOf(expression.operand);
  throw new UnknownText('the columns of this condition are not known', expression.span);
}

/** The name a constraint is printed and dropped with; undefined when it has none. */
export function constraintName(
  compilation: Compilation,
  table: OwningTable,
  constraint: ConstraintDefinition,
): FinalName | undefined {
  const key = KEYS[constraint.kind];
  if (key === undefined)
    return constraint.name && { text: constraint.name.text, isCut: constraint.name.isFinal };
  const columns =
    constraint.kind === 'check'
      ? columnsOf(constraint.condition)
      : constraint.kind === 'exclude'
        ? []
        : constraint.columns;
  const referred = constraint.kind === 'foreignKey' ? constraint.referred : undefined;
  return resolveName(compilation, key, constraint.name, {
    table: table.name,
    schema: table.schema,
    columns,
    referred,
  });
}

function preamble(compilation: Compilation, name: FinalName | undefined): string {
  return name ? `CONSTRAINT ${quoteName(compilation, name)} ` : '';
}

function phrase(text: string, pattern: RegExp, source: string): string {
  if (pattern.test(text)) return text;
  throw compileError(`Unexpected SQL phrase: '${text}' (matching against ${source})`);
}

function deferrability(constraint: {
  readonly deferrable: boolean | undefined;
  readonly initially: string | undefined;
}): string {
  const flag =
    constraint.deferrable === undefined ? '' : constraint.deferrable ? ' DEFERRABLE' : ' NOT DEFERRABLE';
  if (constraint.initially === undefined) return flag;
  const pattern = /^(?:DEFERRED|IMMEDIATE)$/i;
  return `${flag} INITIALLY ${phrase(constraint.initially, pattern, "'^(?:DEFERRED|IMMEDIATE)$'")}`;
}

const ACTION = '^(?:RESTRICT|CASCADE|SET NULL|NO ACTION|SET DEFAULT)$';
const POSTGRESQL_DELETE = '^(?:RESTRICT|CASCADE|SET (?:NULL|DEFAULT)(?:\\s*\\(.+\\))?|NO ACTION)$';

/** ` MATCH x ON DELETE x ON UPDATE x DEFERRABLE`: everything behind the referred columns. */
export function referentialClauses(compilation: Compilation, constraint: ForeignKeyDefinition): string {
  const source = compilation.dialect.name === 'postgresql' ? POSTGRESQL_DELETE : ACTION;
  const shown = (pattern: string): string => `'${pattern.replaceAll('\\', '\\\\')}'`;
  let text = constraint.match === undefined ? '' : ` MATCH ${constraint.match}`;
  if (constraint.onDelete !== undefined) {
    text += ` ON DELETE ${phrase(constraint.onDelete, new RegExp(source, 'i'), shown(source))}`;
  }
  if (constraint.onUpdate !== undefined) {
    text += ` ON UPDATE ${phrase(constraint.onUpdate, new RegExp(ACTION, 'i'), shown(ACTION))}`;
  }
  return text + deferrability(constraint);
}

const list = (compilation: Compilation, names: readonly string[]): string =>
  names.map((name) => quote(compilation, name)).join(', ');

function unique(compilation: Compilation, constraint: UniqueDefinition): string {
  const option =
    compilation.dialect.name === 'postgresql' ? constraint.options.postgresql_nulls_not_distinct : undefined;
  const distinct = option === true ? 'NULLS NOT DISTINCT ' : option === false ? 'NULLS DISTINCT ' : '';
  return `UNIQUE ${distinct}(${list(compilation, constraint.columns)})`;
}

function foreignKey(
  compilation: Compilation,
  table: OwningTable,
  constraint: ForeignKeyDefinition,
): string | undefined {
  const { referred } = constraint;
  let schema = referred.schema;
  if (compilation.dialect.name === 'sqlite') {
    if ((table.schema ?? '') !== (referred.schema ?? '')) return undefined;
    schema = undefined;
  }
  const target = `${quoteTable(compilation, referred.table, schema)} (${list(compilation, referred.columns)})`;
  const columns = list(compilation, constraint.columns);
  return `FOREIGN KEY(${columns}) REFERENCES ${target}${referentialClauses(compilation, constraint)}`;
}

function exclude(compilation: Compilation, constraint: ExcludeDefinition): string {
  const context = ddlContext(constraint.span);
  const elements = constraint.elements.map(({ expression, operator }) => {
    if (expression.kind === 'text') throw new UnknownText('text() in an EXCLUDE constraint', expression.span);
    return `${compileExpression(compilation, expression, context)} WITH ${operator}`;
  });
  const where = constraint.where
    ? ` WHERE (${compileExpression(compilation, constraint.where, context)})`
    : '';
  return `EXCLUDE USING ${accessMethod(constraint.using ?? 'gist')} (${elements.join(', ')})${where}`;
}

function check(compilation: Compilation, constraint: CheckDefinition): string {
  return `CHECK (${compileExpression(compilation, constraint.condition, ddlContext(constraint.span))})`;
}

/** The constraint as in CREATE TABLE; undefined when the dialect leaves it out. */
export function compileConstraint(
  compilation: Compilation,
  table: OwningTable,
  constraint: ConstraintDefinition,
): string | undefined {
  if (constraint.kind !== 'check' && constraint.kind !== 'exclude' && constraint.columns.length === 0)
    return '';
  const body = ((): string | undefined => {
    switch (constraint.kind) {
      case 'primaryKey':
        return `PRIMARY KEY (${list(compilation, constraint.columns)})`;
      case 'unique':
        return unique(compilation, constraint);
      case 'check':
        return check(compilation, constraint);
      case 'foreignKey':
        return foreignKey(compilation, table, constraint);
      case 'exclude':
        if (compilation.dialect.name !== 'postgresql') {
          throw new RaisedError(
            'UnsupportedCompilationError',
            "Compiler <sqlalchemy.dialects.sqlite.base.SQLiteDDLCompiler object at 0x0> can't render element of type " +
              `<class 'sqlalchemy.dialects.postgresql.ext.ExcludeConstraint'>${BACKGROUND}`,
          );
        }
        return exclude(compilation, constraint);
    }
  })();
  if (body === undefined) return undefined;
  const name = preamble(compilation, constraintName(compilation, table, constraint));
  // The clauses of a foreign key are part of its body already.
  const deferred = constraint.kind === 'foreignKey' ? '' : deferrability(constraint);
  const suffix = compilation.dialect.constraintSuffix(compilation, constraint, table.columns);
  return constraint.kind === 'primaryKey' || constraint.kind === 'unique'
    ? `${name}${body}${suffix}${deferred}`
    : `${name}${body}${deferred}${suffix}`;
}

/** Whether the type brings its CHECK on this dialect: Booleans and Enums that are not native. */
export function hasTypeCheck(compilation: Compilation, constraint: TypeCheck): boolean {
  const { dialect } = compilation;
  const columnType = constraint.column.type;
  // Only the type that is really used here counts, not another dialect's variant.
  if (!columnType || !usesType(columnType, constraint.type, dialect.name)) return false;
  const { type } = constraint;
  if (type.name === 'Boolean' || type.name === 'BOOLEAN') return !dialect.hasNativeBoolean;
  if (type.name === 'ENUM' && type.module === 'postgresql') return !dialect.hasNativeEnum;
  return !dialect.hasNativeEnum || type.arguments.native_enum === false;
}

function usesType(columnType: SqlType, type: KnownType, dialect: string): boolean {
  const used = columnType.kind === 'type' ? (columnType.variants[dialect] ?? columnType) : columnType;
  if (used === type) return true;
  return used.kind === 'type' && used.name === 'ARRAY' && used.arguments.item_type === type;
}

/** `CHECK (c IN ('a', 'b'))` of a type, with its name where it has one. */
export function compileTypeCheck(
  compilation: Compilation,
  table: OwningTable,
  constraint: TypeCheck,
): string {
  const { type } = constraint;
  const isBoolean = type.name === 'Boolean' || type.name === 'BOOLEAN';
  const columnType = constraint.column.type;
  if (columnType?.kind === 'type' && columnType.name === 'ARRAY') {
    throw new UnknownText('the CHECK of an Enum inside an ARRAY is not rendered', type.span);
  }
  const labels = enumLabels(type);
  if (!isBoolean && labels.length === 0) {
    throw new UnknownText('the CHECK of an Enum without labels is not rendered', type.span);
  }
  const values = isBoolean ? '0, 1' : labels.map((label) => stringLiteral(compilation, label)).join(', ');
  const name = preamble(compilation, typeCheckName(compilation, table, constraint));
  return `${name}CHECK (${quote(compilation, constraint.column.name)} IN (${values}))`;
}

export function typeCheckName(
  compilation: Compilation,
  table: OwningTable,
  constraint: TypeCheck,
): FinalName | undefined {
  const given = constraint.type.arguments.name;
  const name: WrittenName | undefined =
    typeof given === 'string' ? { text: given, isFinal: false } : undefined;
  const object = { table: table.name, schema: table.schema, columns: [constraint.column.name] };
  return resolveName(compilation, 'ck', name, object);
}

function isPrinted(compilation: Compilation, constraint: TableConstraint): boolean {
  if (constraint.kind === 'typeCheck') return hasTypeCheck(compilation, constraint);
  const usesAlter = constraint.kind === 'foreignKey' && constraint.useAlter;
  return !(usesAlter && compilation.dialect.canAlterConstraints);
}

/** The PRIMARY KEY line of a table, undefined when it has no key or the dialect puts it into the column. */
function primaryKeyLine(compilation: Compilation, table: TableModel): string | undefined {
  const key = table.primaryKey;
  if (!key || key.columns.length === 0) return undefined;
  const first = key.isImplicit ? autoincrementColumn(compilation, table)?.name : undefined;
  const columns =
    first === undefined ? key.columns : [first, ...key.columns.filter((name) => name !== first)];
  const span = table.columns[0]?.definition.span ?? { start: 0, end: 0 };
  return compileConstraint(compilation, table, {
    kind: 'primaryKey',
    name: key.name,
    columns,
    deferrable: key.definition?.deferrable,
    initially: key.definition?.initially,
    options: key.definition?.options ?? {},
    span: key.definition?.span ?? span,
  });
}

/** The constraint lines of CREATE TABLE, in order. */
export function constraintLines(compilation: Compilation, table: TableModel): readonly string[] {
  const isInColumn = compilation.dialect.isKeyInColumn(compilation, table);
  const key = isInColumn ? undefined : primaryKeyLine(compilation, table);
  const others = table.constraints
    .filter((constraint) => isPrinted(compilation, constraint))
    .map((constraint) =>
      constraint.kind === 'typeCheck'
        ? compileTypeCheck(compilation, table, constraint)
        : compileConstraint(compilation, table, constraint),
    );
  return [key, ...others].filter((line) => line !== undefined);
}
