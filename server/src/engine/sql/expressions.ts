// SQL expressions as text, with the parentheses SQLAlchemy puts. Statements built of them are in statements.ts.
import type { SqlExpression, TableReference } from '../operations/expression';
import type { SqlType } from '../operations/sqlType';
import type { Span } from '../text/span';
import { optionValue, type Compilation } from './compilation';
import { arrayText, isArray } from './arrays';
import {
  affix,
  between,
  membership,
  negate,
  type Bind,
  type ExpressionParts,
  type Fragment,
} from './conditions';
import { compileFunction } from './functions';
import { quote, quoteTable } from './identifiers';
import { checkJson, hasJsonItem, jsonItemText, type JsonParts } from './jsonItems';
import { aliasName, type Labels } from './labels';
import { renderLiteral, type LiteralType } from './literals';
import {
  additionOperator,
  checkCustomOperator,
  checkOperators,
  comparedType,
  constantOf,
  flatten,
  isBooleanResult,
  isBooleanType,
  placeholderBase,
  typeOf,
} from './operands';
import { needsGroup, OPERATORS, type Against } from './operators';
import { UnknownText } from './signals';
import { compileText, doublePercents, placeholder } from './text';
import { filterText, windowText } from './windows';
import { printType } from './types/printers';

/** Where an expression stands. */
export interface ExpressionContext {
  /** Columns are printed with their table (statements), not in DDL. */
  readonly includeTable: boolean;
  /** Binds are literals whatever env.py says (DDL, inline_literal). */
  readonly alwaysLiteral: boolean;
  /** How often a placeholder name was given in this statement; needed where binds are not literals. */
  readonly placeholders?: Map<string, number>;
  /** The labels that were made up in this statement; a SELECT on its own has its own. */
  readonly labels?: Labels;
  /** Prints a SELECT inside parentheses; DDL has none. */
  readonly select?: (select: Extract<SqlExpression, { kind: 'subquery' }>['select']) => string;
  readonly span: Span;
}

/** DDL: no table prefixes, literals always. */
export function ddlContext(span: Span): ExpressionContext {
  return { includeTable: false, alwaysLiteral: true, span };
}

function isBooleanBind({ type, value }: Bind): boolean {
  return type ? isBooleanType(type) : typeof value === 'boolean';
}

function booleanMark(expression: SqlExpression): Pick<Fragment, 'isBoolean'> {
  return isBooleanResult(expression) ? { isBoolean: true } : {};
}

type Binary = Extract<SqlExpression, { kind: 'binary' }>;

export function compileTableName(compilation: Compilation, table: TableReference): string {
  return table.alias === undefined
    ? quoteTable(compilation, table.name, table.schema)
    : quote(compilation, table.alias);
}

class ExpressionCompiler implements ExpressionParts, JsonParts {
  readonly compilation: Compilation;
  readonly context: ExpressionContext;
  #operatorsAround = 0;

  constructor(compilation: Compilation, context: ExpressionContext) {
    this.compilation = compilation;
    this.context = context;
  }

  /** The text, in parentheses where the surrounding operator binds as tightly. */
  group(expression: SqlExpression, against: Against): string {
    return this.groupFragment(this.compile(expression), against);
  }

  groupFragment(fragment: Fragment, against: Against): string {
    if (fragment.isBoolean && ['and', 'or', 'asBoolean'].includes(against)) {
      return this.compilation.dialect.hasNativeBoolean ? fragment.text : `${fragment.text} = 1`;
    }
    if (fragment.operator === 'ambiguous' && needsGroup('custom', against)) {
      throw new UnknownText('the parentheses round this operator are not known', this.context.span);
    }
    return fragment.operator !== undefined && needsGroup(fragment.operator, against)
      ? `(${fragment.text})`
      : fragment.text;
  }

