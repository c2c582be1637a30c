// Prints steps compactly, one line each, so that a case can say what it expects. Spans are left out.
import {
  isNamedTable,
  type FromClause,
  type SqlExpression,
  type SqlStatement,
  type TableReference,
} from '../../server/src/engine/operations/expression';
import type {
  ColumnDefinition,
  ConstraintDefinition,
  DialectOptions,
  IndexDefinition,
  OptionValue,
  ServerDefault,
  WrittenName,
} from '../../server/src/engine/operations/definition';
import type { Evaluation } from '../../server/src/engine/operations/evaluation';
import type { Literal } from '../../server/src/engine/operations/literal';
import type { Operation, TableName } from '../../server/src/engine/operations/operation';
import type { Step } from '../../server/src/engine/operations/step';
import type { SqlType, TypeArgument } from '../../server/src/engine/operations/sqlType';

/** All steps, then the assumptions. */
export function printEvaluation(evaluation: Evaluation): string {
  if (!evaluation.isDefined) return 'not defined';
  const assumptions = evaluation.assumptions.map((assumption) => `assume: ${assumption.text}`);
  return [...printSteps(evaluation.steps), ...assumptions].map((line) => line.trimEnd()).join('\n');
}

/** One line per step; the steps of a batch are indented. */
export function printSteps(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'operation' && step.operation.kind === 'batchAlterTable') {
      return [indent + printOperation(step.operation), ...printSteps(step.operation.steps, `${indent}  `)];
    }
    const caught = 'isCaught' in step ? ' (caught)' : '';
    return [indent + printStep(step) + caught];
  });
}

function printStep(step: Step): string {
  switch (step.kind) {
    case 'operation':
      return printOperation(step.operation);
    case 'statement': {
      const parameters =
        step.parameters === undefined
          ? step.hasParameters
            ? ' params ?'
            : ''
          : ` params ${step.parameters.map((row) => `{${record(row, printLiteral)}}`).join(', ')}`;
      return `${step.through} ${printStatement(step.statement)}${parameters}`;
    }
    case 'autocommit':
      return `autocommit ${step.edge}`;
    case 'opaque':
      return `opaque: ${step.reason}`;
    case 'raise':
      return step.isMessageKnown === false ? `raise ${step.type}: ?` : `raise ${step.type}: ${step.message}`;
  }
}

