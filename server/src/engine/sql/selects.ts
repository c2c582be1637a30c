// SELECT statements: columns with the labels SQLAlchemy adds, FROM as it finds it, clauses.
import {
  isNamedTable,
  type FromClause,
  type Join,
  type SelectStatement,
  type SqlExpression,
} from '../operations/expression';
import type { Compilation } from './compilation';
import { compileExpression, type ExpressionContext } from './expressions';
import { aroundOf, clausesOf, partsOf, withoutClauses, type Around } from './fromClauses';
import { quote, quoteTable } from './identifiers';
import { hasOwnType } from '../operations/sqlalchemy/ownFunctions';
import { aliasName, newLabels, numberedName, type Labels } from './labels';
import { isBooleanResult, typeOf } from './operands';
import { namedElement } from './orderBy';
import { compileError, RaisedError, UnknownText } from './signals';
import { whereText } from './whereText';

/** A clause of FROM; a common table expression is put before the whole statement. */
export function fromText(
  compilation: Compilation,
  clause: FromClause,
  base: Omit<ExpressionContext, 'select'>,
  around: Around,
): string {
  if (!isNamedTable(clause)) return joinText(compilation, clause, base, around);
  const labels = base.labels ?? newLabels();
  const alias = aliasName(compilation, clause, labels);
  const { source } = clause;
  if (source === undefined) {
    const name = quoteTable(compilation, clause.name, clause.schema);
    return alias === undefined ? name : `${name} AS ${alias}`;
  }
  const inner = (): string =>
    selectText(compilation, source.select, base, { nearest: [], all: around.all }, true);
  if (source.kind === 'subquery') return `(${inner()}) AS ${alias ?? ''}`;
  if (!labels.ctes.has(source) && !labels.restated.has(source)) {
    if ([...labels.ctes.values()].some(({ name }) => name === alias))
      throw new UnknownText('two common table expressions have the same name', base.span);
    if (source.restates) labels.restated.add(source.restates);
    // What it reads from stands before it.
    const body = inner();
    if (source.restates) labels.restated.delete(source.restates);
    const isRecursive = source.isRecursive === true;
    const names = clause.columns.map(({ name }) => quote(compilation, name)).join(', ');
    const text = `${alias ?? ''}${isRecursive ? `(${names})` : ''} AS \n(${body})`;
    labels.ctes.set(source, { name: alias ?? '', text, isRecursive });
  }
  return alias ?? '';
}

const JOINS = { inner: 'JOIN', left: 'LEFT OUTER JOIN', full: 'FULL OUTER JOIN' } as const;

function joinText(
  compilation: Compilation,
  { left, right, on, form }: Join,
  base: Omit<ExpressionContext, 'select'>,
  around: Around,
): string {
  const sides = [left, right].map((side) => fromText(compilation, side, base, around));
  const [first = '', second = ''] = sides;
  const context = statementContext(compilation, base, around);
  const condition = compileExpression(compilation, on, context, 'asBoolean');
  return `${first} ${JOINS[form]} ${isNamedTable(right) ? second : `(${second})`} ON ${condition}`;
}

/** A context in which subqueries can be printed; `around` is what is already there. */
export function statementContext(
  compilation: Compilation,
  context: Omit<ExpressionContext, 'select'>,
  around: Around,
): ExpressionContext {
  return { ...context, select: (select) => selectText(compilation, select, context, around) };
}