  compile(expression: SqlExpression): Fragment {
    switch (expression.kind) {
      case 'text':
        return { text: compileText(this.compilation, expression.text, expression.binds, this.context) };
      case 'bind':
        return {
          text: this.bind(expression, expression.type ?? 'inferred', 'param'),
          ...(isBooleanBind(expression) ? { isBoolean: true } : {}),
        };
      case 'constant':
        return { text: this.constant(expression.value) };
      case 'function':
        return {
          text: compileFunction(this.compilation, expression, (argument) =>
            this.argument(argument, expression.names.at(-1) ?? ''),
          ),
          ...booleanMark(expression),
        };
      case 'column':
        return this.column(expression);
      case 'binary':
        return this.binary(expression);
      case 'unary':
        return this.unary(expression);
      case 'list':
        return this.list(expression);
      case 'jsonItem':
        return this.jsonItem(expression);
      case 'cast':
        return { text: this.cast(expression), ...booleanMark(expression) };
      case 'case':
        return { text: this.caseExpression(expression), ...booleanMark(expression) };
      case 'label':
        return this.compile(expression.operand);
      case 'nameReference':
        // In an index it is a column; a statement looks names up where they may stand.
        if (!this.context.includeTable) return { text: quote(this.compilation, expression.name) };
        throw new UnknownText(`what the name ${expression.name} stands for is not known`, expression.span);
      case 'collate':
        return {
          text: `${this.group(expression.operand, 'collate')} COLLATE ${quote(this.compilation, expression.collation)}`,
          operator: 'collate',
        };
      case 'subquery':
        if (!this.context.select) throw new UnknownText('a SELECT cannot stand here', expression.span);
        if (this.isWithinOperator && hasJsonItem(expression.select))
          throw new UnknownText(
            'the parentheses round JSON items in this SELECT are not known',
            expression.span,
          );
        return { text: `(${this.context.select(expression.select)})` };
      case 'over':
        return { text: windowText(this, expression), ...booleanMark(expression) };
      case 'filter':
        return { text: filterText(this, expression), operator: 'filter' };
      case 'opaqueExpression':
        throw new UnknownText(expression.reason, expression.span);
    }
  }

  private jsonItem(expression: Extract<SqlExpression, { kind: 'jsonItem' }>): Fragment {
    const { options } = this.compilation;
    const isLiteral = this.context.alwaysLiteral || options.mode === 'online';
    if (!isLiteral && !optionValue(options.literalBinds, false))
      throw new UnknownText('the placeholder of a JSON index is not known', expression.span);
    return jsonItemText(this, expression);
  }

  get isWithinOperator(): boolean {
    return this.#operatorsAround > 0;
  }

  /** What stands inside of an operator of the kind that JSON items are put in parentheses in. */
  within(expression: SqlExpression): Fragment {
    return this.withinOperator(() => this.compile(expression));
  }

  private withinOperator<T>(compile: () => T): T {
    this.#operatorsAround++;
    try {
      return compile();
    } finally {
      this.#operatorsAround--;
    }
  }

  /** A bound value; `base` is what SQLAlchemy would name its placeholder after. */
  bind(expression: Bind, type: LiteralType, base: string): string {
    if (this.isLiteral(expression)) return renderLiteral(this.compilation, expression.value, type);
    return placeholder(this.compilation, this.anonymousName(base));
  }

  /** The value of a column in SET or VALUES, whose placeholder has exactly that name. */
  columnBind(expression: Bind, type: LiteralType, name: string): string {
    if (this.isLiteral(expression)) return renderLiteral(this.compilation, expression.value, type);
    return placeholder(this.compilation, name);
  }

  isLiteral(expression: Bind): boolean {
    const { options } = this.compilation;
    if (this.context.alwaysLiteral || expression.isInline || options.mode === 'online') return true;
    return optionValue(options.literalBinds, false);
  }

  anonymousName(base: string): string {
    const { placeholders } = this.context;
    if (!placeholders || !/^\w+$/.test(base)) {
      throw new UnknownText('the name of a placeholder is not known', this.context.span);
    }
    const count = (placeholders.get(base) ?? 0) + 1;
    placeholders.set(base, count);
    return `${base}_${count}`;
  }