const record = <T>(values: Readonly<Record<string, T>>, print: (value: T) => string): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${print(value)}`)
    .join(', ');

const table = (name: TableName): string =>
  name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
const named = (name: WrittenName | undefined): string =>
  name === undefined ? 'unnamed' : name.isFinal ? `f(${name.text})` : name.text;
const when = (condition: boolean | undefined, text: string): string => (condition === true ? ` ${text}` : '');
const maybe = (label: string, value: string | undefined): string =>
  value === undefined ? '' : ` ${label}=${value}`;
const options = (values: DialectOptions): string =>
  Object.keys(values).length === 0 ? '' : ` [${record(values, printOption)}]`;

/** An operation on one line. */
export function printOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'createTable':
      return `create table ${table(operation.table)}${when(operation.ifNotExists, 'if-not-exists')} (${operation.items.map(printItem).join('; ')})${maybe('comment', operation.comment)}${operation.prefixes.length === 0 ? '' : ` prefixes=${operation.prefixes.join(',')}`}${options(operation.options)}`;
    case 'dropTable':
      return `drop table ${table(operation.table)}${when(operation.ifExists, 'if-exists')}`;
    case 'renameTable':
      return `rename table ${table(operation.table)} to ${operation.newName}`;
    case 'addColumn':
      return `add column ${table(operation.table)} ${printColumn(operation.column)}${when(operation.ifNotExists, 'if-not-exists')}${when(operation.inlineReferences, 'inline-references')}${when(operation.inlinePrimaryKey, 'inline-primary-key')}${maybe('before', operation.insertBefore)}${maybe('after', operation.insertAfter)}`;
    case 'dropColumn':
      return `drop column ${table(operation.table)} ${operation.column}${when(operation.ifExists, 'if-exists')}${options(operation.options)}`;
    case 'alterColumn':
      return `alter column ${table(operation.table)} ${operation.column}${alterations(operation)}${options(operation.options)}`;
    case 'createIndex':
      return `create ${printIndex(operation.index)} on ${table(operation.table)}${when(operation.ifNotExists, 'if-not-exists')}`;
    case 'dropIndex':
      return `drop index ${named(operation.name)}${operation.table === undefined ? maybe('schema', operation.schema) : ` on ${table(operation.table)}`}${when(operation.ifExists, 'if-exists')}${options(operation.options)}`;
    case 'createConstraint':
      return `create constraint ${table(operation.table)} ${printConstraint(operation.constraint)}`;
    case 'dropConstraint':
      return `drop constraint ${table(operation.table)} ${named(operation.name)}${maybe('type', operation.type)}${when(operation.ifExists, 'if-exists')}`;
    case 'createTableComment':
    case 'dropTableComment':
      return `${operation.kind === 'createTableComment' ? 'comment' : 'drop comment'} ${table(operation.table)}${maybe('comment', operation.comment)}${maybe('existing', operation.existingComment)}`;
    case 'bulkInsert':
      return `bulk insert ${printTable(operation.table)} ${operation.rows.map((row) => `{${record(row, printExpression)}}`).join(' ')}${operation.multiInsert ? '' : ' one-by-one'}`;
    case 'createType':
    case 'dropType':
      return `${operation.kind === 'createType' ? 'create type' : 'drop type'} ${printType(operation.type)}${operation.checkFirst === undefined ? '' : ` checkfirst=${String(operation.checkFirst)}`}`;
    case 'batchAlterTable':
      return `batch ${table(operation.table)}${operation.recreate === 'auto' ? '' : ` recreate=${operation.recreate}`}${operation.copyFrom === undefined ? '' : ` copy-from (${operation.copyFrom.items.map(printItem).join('; ')})`}${operation.tableArguments.length === 0 ? '' : ` args (${operation.tableArguments.map(printItem).join('; ')})`}${operation.partialReordering.length === 0 ? '' : ` order ${operation.partialReordering.map((group) => group.join('<')).join(' ')}`}${operation.namingConvention === undefined ? '' : ` convention ${record(operation.namingConvention, (value) => value)}`}:`;
  }
}

function alterations(operation: Operation & { readonly kind: 'alterColumn' }): string {
  const { comment, serverDefault, existingServerDefault } = operation;
  return [
    operation.nullable === undefined ? '' : ` nullable=${String(operation.nullable)}`,
    comment.given ? ` comment=${comment.value ?? 'None'}` : '',
    serverDefault.given
      ? ` default=${serverDefault.value === undefined ? 'None' : printDefault(serverDefault.value)}`
      : '',
    maybe('name', operation.newName),
    operation.type === undefined ? '' : ` type=${printType(operation.type)}`,
    operation.existingType === undefined ? '' : ` existing-type=${printType(operation.existingType)}`,
    existingServerDefault.given
      ? ` existing-default=${existingServerDefault.value === undefined ? 'None' : printDefault(existingServerDefault.value)}`
      : '',
    operation.existingNullable === undefined
      ? ''
      : ` existing-nullable=${String(operation.existingNullable)}`,
    maybe('existing-comment', operation.existingComment),
    maybe('before', operation.insertBefore),
    maybe('after', operation.insertAfter),
  ].join('');
}

function printItem(item: ColumnDefinition | ConstraintDefinition | IndexDefinition): string {
  if (item.kind === 'column') return printColumn(item);
  return item.kind === 'index' ? printIndex(item) : printConstraint(item);
}

/** A column: name, type, then what was written. */
export function printColumn(column: ColumnDefinition): string {
  return [
    `${column.name} ${column.type === undefined ? 'untyped' : printType(column.type)}`,
    when(column.primaryKey, 'pk'),
    column.nullable === undefined ? '' : column.nullable ? ' null' : ' not-null',
    column.autoincrement === 'auto' ? '' : ` autoincrement=${String(column.autoincrement)}`,
    column.serverDefault === undefined ? '' : ` default=${printDefault(column.serverDefault)}`,
    column.hasClientDefault
      ? ` client-default=${column.clientDefault === undefined ? '?' : printLiteral(column.clientDefault)}`
      : '',
    column.sequence === undefined
      ? ''
      : ` sequence=${column.sequence.name}${when(column.sequence.optional, 'optional')}`,
    when(column.unique, 'unique'),
    when(column.index, 'index'),
    maybe('comment', column.comment),
    ...column.constraints.map((constraint) => ` {${printConstraint(constraint)}}`),
  ].join('');
}

function printDefault(value: ServerDefault): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'expression':
      return printExpression(value.expression);
    case 'identity':
      return `identity(${record(value.options, printLiteral)})`;
    case 'computed':
      return `computed(${printExpression(value.expression)}${value.persisted === undefined ? '' : `, persisted=${String(value.persisted)}`})`;
  }
}

function printConstraint(constraint: ConstraintDefinition): string {
  const tail = `${constraint.deferrable === undefined ? '' : ` deferrable=${String(constraint.deferrable)}`}${maybe('initially', constraint.initially)}${options(constraint.options)}`;
  switch (constraint.kind) {
    case 'primaryKey':
    case 'unique':
      return `${constraint.kind === 'unique' ? 'unique' : 'primary key'} ${named(constraint.name)}(${constraint.columns.join(', ')})${tail}`;
    case 'check':
      return `check ${named(constraint.name)}(${printExpression(constraint.condition)})${tail}`;
    case 'foreignKey':
      return `fk ${named(constraint.name)}(${constraint.columns.join(', ')}) -> ${table({ name: constraint.referred.table, schema: constraint.referred.schema })}(${constraint.referred.columns.join(', ')})${maybe('ondelete', constraint.onDelete)}${maybe('onupdate', constraint.onUpdate)}${maybe('match', constraint.match)}${when(constraint.useAlter, 'use-alter')}${tail}`;
    case 'exclude':
      return `exclude ${named(constraint.name)}(${constraint.elements.map((element) => `${printExpression(element.expression)} ${element.operator}`).join(', ')})${maybe('using', constraint.using)}${constraint.where === undefined ? '' : ` where ${printExpression(constraint.where)}`}${tail}`;
  }
}

function printIndex(index: IndexDefinition): string {
  const elements = index.elements.map((element) =>
    element.kind === 'columnName' ? element.name : printExpression(element),
  );
  return `${index.unique ? 'unique ' : ''}index ${named(index.name)}(${elements.join(', ')})${options(index.options)}`;
}

function printOption(value: OptionValue): string {
  if (typeof value !== 'object' || value === null) return printLiteral(value);
  if ('kind' in value) return printExpression(value);
  if (value.type === 'options') return `[${value.items.map(printOption).join(', ')}]`;
  return printLiteral(value);
}

/** A type as a call. */
export function printType(type: SqlType): string {
  if (type.kind === 'unknownType')
    return `?${type.name}${type.columnText === undefined ? '' : `<${type.columnText}>`}`;
  const prefix = type.module === 'sqlalchemy' ? '' : `${type.module}.`;
  const parameters = record(type.arguments, printTypeArgument);
  const variants = Object.entries(type.variants).map(
    ([dialect, variant]) => `|${dialect}:${printType(variant)}`,
  );
  return `${prefix}${type.name}${parameters === '' ? '' : `(${parameters})`}${variants.join('')}`;
}

function printTypeArgument(value: TypeArgument): string {
  return typeof value === 'object' && value !== null && 'kind' in value
    ? printType(value)
    : printLiteral(value);
}

/** Data as Python would write it, roughly. */
export function printLiteral(value: Literal): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object') return typeof value === 'number' ? `${value}f` : String(value);
  switch (value.type) {
    case 'bytes':
      return `b'${value.value}'`;
    case 'decimal':
    case 'uuid':
      return `${value.type}(${value.text})`;
    case 'date':
      return `date(${value.year}-${value.month}-${value.day})`;
    case 'datetime':
      return `datetime(${value.year}-${value.month}-${value.day} ${value.hour}:${value.minute}:${value.second}.${value.microsecond}${value.utcOffset === undefined ? '' : ` utc${value.utcOffset}`})`;
    case 'time':
      return `time(${value.hour}:${value.minute}:${value.second})`;
    case 'timedelta':
      return `timedelta(${value.days}, ${value.seconds}, ${value.microseconds})`;
    case 'list':
    case 'tuple':
    case 'set':
      return `${value.type === 'tuple' ? '(' : value.type === 'set' ? '{' : '['}${value.items.map(printLiteral).join(', ')}${value.type === 'tuple' ? ')' : value.type === 'set' ? '}' : ']'}`;
    case 'dict':
      return `{${value.entries.map(([key, item]) => `${printLiteral(key)}: ${printLiteral(item)}`).join(', ')}}`;
    case 'enumMember':
      return `${value.enumName}.${value.name}`;
  }
}

function printTable(reference: TableReference): string {
  const columns = reference.columns.map(
    (column) =>
      `${column.name}${column.type === undefined ? '' : `:${printType(column.type)}`}${column.primaryKey ? '!' : ''}${column.hasDefault ? '=' : ''}`,
  );
  return `${reference.isTable ? 'T:' : ''}${table(reference)}(${columns.join(', ')})`;
}

function printFrom(clause: FromClause): string {
  if (isNamedTable(clause)) return table(clause);
  return `(${printFrom(clause.left)} ${clause.form} join ${printFrom(clause.right)} on ${printExpression(clause.on)})`;
}

/** An expression, fully bracketed. */
export function printExpression(expression: SqlExpression): string {
  const each = (items: readonly SqlExpression[]): string => items.map(printExpression).join(', ');
  switch (expression.kind) {
    case 'text':
      return `text(${JSON.stringify(expression.text)}${expression.binds.map((bind) => `, ${bind.name}=${printLiteral(bind.value)}${bind.type === undefined ? '' : `:${printType(bind.type)}`}`).join('')})`;
    case 'bind':
      return `${expression.isInline ? 'inline ' : ''}${printLiteral(expression.value)}${expression.type === undefined ? '' : `:${printType(expression.type)}`}`;
    case 'constant':
      return expression.value.toUpperCase();
    case 'function':
      return `${expression.names.join('.')}(${each(expression.arguments)})${expression.type === undefined ? '' : `:${printType(expression.type)}`}`;
    case 'column':
      return `${expression.table === undefined ? '' : `${expression.table.alias ?? table(expression.table)}.`}${expression.isLiteral ? `literal<${expression.name}>` : expression.name}`;
    case 'binary':
      return `(${printExpression(expression.left)} ${expression.operator} ${printExpression(expression.right)})`;
    case 'unary':
      return `${expression.operator}(${printExpression(expression.operand)})`;
    case 'list':
      return `${expression.operator}[${each(expression.items)}]`;
    case 'jsonItem': {
      const as = typeof expression.as === 'string' ? expression.as : printType(expression.as);
      return `${printExpression(expression.operand)}[${expression.path.join(', ')}] as ${as}`;
    }
    case 'cast':
      return `cast(${printExpression(expression.operand)} as ${printType(expression.type)})`;
    case 'case':
      return `case(${expression.value === undefined ? '' : `${printExpression(expression.value)} `}${expression.whens.map(([when_, then]) => `${printExpression(when_)} -> ${printExpression(then)}`).join(', ')}${expression.otherwise === undefined ? '' : ` else ${printExpression(expression.otherwise)}`})`;
    case 'label':
      return `${printExpression(expression.operand)} as ${expression.name}`;
    case 'nameReference':
      return `name<${expression.name}>`;
    case 'collate':
      return `${printExpression(expression.operand)} collate ${expression.collation}`;
    case 'over':
      return `${printExpression(expression.operand)} over (${each(expression.partitionBy)}; ${each(expression.orderBy)})`;
    case 'filter':
      return `${printExpression(expression.operand)} filter (${printExpression(expression.criterion)})`;
    case 'subquery':
      return `(${printStatement(expression.select)})`;
    case 'opaqueExpression':
      return `?<${expression.reason}>`;
  }
}

/** A statement on one line. */
export function printStatement(statement: SqlStatement): string {
  const each = (label: string, items: readonly SqlExpression[]): string =>
    items.length === 0 ? '' : ` ${label} ${items.map(printExpression).join(', ')}`;
  switch (statement.kind) {
    case 'textStatement':
      return printExpression(statement.text);
    case 'select':
      return `select ${statement.distinct ? 'distinct ' : ''}${statement.columns.map(printExpression).join(', ')}${statement.from.length === 0 ? '' : ` from ${statement.from.map(printFrom).join(', ')}`}${each('where', statement.where)}${each('group by', statement.groupBy)}${each('order by', statement.orderBy)}${each('limit', statement.limit === undefined ? [] : [statement.limit])}${each('offset', statement.offset === undefined ? [] : [statement.offset])}`;
    case 'insert':
      return `insert ${printTable(statement.table)} ${statement.rows.map((row) => `{${record(row, printExpression)}}`).join(' ')}${statement.fromSelect === undefined ? '' : `(${statement.fromSelect.names.join(', ')}) ${printStatement(statement.fromSelect.select)}`}`;
    case 'update':
      return `update ${printTable(statement.table)} set ${statement.values.map(([name, value]) => `${name}=${printExpression(value)}`).join(', ')}${each('where', statement.where)}`;
    case 'delete':
      return `delete ${printTable(statement.table)}${each('where', statement.where)}`;
    case 'ddlText':
      return `ddl ${JSON.stringify(statement.text)}`;
    case 'createSequence':
    case 'dropSequence':
      return `${statement.kind} ${table(statement)} (${record(statement.options, printLiteral)})${when(statement.ifExists, 'if-exists')}`;
    case 'createSchema':
    case 'dropSchema':
      return `${statement.kind} ${statement.name}${when(statement.ifExists, 'if-exists')}${when(statement.cascade, 'cascade')}`;
  }
}
