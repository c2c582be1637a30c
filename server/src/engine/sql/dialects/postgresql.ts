// PostgreSQL: what its compiler prints in its own way.
import type {
  ConstraintDefinition,
  DialectOptions,
  Identity,
  ServerDefault,
} from '../../operations/definition';
import type { Literal } from '../../operations/literal';
import type { AlterColumn } from '../../operations/operation';
import {
  alterPrefix,
  defaultStatement,
  newNameStatement,
  nullStatement,
  typeStatement,
  usingText,
} from '../alterColumn';
import { autoincrementColumn } from '../autoincrement';
import type { Compilation } from '../compilation';
import { computedClause, defaultText, identityOptions, identityText } from '../defaults';
import { quote, quoteDottedTable } from '../identifiers';
import { optionNames } from '../indexes';
import { stringLiteral } from '../literals';
import { POSTGRESQL_RESERVED_WORDS } from '../reservedWords';
import { compileError, RaisedError, UnknownText } from '../signals';
import type { TableColumn, TableModel } from '../../schema/tableModel';
import { resolveVariant } from '../types/family';
import { POSTGRESQL_PRINTERS } from '../types/postgresqlPrinters';
import { printType } from '../types/printers';
import type { SqlDialect } from './dialect';

const SERIALS: Readonly<Record<string, string>> = {
  BigInteger: 'BIGSERIAL',
  BIGINT: 'BIGSERIAL',
  SmallInteger: 'SMALLSERIAL',
  SMALLINT: 'SMALLSERIAL',
};

function serialType(compilation: Compilation, table: TableModel, column: TableColumn): string | undefined {
  const { definition, type } = column;
  if (!column.isPrimaryKey || !type || definition.serverDefault?.kind === 'identity') return undefined;
  if (autoincrementColumn(compilation, table) !== column) return undefined;
  if (definition.hasClientDefault && !definition.sequence?.optional) return undefined;
  if (definition.sequence && !definition.sequence.optional) return undefined;
  return SERIALS[resolveVariant(type, 'postgresql').name] ?? 'SERIAL';
}

function columnSpecification(compilation: Compilation, table: TableModel, column: TableColumn): string {
  const { definition } = column;
  const identity = definition.serverDefault?.kind === 'identity' ? definition.serverDefault : undefined;
  let text = quote(compilation, column.name);
  const serial = serialType(compilation, table, column);
  if (serial) text += ` ${serial}`;
  else {
    text += ` ${printType(compilation, column.type)}`;
    const value = defaultText(compilation, definition.serverDefault);
    if (value !== undefined) text += ` DEFAULT ${value}`;
  }
  const computed = computedClause(compilation, definition.serverDefault);
  if (computed !== undefined) text += ` ${computed}`;
  if (identity) text += ` ${identityText(identity)}`;
  if (!column.nullable && !identity) return `${text} NOT NULL`;
  // Identity columns are NOT NULL by themselves; only the opposite has to be said.
  return column.nullable && identity ? `${text} NULL` : text;
}

function optionText(options: DialectOptions, name: string): string | undefined {
  const value = options[name];
  if (value === undefined || value === null || value === '' || value === false) return undefined;
  if (typeof value !== 'string') throw new UnknownText(`the option ${name} is not a plain string`);
  return value;
}

function tableOptions(compilation: Compilation, { options }: TableModel): string {
  const inherits = optionNames(options.postgresql_inherits).map((name) => quote(compilation, name));
  const oids = options.postgresql_with_oids;
  const tablespace = optionText(options, 'postgresql_tablespace');
  const onCommit = optionText(options, 'postgresql_on_commit')?.replaceAll('_', ' ').toUpperCase();
  const partition = optionText(options, 'postgresql_partition_by');
  const using = optionText(options, 'postgresql_using');
  return [
    inherits.length > 0 ? `INHERITS ( ${inherits.join(', ')} )` : undefined,
    partition && `PARTITION BY ${partition}`,
    using && `USING ${using}`,
    oids === true ? 'WITH OIDS' : oids === false ? 'WITHOUT OIDS' : undefined,
    onCommit && `ON COMMIT ${onCommit}`,
    tablespace && `TABLESPACE ${quote(compilation, tablespace)}`,
  ]
    .filter((line) => line !== undefined)
    .map((line) => `\n ${line}`)
    .join('');
}

function existingOptions(operation: AlterColumn): Readonly<Record<string, Literal>> {
  const existing = operation.existingServerDefault.given ? operation.existingServerDefault.value : undefined;
  return existing?.kind === 'identity' ? existing.options : {};
}