  private argument(expression: SqlExpression, functionName: string): string {
    if (expression.kind === 'bind') return this.bind(expression, expression.type ?? 'inferred', functionName);
    return this.group(expression, 'comma');
  }

  constant(value: 'null' | 'true' | 'false' | 'default'): string {
    if (value === 'true') return this.compilation.dialect.trueText;
    if (value === 'false') return this.compilation.dialect.falseText;
    return value.toUpperCase();
  }

  private column(expression: Extract<SqlExpression, { kind: 'column' }>): Fragment {
    const { compilation, context } = this;
    const name = expression.isLiteral
      ? doublePercents(compilation, expression.name)
      : quote(compilation, expression.name);
    const table = expression.table;
    const text = table && context.includeTable ? `${this.tableName(table)}.${name}` : name;
    return isBooleanType(expression.type) ? { text, isBoolean: true } : { text };
  }

  private tableName(table: TableReference): string {
    const { compilation, context } = this;
    if (table.source === undefined && table.anonymous === undefined)
      return compileTableName(compilation, table);
    const alias = context.labels && aliasName(compilation, table, context.labels);
    if (alias === undefined) throw new UnknownText('the name of this subquery is not known', context.span);
    return alias;
  }

  /** One side of a binary: a bind takes the type of the other side. */
  side(expression: SqlExpression, other: SqlExpression, operator: string): string {
    if (expression.kind === 'bind' && !expression.type) {
      return this.bind(expression, comparedType(expression.value, typeOf(other)), placeholderBase(other));
    }
    return this.group(expression, operator);
  }

  binary(expression: Binary): Fragment {
    const { left, right, operator } = expression;
    for (const side of [left, right]) checkOperators(side);
    checkJson(left, right);
    checkJson(right, left);
    // LIKE is printed another way.
    if (/like|startswith|endswith|contains|distinct/.test(operator)) return this.plainBinary(expression);
    return this.withinOperator(() => this.plainBinary(expression));
  }

  private plainBinary(expression: Binary): Fragment {
    const { left, right } = expression;
    let operator = expression.operator;
    const constant = constantOf(right);
    if (constant === 'null') {
      if (operator === '==') operator = 'is';
      if (operator === '!=') operator = 'is not';
    }
    if (constant !== undefined && ['is', 'is not', '==', '!='].includes(operator)) {
      const text = `${this.side(left, right, operator)}${OPERATORS[operator]?.text ?? ''}${this.constant(constant)}`;
      return { text, operator };
    }
    if (operator === 'in' || operator === 'not in') return membership(this, left, right, operator);
    if (operator === 'ilike' || operator === 'not ilike') {
      if (this.compilation.dialect.name !== 'postgresql') {
        const like = operator === 'ilike' ? ' LIKE ' : ' NOT LIKE ';
        return {
          text: `lower(${this.side(left, right, operator)})${like}lower(${this.side(right, left, operator)})`,
          operator,
        };
      }
    }
    if (operator === 'between' || operator === 'not between') return between(this, left, right, operator);
    if (/^(?:not )?(?:startswith|endswith|contains)$/.test(operator))
      return affix(this, left, right, operator);
    if (operator.includes('distinct from') && this.compilation.dialect.name === 'sqlite') {
      throw new UnknownText('SQLAlchemy prints a placeholder here on SQLite', expression.span);
    }
    if (operator === '+') operator = additionOperator(left, right);
    if (
      [left, right].some(isArray) &&
      ![left, right].every((side) => isArray(side) || side.kind !== 'bind')
    ) {
      throw new UnknownText('a list beside an array is not rendered', expression.span);
    }
    const known = OPERATORS[operator];
    const key = known ? operator : 'custom';
    if (!known) checkCustomOperator(operator, expression.span);
    const text = doublePercents(this.compilation, known?.text ?? ` ${operator} `);
    const sides = `${this.side(left, right, key)}${text}${this.side(right, left, key)}`;
    return { text: sides, operator: operator === '&&' ? 'ambiguous' : key };
  }

