// Statements given to op.execute or to the connection: text, insert, update, delete, select and a few DDL constructs.
import type { SelectStatement, SqlStatement } from '../operations/expression';
import type { StatementStep } from '../operations/step';
import type { Compilation } from './compilation';
import { identityOptions } from './defaults';
import {
  compileColumnValue,
  compileExpression,
  compileTableName,
  type ExpressionContext,
} from './expressions';
import { quote, quoteTable } from './identifiers';
import { checkColumns, filledIn, insertText } from './inserts';
import { returningText } from './returning';
import { aroundOf, distinctClauses, NOTHING_AROUND, tablesOf, withoutClauses } from './fromClauses';
import { newLabels, withCtes } from './labels';
import { fromText, selectText, statementContext } from './selects';
import { RaisedError, UnknownText } from './signals';
import { whereText } from './whereText';
import { doublePercents } from './text';

type Base = Omit<ExpressionContext, 'select'>;
type Update = Extract<SqlStatement, { kind: 'update' }>;
type Delete = Extract<SqlStatement, { kind: 'delete' }>;

function updateText(compilation: Compilation, update: Update, base: Base): string {
  const { table } = update;
  const values = new Map(update.values);
  const named = [...update.where.flatMap(tablesOf), ...[...values.values()].flatMap(tablesOf)];
  const others = withoutClauses(distinctClauses(named), [table]);
  // Subqueries leave out every table of the statement.
  const around = aroundOf([table, ...others]);
  const context = statementContext(compilation, base, around);
  const changes = table.columns.flatMap((column) => {
    const value = values.get(column.key);
    if (!value && !column.onUpdate) return [];
    if (!value && values.size === 0)
      throw new UnknownText('an UPDATE without values sets every column', update.span);
    if (!value && column.onUpdate) {
      const text = filledIn(compilation, column, column.onUpdate, column.key, context);
      return `${quote(compilation, column.name)}=${text}`;
    }
    if (!value) return [];
    return `${quote(compilation, column.name)}=${compileColumnValue(compilation, value, column.type, column.key, context)}`;
  });
  // SQLAlchemy looks at the values it has columns for first.
  checkColumns(table, [...values.keys()]);
  if (changes.length === 0) throw new UnknownText('an UPDATE without values sets every column', update.span);
  const from =
    others.length > 0
      ? ` FROM ${others.map((other) => fromText(compilation, other, base, around)).join(', ')}`
      : '';
  const where = update.where.length > 0 ? ` WHERE ${whereText(compilation, update.where, context)}` : '';
  const returning = returningText(compilation, update, context);
  return `UPDATE ${compileTableName(compilation, table)} SET ${changes.join(', ')}${from}${where}${returning}`;
}

/** What is executed is an expression: only a function can be, which a run selects. */
function expressionText(compilation: Compilation, statement: SelectStatement, base: Base): string {
  const [expression] = statement.columns;
  if (!expression) throw new UnknownText('what is executed is not known', statement.span);
  if (compilation.options.mode !== 'online')
    return compileExpression(compilation, expression, statementContext(compilation, base, NOTHING_AROUND));
  if (expression.kind !== 'function')
    throw new UnknownText('an expression is no statement that can be executed', statement.span);
  return selectText(compilation, statement, base, NOTHING_AROUND);
}

function deleteText(compilation: Compilation, statement: Delete, base: Base): string {
  const { table } = statement;
  const others = distinctClauses(withoutClauses(statement.where.flatMap(tablesOf), [table]));
  const around = aroundOf([table, ...others]);
  if (others.length > 0 && compilation.dialect.name !== 'postgresql') {
    const message = 'This backend does not support multiple-table criteria within DELETE';
    throw new RaisedError('NotImplementedError', message);
  }
  const using =
    others.length > 0
      ? ` USING ${others.map((other) => fromText(compilation, other, base, around)).join(', ')}`
      : '';
  const context = statementContext(compilation, base, around);
  const where =
    statement.where.length > 0 ? ` WHERE ${whereText(compilation, statement.where, context)}` : '';
  const returning = returningText(compilation, statement, context);
  return `DELETE FROM ${compileTableName(compilation, table)}${using}${where}${returning}`;
}

/** DDL(): Python's % formatting with an empty context comes first. */
function ddlText(compilation: Compilation, text: string, step: StatementStep): string {
  let formatted = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character !== '%') {
      formatted += character;
      continue;
    }
    const next = text[i + 1];
    if (next === '%') {
      formatted += '%';
      i++;
    } else if (next === undefined) throw new RaisedError('ValueError', 'incomplete format');
    else throw new UnknownText('the % signs of this DDL() are a format', step.span);
  }
  return doublePercents(compilation, formatted);
}

function sequenceText(
  compilation: Compilation,
  statement: Extract<SqlStatement, { kind: 'createSequence' | 'dropSequence' }>,
): string {
  const name = quoteTable(compilation, statement.name, statement.schema);
  if (statement.kind === 'dropSequence')
    return `DROP SEQUENCE ${statement.ifExists ? 'IF EXISTS ' : ''}${name}`;
  const options = identityOptions(statement.options);
  return `CREATE SEQUENCE ${statement.ifExists ? 'IF NOT EXISTS ' : ''}${name}${options ? ` ${options}` : ''}`;
}

function schemaText(
  compilation: Compilation,
  statement: Extract<SqlStatement, { kind: 'createSchema' | 'dropSchema' }>,
): string {
  const name = quote(compilation, statement.name);
  if (statement.kind === 'createSchema')
    return `CREATE SCHEMA ${statement.ifExists ? 'IF NOT EXISTS ' : ''}${name}`;
  return `DROP SCHEMA ${statement.ifExists ? 'IF EXISTS ' : ''}${name}${statement.cascade ? ' CASCADE' : ''}`;
}

/** The text of a statement step. */
export function compileStatement(compilation: Compilation, step: StatementStep): string {
  if (compilation.options.mode === 'online' && step.hasParameters) {
    throw new UnknownText('parameters beside the statement are not known', step.span);
  }
  const labels = newLabels();
  const text = statementText(compilation, step, {
    includeTable: true,
    alwaysLiteral: false,
    // SQLAlchemy counts the names of values and of what it labels together.
    placeholders: labels.counts,
    labels,
    span: step.span,
  });
  return withCtes(text, labels);
}

function statementText(compilation: Compilation, step: StatementStep, base: Base): string {
  const { statement } = step;
  switch (statement.kind) {
    case 'textStatement':
      return compileExpression(compilation, statement.text, base);
    case 'select':
      return statement.isExpression
        ? expressionText(compilation, statement, base)
        : selectText(compilation, statement, base, NOTHING_AROUND);
    case 'insert':
      return insertText(compilation, statement, base);
    case 'update':
      return updateText(compilation, statement, base);
    case 'delete':
      return deleteText(compilation, statement, base);
    case 'ddlText':
      return ddlText(compilation, statement.text, step);
    case 'createSequence':
    case 'dropSequence':
      return sequenceText(compilation, statement);
    case 'createSchema':
    case 'dropSchema':
      return schemaText(compilation, statement);
  }
}