/** `SET START WITH 3 SET GENERATED ALWAYS `: what differs, by name of the option. */
function identityChanges(identity: Identity, existing: Readonly<Record<string, Literal>>): string {
  const isAlways = identity.options.always === true;
  const names = Object.keys(identity.options).filter((name) => {
    const value = identity.options[name] ?? null;
    return !['always', 'order', 'on_null'].includes(name) && value !== null && value !== existing[name];
  });
  if (isAlways !== (existing.always === true)) names.push('always');
  return names
    .sort()
    .map((name) => {
      if (name === 'always') return `SET GENERATED ${isAlways ? 'ALWAYS' : 'BY DEFAULT'} `;
      return `SET ${identityOptions({ [name]: identity.options[name] ?? null })} `;
    })
    .join('');
}

function identityStatement(
  compilation: Compilation,
  operation: AlterColumn,
  value: ServerDefault | undefined,
): string {
  const prefix = `${alterPrefix(compilation, operation)} `;
  if (!value) return `${prefix}DROP IDENTITY`;
  if (value.kind !== 'identity') {
    throw new UnknownText('replacing an identity by a plain default is not rendered', operation.span);
  }
  const isAdded = operation.existingServerDefault.given && !operation.existingServerDefault.value;
  return isAdded
    ? `${prefix}ADD ${identityText(value)}`
    : prefix + identityChanges(value, existingOptions(operation));
}

function commentStatement(compilation: Compilation, operation: AlterColumn): readonly string[] {
  if (!operation.comment.given) return [];
  const { name, schema } = operation.table;
  const column = `${quoteDottedTable(compilation, name, schema)}.${quote(compilation, operation.column)}`;
  const text =
    operation.comment.value === undefined ? 'NULL' : stringLiteral(compilation, operation.comment.value);
  return [`COMMENT ON COLUMN ${column} IS ${text}`];
}

function* alterColumn(compilation: Compilation, operation: AlterColumn): Generator<string> {
  const using = usingText(operation);
  if (using !== undefined && !operation.type) {
    throw new RaisedError('CommandError', 'postgresql_using must be used with the type_ parameter');
  }
  for (const text of typeStatement(compilation, operation)) yield `${text} ${using ? `USING ${using}` : ''}`;
  yield* nullStatement(compilation, operation);
  yield* defaultStatement(compilation, operation, identityStatement);
  yield* commentStatement(compilation, operation);
  yield* newNameStatement(compilation, operation, 'RENAME');
}

function includeText(
  compilation: Compilation,
  constraint: ConstraintDefinition,
  columns: readonly { readonly name: string }[] | undefined,
): string {
  const names = optionNames(constraint.options.postgresql_include);
  const own = columns?.map(({ name }) => name) ?? ('columns' in constraint ? constraint.columns : []);
  const missing = names.find((name) => !own.includes(name));
  // create_unique_constraint makes a table of its own columns only, and looks the others up in it.
  if (missing !== undefined) throw new RaisedError('KeyError', `'${missing}'`);
  return names.length > 0 ? ` INCLUDE (${names.map((name) => quote(compilation, name)).join(', ')})` : '';
}

function constraintSuffix(
  compilation: Compilation,
  constraint: ConstraintDefinition,
  columns: readonly { readonly name: string }[] | undefined,
): string {
  if (constraint.kind === 'primaryKey' || constraint.kind === 'unique')
    return includeText(compilation, constraint, columns);
  if (constraint.kind === 'exclude') return '';
  const value = constraint.options.postgresql_not_valid;
  return value === true ? ' NOT VALID' : '';
}

function computedText(expression: string, persisted: boolean | undefined): string {
  if (persisted === false) {
    throw compileError(
      "PostrgreSQL computed columns do not support 'virtual' persistence; set the 'persisted' flag to None or True " +
        'for PostgreSQL support.',
    );
  }
  return `GENERATED ALWAYS AS (${expression}) STORED`;
}

export const POSTGRESQL: SqlDialect = {
  name: 'postgresql',
  reservedWords: POSTGRESQL_RESERVED_WORDS,
  maxIdentifierLength: 63,
  defaultParamstyle: 'pyformat',
  doublesBackslashes: true,
  isTransactional: true,
  hasComments: true,
  hasNativeBoolean: true,
  hasNativeEnum: true,
  hasNativeUuid: true,
  hasIdentityColumns: true,
  canAlterConstraints: true,
  trueText: 'true',
  falseText: 'false',
  emptyIn: '(NULL) AND (1 != 1)',
  emptyNotIn: '(NULL) OR (1 = 1)',
  typePrinters: POSTGRESQL_PRINTERS,
  typeCompilerName: 'sqlalchemy.dialects.postgresql.base.PGTypeCompiler',
  functionTexts: {},
  columnSpecification,
  tableOptions,
  alterColumn,
  isKeyInColumn: () => false,
  computedText,
  constraintSuffix,
  arrayText: (items, itemType) =>
    items.length === 0 && itemType !== undefined ? `ARRAY[]::${itemType}[]` : `ARRAY[${items.join(', ')}]`,
};
