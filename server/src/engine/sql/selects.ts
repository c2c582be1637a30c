// SELECT statements: columns with the labels SQLAlchemy adds, FROM as it finds it, clauses.
import type { SelectStatement, SqlExpression, TableReference } from '../operations/expression';
import type { Compilation } from './compilation';
import { compileExpression, type ExpressionContext, type Labels } from './expressions';
import { quote, quoteTable } from './identifiers';
import { hasOwnType } from './functions';
import { typeOf } from './operands';
import { namedElement } from './orderBy';
import { RaisedError, UnknownText } from './signals';
import { whereText } from './whereText';

/** Tables a statement around a subquery provides: a subquery leaves them out of its own FROM. */
export type OuterTables = readonly TableReference[];

const isSameTable = (a: TableReference, b: TableReference): boolean =>
  a.name === b.name && a.schema === b.schema && a.alias === b.alias;

/** Tables named by the columns of an expression, in order of appearance. A subquery keeps its own. */
export function tablesOf(expression: SqlExpression): readonly TableReference[] {
  switch (expression.kind) {
    case 'column':
      return expression.table ? [expression.table] : [];
    case 'binary':
      return [...tablesOf(expression.left), ...tablesOf(expression.right)];
    case 'unary':
    case 'cast':
    case 'label':
    case 'collate':
      return tablesOf(expression.operand);
    case 'function':
      return expression.arguments.flatMap(tablesOf);
    case 'list':
      return expression.items.flatMap(tablesOf);
    case 'case': {
      const whens = expression.whens.flatMap(([when, then]) => [...tablesOf(when), ...tablesOf(then)]);
      const value = expression.value ? tablesOf(expression.value) : [];
      return [...value, ...whens, ...(expression.otherwise ? tablesOf(expression.otherwise) : [])];
    }
    default:
      return [];
  }
}

export function distinctTables(tables: readonly TableReference[]): readonly TableReference[] {
  return tables.filter((table, index) => tables.findIndex((other) => isSameTable(other, table)) === index);
}

export function withoutTables(
  tables: readonly TableReference[],
  removed: readonly TableReference[],
): readonly TableReference[] {
  return tables.filter((table) => !removed.some((other) => isSameTable(other, table)));
}

/** A table as it stands in FROM. */
export function fromText(compilation: Compilation, table: TableReference): string {
  const name = quoteTable(compilation, table.name, table.schema);
  return table.alias === undefined ? name : `${name} AS ${quote(compilation, table.alias)}`;
}

/** A context in which subqueries can be printed; `outer` are the tables already there. */
export function statementContext(
  compilation: Compilation,
  context: Omit<ExpressionContext, 'select'>,
  outer: OuterTables,
): ExpressionContext {
  return { ...context, select: (select) => selectText(compilation, select, context, outer) };
}

function columnText(
  compilation: Compilation,
  column: SqlExpression,
  context: ExpressionContext,
  labels: Labels,
): string {
  const type = typeOf(column);
  if (type?.kind === 'unknownType') throw new UnknownText(type.reason, column.span);
  const compile = (): string => compileExpression(compilation, column, context);
  // The label is numbered before what is inside of the column.
  const labelled = (base: string): string => {
    const label = nextLabel(compilation, column, base, labels);
    return `${compile()} AS ${label}`;
  };
  switch (column.kind) {
    case 'column':
    case 'text':
      return compile();
    case 'label':
      return `${compileExpression(compilation, column.operand, context)} AS ${quote(compilation, column.name)}`;
    case 'function':
      return labelled(functionLabel(column.names));
    case 'cast':
      // A cast keeps the name of the column it wraps.
      if (column.operand.kind === 'column' || column.operand.kind === 'label')
        return `${compile()} AS ${quote(compilation, column.operand.name)}`;
      if (column.operand.kind === 'cast' || column.operand.kind === 'collate')
        throw new UnknownText('the label of this column is not known', column.span);
      return labelled('anon');
    case 'bind':
    case 'binary':
    case 'case':
    case 'subquery':
      return labelled('anon');
    case 'unary':
      // SQLite writes a constant as a comparison here.
      if (column.operator === 'not' && /^[01]$/.test(compile()))
        throw new UnknownText('this negation is not rendered', column.span);
      if (column.operand.kind === 'label')
        throw new UnknownText('the label of this column is not known', column.span);
      if (['not', '-', 'exists'].includes(column.operator)) return labelled('anon');
      throw new UnknownText('the label of this column is not known', column.span);
    case 'list':
      if (column.operator === 'tuple' || column.operator === 'in')
        throw new UnknownText('the label of this column is not known', column.span);
      return labelled('anon');
    case 'constant':
      if (column.value === 'null') return labelled('anon');
      throw new UnknownText('the label of this column is not known', column.span);
    default:
      throw new UnknownText('the label of this column is not known', column.span);
  }
}