  private unary(expression: Extract<SqlExpression, { kind: 'unary' }>): Fragment {
    const { operator, operand } = expression;
    switch (operator) {
      case 'not':
        checkOperators(operand);
        return negate(this, operand);
      case 'asBoolean':
        return { text: this.asBoolean(operand) };
      case '-':
        return { text: `-${this.group(operand, 'neg')}`, operator: 'neg' };
      case 'desc':
      case 'asc':
      case 'nulls first':
      case 'nulls last':
        // A modifier is no operator: nothing puts parentheses round it.
        return { text: `${this.group(operand, operator)} ${operator.toUpperCase()}` };
      case 'exists':
        return { text: `EXISTS ${this.compile(operand).text}`, operator };
      case 'distinct':
        return { text: `DISTINCT ${this.group(operand, 'distinct')}`, operator };
      default:
        throw new UnknownText(`the operator ${operator} is not rendered`, expression.span);
    }
  }

  /** A value that is a condition, which SQLite writes as a comparison. */
  private asBoolean(operand: SqlExpression): string {
    const fragment = this.compile(operand);
    const constant = operand.kind === 'constant' && operand.value !== 'null';
    return this.groupFragment(constant ? { ...fragment, isBoolean: true } : fragment, 'asBoolean');
  }

  private list(expression: Extract<SqlExpression, { kind: 'list' }>): Fragment {
    const { operator } = expression;
    if (operator === 'and' || operator === 'or') {
      const items = flatten(expression.items, operator);
      if (items.length === 1 && items[0]) return this.compile(items[0]);
      const text = items.map((item) => this.group(item, operator)).join(OPERATORS[operator]?.text ?? '');
      return { text, operator };
    }
    if (operator === 'array') {
      const item = (value: SqlExpression): string =>
        value.kind === 'bind'
          ? this.bind(value, value.type ?? expression.type ?? 'inferred', 'param')
          : this.group(value, 'comma');
      return { text: arrayText(this.compilation, expression, item) };
    }
    return { text: `(${expression.items.map((item) => this.group(item, 'comma')).join(', ')})` };
  }

  private cast(expression: Extract<SqlExpression, { kind: 'cast' }>): string {
    const { operand, type } = expression;
    const inner =
      operand.kind === 'bind' && !operand.type
        ? this.bind(operand, type, 'param')
        : this.compile(operand).text;
    return `CAST(${inner} AS ${printType(this.compilation, type)})`;
  }

  private caseExpression(expression: Extract<SqlExpression, { kind: 'case' }>): string {
    const value = expression.value ? `${this.compile(expression.value).text} ` : '';
    const whens = expression.whens.map(
      ([condition, result]) => `WHEN ${this.group(condition, 'none')} THEN ${this.compile(result).text} `,
    );
    const otherwise = expression.otherwise ? `ELSE ${this.compile(expression.otherwise).text} ` : '';
    return `CASE ${value}${whens.join('')}${otherwise}END`;
  }
}

/** The expression as SQL; `against` is the operator of the place it stands in ('comma' in a list, 'none' always groups). */
export function compileExpression(
  compilation: Compilation,
  expression: SqlExpression,
  context: ExpressionContext,
  against?: Against,
): string {
  const compiler = new ExpressionCompiler(compilation, context);
  return against === undefined ? compiler.compile(expression).text : compiler.group(expression, against);
}

/**
 * A value written to a column: a bare Python value takes the column's type, NullType when it has none. `name` is the
 * placeholder's where values are not literals.
 */
export function compileColumnValue(
  compilation: Compilation,
  value: SqlExpression,
  type: SqlType | undefined,
  name: string,
  context: ExpressionContext,
): string {
  const compiler = new ExpressionCompiler(compilation, context);
  if (value.kind !== 'bind') return compiler.group(value, 'none');
  const own = value.type ?? (value.isInline ? 'inferred' : (type ?? 'null'));
  return compiler.columnBind(value, own, name);
}
