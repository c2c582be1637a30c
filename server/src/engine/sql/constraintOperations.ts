// op.create_*_constraint and op.drop_constraint.
import type { ConstraintDefinition } from '../operations/definition';
import type { CreateConstraint, DropConstraint } from '../operations/operation';
import type { ConventionKey } from '../schema/namingConvention';
import type { Compilation } from './compilation';
import {
  compileConstraint,
  compileTypeCheck,
  constraintName,
  typeCheckName,
  type OwningTable,
} from './constraints';
import { checkDuplicates, checkForeignKey } from './createTable';
import { quoteTable } from './identifiers';
import { quoteName, resolveName, type FinalName } from './names';
import { compileError, RaisedError, UnknownText } from './signals';
import type { TypeCheck } from '../schema/tableModel';

const NO_ALTER =
  'No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows for ' +
  'SQLite migrations using a copy-and-move strategy.';

function requireAlter(compilation: Compilation): void {
  if (!compilation.dialect.canAlterConstraints) throw new RaisedError('NotImplementedError', NO_ALTER);
}

export function addConstraintText(
  compilation: Compilation,
  table: OwningTable,
  constraint: ConstraintDefinition,
): string {
  requireAlter(compilation);
  const name = quoteTable(compilation, table.name, table.schema);
  return `ALTER TABLE ${name} ADD ${compileConstraint(compilation, table, constraint) ?? ''}`;
}

export function addTypeCheckText(
  compilation: Compilation,
  table: OwningTable,
  constraint: TypeCheck,
): string {
  const name = quoteTable(compilation, table.name, table.schema);
  return `ALTER TABLE ${name} ADD ${compileTypeCheck(compilation, table, constraint)}`;
}

/** DROP CONSTRAINT of the CHECK a type brought. */
export function dropTypeCheckText(
  compilation: Compilation,
  table: OwningTable,
  constraint: TypeCheck,
): string {
  const name = typeCheckName(compilation, table, constraint);
  if (!name) throw new UnknownText('the CHECK of the type has no name', constraint.column.span);
  const target = quoteTable(compilation, table.name, table.schema);
  return `ALTER TABLE ${target} DROP CONSTRAINT ${quoteName(compilation, name)}`;
}

export function createConstraint(compilation: Compilation, operation: CreateConstraint): string {
  const { table, constraint } = operation;
  // Alembic builds a table of exactly these columns.
  if (constraint.kind === 'unique' || constraint.kind === 'primaryKey')
    checkDuplicates(table.name, constraint.columns);
  if (constraint.kind === 'foreignKey') checkForeignKey(constraint);
  // The name is made when the object is, before anything is printed or refused.
  constraintName(compilation, table, constraint);
  return addConstraintText(compilation, table, constraint);
}

const KEYS: Readonly<Record<string, ConventionKey>> = {
  foreignkey: 'fk',
  primary: 'pk',
  unique: 'uq',
  check: 'ck',
};

const RULE = '_create_rule=<sqlalchemy.util.langhelpers.portable_instancemethod object at 0x0>';

/** How Python shows the constraint in the message, addresses left out. */
function constraintRepr(type: string | undefined, { table }: DropConstraint): string {
  const schema = table.schema === undefined ? 'None' : `'${table.schema}'`;
  const shown = `table=Table('${table.name}', MetaData(), schema=${schema})`;
  switch (type) {
    case 'unique':
      return 'UniqueConstraint()';
    case 'primary':
      return 'PrimaryKeyConstraint()';
    case 'foreignkey':
      return `ForeignKeyConstraint(<sqlalchemy.sql.base.ReadOnlyColumnCollection object at 0x0>, None, ${shown})`;
    case 'check':
      return `CheckConstraint(<sqlalchemy.sql.elements.TextClause object at 0x0>, ${shown}, ${RULE})`;
    default:
      return `Constraint(${RULE})`;
  }
}

function missingName(operation: DropConstraint): Error {
  return compileError(
    `Can't emit DROP CONSTRAINT for constraint ${constraintRepr(operation.type, operation)}; it has no name`,
  );
}

/** The name a drop_constraint call ends up with. */
export function dropConstraintName(
  compilation: Compilation,
  operation: DropConstraint,
): FinalName | undefined {
  const { table, type } = operation;
  const key = type === undefined ? undefined : KEYS[type];
  if (type !== undefined && key === undefined) {
    const types = "'check', 'foreignkey', 'primary', 'unique', None";
    throw new RaisedError('TypeError', `'type' can be one of ${types}`);
  }
  if (key === undefined) {
    return operation.name && { text: operation.name.text, isCut: operation.name.isFinal };
  }
  const object = { table: table.name, schema: table.schema, columns: [] };
  return resolveName(compilation, key, operation.name, object);
}

export function dropConstraint(compilation: Compilation, operation: DropConstraint): string {
  const { table } = operation;
  const name = dropConstraintName(compilation, operation);
  requireAlter(compilation);
  if (!name) throw missingName(operation);
  const target = quoteTable(compilation, table.name, table.schema);
  const exists = operation.ifExists ? 'IF EXISTS ' : '';
  return `ALTER TABLE ${target} DROP CONSTRAINT ${exists}${quoteName(compilation, name)}`;
}