/** A function's name as its label begins. */
function functionLabel(names: readonly string[]): string {
  const name = names.at(-1) ?? '';
  const plain = hasOwnType(names) ? name.toLowerCase() : name;
  return plain.replace(/[%() $]+/g, '_').replace(/^_+|(?<!_)_+$/g, '');
}

/** A label SQLAlchemy makes up: the function's name or `anon`, numbered within the statement. */
function nextLabel(
  compilation: Compilation,
  column: SqlExpression,
  base: string,
  { counts, made }: Labels,
): string {
  const known = made.get(column);
  if (known !== undefined) return known;
  const count = (counts.get(base) ?? 0) + 1;
  counts.set(base, count);
  const label = quote(compilation, `${base}_${count}`);
  made.set(column, label);
  return label;
}

/** No labels yet. */
export function newLabels(): Labels {
  return { counts: new Map(), made: new Map() };
}

/** The name under which a column is found in the result, where it does not make one up; '' for the others. */
function ownName(column: SqlExpression): string {
  if (column.kind === 'cast') return ownName(column.operand);
  return column.kind === 'column' || column.kind === 'label' ? column.name : '';
}

/** The text of a select. */
export function selectText(
  compilation: Compilation,
  select: SelectStatement,
  base: Omit<ExpressionContext, 'select'>,
  outer: OuterTables,
): string {
  const named = [...select.from, ...select.columns.flatMap(tablesOf), ...select.where.flatMap(tablesOf)];
  const all = distinctTables(named);
  // Automatic correlation takes the tables of the statement right around it away, but never the only one.
  const own = all.length > 1 ? withoutTables(all, outer) : all;
  if (all.length > 0 && own.length === 0) {
    throw new RaisedError(
      'InvalidRequestError',
      'Select statement returned no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.',
    );
  }
  const labels = base.labels ?? newLabels();
  const context = statementContext(compilation, { ...base, labels }, own);
  const columns = select.columns.map((column) => columnText(compilation, column, context, labels));
  const names = select.columns.map(ownName);
  if (names.some((name, index) => name !== '' && names.indexOf(name) !== index)) {
    throw new UnknownText('columns of the same name get labels that are not known', select.span);
  }
  // A constant is the same object wherever it stands, and so is a parameter that is given twice.
  const isShared = (column: SqlExpression): boolean =>
    column.kind === 'constant' || (column.kind === 'bind' && column.isParameter === true);
  if (
    select.columns.some((column, index) => select.columns.indexOf(column) !== index) ||
    select.columns.filter(isShared).length > 1
  ) {
    throw new UnknownText('a column that is there twice gets a label that is not known', select.span);
  }
  let text = `SELECT ${select.distinct ? 'DISTINCT ' : ''}${columns.join(', ')}`;
  if (own.length > 0) text += ` \nFROM ${own.map((table) => fromText(compilation, table)).join(', ')}`;
  if (select.where.length > 0) text += ` \nWHERE ${whereText(compilation, select.where, context)}`;
  const list = (items: readonly SqlExpression[]): string =>
    items.map((item) => compileExpression(compilation, item, context, 'comma')).join(', ');
  const scope = { select, tables: own };
  if (select.groupBy.length > 0)
    text += ` GROUP BY ${list(select.groupBy.map((item) => namedElement(item, scope, false)))}`;
  if (select.having && select.having.length > 0)
    text += ` \nHAVING ${whereText(compilation, select.having, context)}`;
  if (select.orderBy.length > 0)
    text += ` ORDER BY ${list(select.orderBy.map((item) => namedElement(item, scope, true)))}`;
  return text + limitText(compilation, select, context);
}

function limitText(compilation: Compilation, select: SelectStatement, context: ExpressionContext): string {
  const { limit, offset } = select;
  if (!limit && !offset) return '';
  if (!limit) {
    if (!offset || compilation.dialect.name === 'sqlite')
      throw new UnknownText('OFFSET without LIMIT is not rendered', select.span);
    return `\n LIMIT ALL OFFSET ${compileExpression(compilation, offset, context)}`;
  }
  if (compilation.dialect.name === 'sqlite' && !offset) {
    return `\n LIMIT ${compileExpression(compilation, limit, context)} OFFSET 0`;
  }
  const start = compilation.dialect.name === 'postgresql' ? ' \n LIMIT ' : '\n LIMIT ';
  const text = start + compileExpression(compilation, limit, context);
  return offset ? `${text} OFFSET ${compileExpression(compilation, offset, context)}` : text;
}
