// op.alter_column: one statement for each thing that was given. The order is the dialect's.
import type { ServerDefault } from '../operations/definition';
import type { AlterColumn } from '../operations/operation';
import type { SqlType } from '../operations/sqlType';
import type { Compilation } from './compilation';
import { hasTypeCheck } from './constraints';
import { addTypeCheckText, dropTypeCheckText } from './constraintOperations';
import type { Printed } from './createTable';
import { defaultText } from './defaults';
import { quote, quoteDottedTable } from './identifiers';
import { compileError, UnknownText } from './signals';
import { columnConstraints, type TypeCheck } from '../schema/tableModel';
import { printType } from './types/printers';

const COMPUTED =
  'Adding or removing a "computed" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not supported.';

/** `ALTER TABLE t ALTER COLUMN c `, the beginning of most forms. */
export function alterPrefix(compilation: Compilation, operation: AlterColumn): string {
  return `${alterTable(compilation, operation)} ALTER COLUMN ${quote(compilation, operation.column)}`;
}

function alterTable(compilation: Compilation, operation: AlterColumn): string {
  return `ALTER TABLE ${quoteDottedTable(compilation, operation.table.name, operation.table.schema)}`;
}

export function typeStatement(compilation: Compilation, operation: AlterColumn): readonly string[] {
  if (!operation.type) return [];
  return [`${alterPrefix(compilation, operation)} TYPE ${printType(compilation, operation.type)}`];
}

export function nullStatement(compilation: Compilation, operation: AlterColumn): readonly string[] {
  if (operation.nullable === undefined) return [];
  return [`${alterPrefix(compilation, operation)} ${operation.nullable ? 'DROP NOT NULL' : 'SET NOT NULL'}`];
}

/** The identity forms of a dialect; `existing` is undefined when it was not given. */
export type IdentityStatement = (
  compilation: Compilation,
  operation: AlterColumn,
  value: ServerDefault | undefined,
) => string;

export function defaultStatement(
  compilation: Compilation,
  operation: AlterColumn,
  identity: IdentityStatement,
): readonly string[] {
  if (!operation.serverDefault.given) return [];
  const value = operation.serverDefault.value;
  const existing = operation.existingServerDefault.given ? operation.existingServerDefault.value : undefined;
  if (value?.kind === 'computed' || existing?.kind === 'computed') throw compileError(COMPUTED);
  if (value?.kind === 'identity' || existing?.kind === 'identity') {
    return [identity(compilation, operation, value)];
  }
  const text = defaultText(compilation, value);
  const change = text === undefined ? 'DROP DEFAULT' : `SET DEFAULT ${text}`;
  return [`${alterPrefix(compilation, operation)} ${change}`];
}

export function newNameStatement(
  compilation: Compilation,
  operation: AlterColumn,
  word: 'RENAME' | 'RENAME COLUMN',
): readonly string[] {
  if (operation.newName === undefined) return [];
  const from = quote(compilation, operation.column);
  return [
    `${alterTable(compilation, operation)} ${word} ${from} TO ${quote(compilation, operation.newName)}`,
  ];
}

/** The CHECKs a type would bring to this column, if it were made of it. */
function checksOf(operation: AlterColumn, type: SqlType): readonly TypeCheck[] {
  return columnConstraints({
    kind: 'column',
    name: operation.column,
    type,
    nullable: undefined,
    primaryKey: false,
    autoincrement: 'auto',
    hasClientDefault: false,
    clientDefault: undefined,
    serverDefault: undefined,
    sequence: undefined,
    unique: undefined,
    index: undefined,
    comment: undefined,
    constraints: [],
    span: operation.span,
  }).filter((constraint) => constraint.kind === 'typeCheck');
}

export function* alterColumn(compilation: Compilation, operation: AlterColumn): Generator<Printed> {
  const { type, existingType } = operation;
  const { canAlterConstraints } = compilation.dialect;
  if (type && existingType && canAlterConstraints) {
    for (const check of checksOf(operation, existingType)) {
      if (!hasTypeCheck(compilation, check)) continue;
      yield { text: dropTypeCheckText(compilation, operation.table, check), source: 'dropConstraint' };
    }
  }
  for (const text of compilation.dialect.alterColumn(compilation, operation)) yield { text };
  if (type && canAlterConstraints) {
    for (const check of checksOf(operation, type)) {
      if (!hasTypeCheck(compilation, check)) continue;
      yield { text: addTypeCheckText(compilation, operation.table, check), source: 'createConstraint' };
    }
  }
}

/** What the options carry that changes the text: nothing but postgresql_using is known. */
export function usingText(operation: AlterColumn): string | undefined {
  const using = operation.options.postgresql_using;
  if (using === undefined || using === null) return undefined;
  if (typeof using !== 'string')
    throw new UnknownText('postgresql_using is not a plain string', operation.span);
  return using;
}