function columnText(
  compilation: Compilation,
  column: SqlExpression,
  context: ExpressionContext,
  labels: Labels,
  isInFrom: boolean,
): string {
  const type = typeOf(column);
  if (type?.kind === 'unknownType') throw new UnknownText(type.reason, column.span);
  const compile = (): string => compileExpression(compilation, column, context);
  // The label is numbered before what is inside of the column.
  const labelled = (base: string, named = column): string => {
    const label = numberedName(compilation, named, base, labels);
    return `${compile()} AS ${label}`;
  };
  switch (column.kind) {
    case 'column':
      // In FROM a column of a table says its name once more.
      if (isInFrom && column.table !== undefined && !column.isLiteral)
        return `${compile()} AS ${quote(compilation, column.name)}`;
      return compile();
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
    case 'jsonItem':
    case 'case':
    case 'over':
    case 'filter':
    case 'subquery':
      return labelled('anon');
    case 'unary':
      if (isNegatedBoolean(column)) {
        // The negation keeps the name of what it wraps.
        const { operand } = column;
        if (isInFrom || (operand.kind === 'column' && operand.isLiteral))
          throw new UnknownText('the label of this column is not known', column.span);
        if (operand.kind === 'function') return labelled(functionLabel(operand.names), operand);
        if (operand.kind === 'column' && compilation.dialect.hasNativeBoolean) return compile();
        const name = ownName(operand);
        if (name !== '') return `${compile()} AS ${quote(compilation, name)}`;
      }
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

/** True for NOT of a value of type Boolean, where SQLAlchemy writes no operator. */
function isNegatedBoolean(
  column: SqlExpression,
): column is SqlExpression & { readonly kind: 'unary'; readonly operand: SqlExpression } {
  if (column.kind !== 'unary' || column.operator !== 'not') return false;
  const isValue = ['column', 'cast', 'function'].includes(column.operand.kind);
  return isValue && isBooleanResult(column.operand) === true;
}

/** The name under which a column is found in the result, where it does not make one up; '' for the others. */
function ownName(column: SqlExpression): string {
  if (column.kind === 'cast' || isNegatedBoolean(column)) return ownName(column.operand);
  return column.kind === 'column' || column.kind === 'label' ? column.name : '';
}

/** The text of a select; `isInFrom` where it is a subquery in FROM or a common table expression. */
export function selectText(
  compilation: Compilation,
  select: SelectStatement,
  base: Omit<ExpressionContext, 'select'>,
  around: Around,
  isInFrom = false,
): string {
  const labels = base.labels ?? newLabels();
  if (select.united) return unitedText(compilation, select, { ...base, labels }, around, isInFrom);
  const own = shownClauses(select, around, isInFrom);
  const inside = aroundOf(own, around);
  const context = statementContext(compilation, { ...base, labels }, inside);
  const columns = columnTexts(compilation, select, context, labels, isInFrom);
  let text = `SELECT ${distinctText(compilation, select, context)}${columns.join(', ')}`;
  if (own.length > 0) {
    const clauses = own.map((clause) => fromText(compilation, clause, { ...base, labels }, inside));
    text += ` \nFROM ${clauses.join(', ')}`;
  }
  if (select.where.length > 0) text += ` \nWHERE ${whereText(compilation, select.where, context)}`;
  const list = (items: readonly SqlExpression[]): string =>
    items.map((item) => compileExpression(compilation, item, context, 'comma')).join(', ');
  const scope = { select, tables: own.flatMap(partsOf).filter(isNamedTable) };
  if (select.groupBy.length > 0)
    text += ` GROUP BY ${list(select.groupBy.map((item) => namedElement(item, scope, false)))}`;
  if (select.having && select.having.length > 0)
    text += ` \nHAVING ${whereText(compilation, select.having, context)}`;
  if (select.orderBy.length > 0)
    text += ` ORDER BY ${list(select.orderBy.map((item) => namedElement(item, scope, true)))}`;
  const lock =
    select.rowLock !== undefined && compilation.dialect.name === 'postgresql' ? ` ${select.rowLock}` : '';
  return text + limitText(compilation, select, context) + lock;
}

/** The clauses a select shows, without those of the statement around it that it is correlated with. */
function shownClauses(select: SelectStatement, around: Around, isInFrom: boolean): readonly FromClause[] {
  const all = clausesOf(select);
  if (select.correlate !== undefined) {
    const known = isInFrom ? withoutClauses(around.all, around.nearest) : around.all;
    const given = select.correlate;
    return withoutClauses(all, withoutClauses(known, withoutClauses(known, given)));
  }
  // Automatic correlation takes the tables of the statement right around it away, but never the only one.
  const own = all.length > 1 && !isInFrom ? withoutClauses(all, around.nearest) : all;
  if (all.length > 0 && own.length === 0) {
    throw new RaisedError(
      'InvalidRequestError',
      "Select statement '<sqlalchemy.sql.selectable.Select object at 0x0>' returned no FROM clauses due to auto-correlation; specify correlate(<tables>) to control correlation manually.",
    );
  }
  return own;
}

function distinctText(compilation: Compilation, select: SelectStatement, context: ExpressionContext): string {
  const { distinct, distinctOn = [] } = select;
  if (!distinct) return '';
  if (distinctOn.length === 0 || compilation.dialect.name !== 'postgresql') return 'DISTINCT ';
  const items = distinctOn.map((item) => compileExpression(compilation, item, context));
  return `DISTINCT ON (${items.join(', ')}) `;
}

/** The columns of a select or of RETURNING. */
export function columnTexts(
  compilation: Compilation,
  { columns, span }: Pick<SelectStatement, 'columns' | 'span'>,
  context: ExpressionContext,
  labels: Labels,
  isInFrom: boolean,
): readonly string[] {
  const texts = columns.map((column) => columnText(compilation, column, context, labels, isInFrom));
  const names = columns.map(ownName);
  if (names.some((name, index) => name !== '' && names.indexOf(name) !== index)) {
    throw new UnknownText('columns of the same name get labels that are not known', span);
  }
  // A constant is the same object wherever it stands, and so is a parameter that is given twice.
  const isShared = (column: SqlExpression): boolean =>
    column.kind === 'constant' || (column.kind === 'bind' && column.isParameter === true);
  if (
    columns.some((column, index) => columns.indexOf(column) !== index) ||
    columns.filter(isShared).length > 1
  ) {
    throw new UnknownText('a column that is there twice gets a label that is not known', span);
  }
  return texts;
}

/** UNION and its like. */
function unitedText(
  compilation: Compilation,
  select: SelectStatement,
  base: Omit<ExpressionContext, 'select'>,
  around: Around,
  isInFrom: boolean,
): string {
  const { keyword, selects } = select.united ?? { keyword: '', selects: [] };
  const width = ({ columns, united }: SelectStatement): number =>
    united?.selects[0] ? width(united.selects[0]) : columns.length;
  const [first] = selects;
  const texts = selects.map((part, index) => {
    if (first && width(part) !== width(first)) {
      throw compileError(
        `All selectables passed to CompoundSelect must have identical numbers of columns; select #1 has ${width(first)} columns, select #${index + 1} has ${width(part)}`,
      );
    }
    const text = selectText(compilation, part, base, around, isInFrom);
    const isGrouped = part.united ?? part.limit ?? part.offset ?? part.orderBy[0];
    return isGrouped === undefined ? text : `(${text})`;
  });
  const context = statementContext(compilation, { ...base, includeTable: false }, around);
  const order = select.orderBy.map((item) =>
    compileExpression(compilation, elementOfUnited(item, first), context, 'comma'),
  );
  const ordered = order.length > 0 ? ` ORDER BY ${order.join(', ')}` : '';
  return texts.join(` ${keyword} `) + ordered + limitText(compilation, select, context);
}

/** A name in ORDER BY of a UNION is one of its first SELECT. */
function elementOfUnited(item: SqlExpression, first: SelectStatement | undefined): SqlExpression {
  if (item.kind === 'unary') return { ...item, operand: elementOfUnited(item.operand, first) };
  if (item.kind === 'column' || item.kind === 'text') return item;
  const { span } = item;
  if (item.kind !== 'nameReference' || !first?.columns.some((column) => ownName(column) === item.name))
    throw new UnknownText('what this ORDER BY of a UNION stands for is not known', span);
  return { kind: 'column', name: item.name, table: undefined, type: undefined, isLiteral: false, span };
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
