// Operators by Python's precedence. Lezer groups some of them differently (`not a and b` as `not (a and b)`, `await a + b`
// as `await (a + b)`), so only the order of operands and operators is taken from its tree.
import { brokenAt, type BuildContext } from './buildContext';
import { build } from './buildExpressions';
import { isOperator, isPunctuation } from './rawNodes';
import type { RawNode } from './rawTree';
import type { Expression } from './syntax';

type Item = { readonly operator: string; readonly start: number; readonly end: number } | RawNode;

/** An expression with its bounds including grouping parentheses. */
interface Operand {
  readonly expression: Expression;
  readonly start: number;
  readonly end: number;
}

const BINARY: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['and', 2],
  ...['in', 'not in', 'is', 'is not', '<', '>', '<=', '>=', '==', '!='].map((text): [string, number] => [
    text,
    4,
  ]),
  ['|', 5],
  ['^', 6],
  ['&', 7],
  ['<<', 8],
  ['>>', 8],
  ['+', 9],
  ['-', 9],
  ...['*', '@', '/', '%', '//'].map((text): [string, number] => [text, 10]),
  ['**', 12],
]);
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const UNARY = 11;
const AWAIT = 13;
// Left-leaning trees deeper than this are refused: whoever walks them may recurse.
const MAX_CHAIN = 1000;

/** Builds the tree of an operator node and all operator nodes directly under it. */
export function buildOperators(context: BuildContext, node: RawNode): Expression {
  const items = flatten(context, node);
  // A star that `normalise` wrote as `+` belongs to the element around the expression.
  const first = items[0];
  if (first !== undefined && 'operator' in first && first.operator === '*') items.shift();
  if (items.length > 2 * MAX_CHAIN) return brokenAt(context, { start: node.start, end: node.end });
  return new OperatorReader(context, items, node.end).read();
}

function flatten(context: BuildContext, root: RawNode): Item[] {
  const items: Item[] = [];
  const pending: RawNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.name === 'BinaryExpression' || node.name === 'UnaryExpression') {
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child !== undefined) pending.push(child);
      }
    } else if (isPunctuation(node) || isOperator(node)) {
      if (node.name === '⚠') continue;
      const text = context.source.slice(node.start, node.end);
      // `normalise` writes `~` for `await`, which binds like a sign and is one word.
      const operator = text === 'a' ? 'await' : text;
      const last = items.at(-1);
      const pair = last !== undefined && 'operator' in last ? `${last.operator} ${operator}` : '';
      if (last !== undefined && (pair === 'not in' || pair === 'is not')) {
        items[items.length - 1] = { operator: pair, start: last.start, end: node.end };
      } else items.push({ operator, start: node.start, end: node.end });
    } else items.push(node);
  }
  return items;
}

class OperatorReader {
  readonly #context: BuildContext;
  readonly #items: readonly Item[];
  readonly #end: number;
  #at = 0;
  #depth = 0;

  constructor(context: BuildContext, items: readonly Item[], end: number) {
    this.#context = context;
    this.#items = items;
    this.#end = end;
  }

  read(): Expression {
    const operand = this.#read(OR);
    if (this.#at >= this.#items.length) return operand.expression;
    const span = { start: operand.start, end: this.#end };
    return brokenAt(this.#context, span, [operand.expression]);
  }

  #read(minimum: number): Operand {
    if (++this.#depth > 200) return this.#missing();
    let left = this.#prefix();
    for (;;) {
      const item = this.#items[this.#at];
      if (item === undefined || !('operator' in item)) break;
      const precedence = BINARY.get(item.operator);
      if (precedence === undefined || precedence < minimum) break;
      left = this.#infix(left, precedence, item.operator);
    }
    this.#depth--;
    return left;
  }

  #prefix(): Operand {
    const item = this.#items[this.#at];
    if (item === undefined) return this.#missing();
    if (!('operator' in item)) {
      this.#at++;
      return { expression: build(this.#context, item), start: item.start, end: item.end };
    }
    const { operator, start } = item;
    if (operator === 'await') {
      this.#at++;
      const { expression, end } = this.#read(AWAIT);
      return { expression: { kind: 'await', span: { start, end }, value: expression }, start, end };
    }
    if (operator === 'not' || operator === '-' || operator === '+' || operator === '~') {
      this.#at++;
      const { expression, end } = this.#read(operator === 'not' ? NOT : UNARY);
      return {
        expression: { kind: 'unary', span: { start, end }, operator, operand: expression },
        start,
        end,
      };
    }
    return this.#missing();
  }

  #infix(left: Operand, precedence: number, operator: string): Operand {
    if (precedence === OR || precedence === AND) return this.#boolean(left, precedence);
    if (precedence === COMPARISON) return this.#comparison(left);
    this.#at++;
    // `**` groups to the right, and its right side may have a sign.
    const right = this.#read(operator === '**' ? UNARY : precedence + 1);
    const span = { start: left.start, end: right.end };
    const expression: Expression = {
      kind: 'binary',
      span,
      operator,
      left: left.expression,
      right: right.expression,
    };
    return { expression, ...span };
  }

  #boolean(left: Operand, precedence: number): Operand {
    const operands = [left.expression];
    let end = left.end;
    const operator = precedence === OR ? 'or' : 'and';
    while (this.#operatorAt() === operator) {
      this.#at++;
      const right = this.#read(precedence + 1);
      operands.push(right.expression);
      end = right.end;
    }
    const span = { start: left.start, end };
    return { expression: { kind: 'boolean', span, operator, operands }, ...span };
  }

  #comparison(left: Operand): Operand {
    const rest: { operator: string; right: Expression }[] = [];
    let end = left.end;
    for (let operator = this.#operatorAt(); ; operator = this.#operatorAt()) {
      if (operator === undefined || BINARY.get(operator) !== COMPARISON) break;
      this.#at++;
      const right = this.#read(COMPARISON + 1);
      rest.push({ operator, right: right.expression });
      end = right.end;
    }
    const span = { start: left.start, end };
    return { expression: { kind: 'comparison', span, left: left.expression, rest }, ...span };
  }

  #operatorAt(): string | undefined {
    const item = this.#items[this.#at];
    return item !== undefined && 'operator' in item ? item.operator : undefined;
  }

  #missing(): Operand {
    const item = this.#items[this.#at];
    const at = item?.start ?? this.#end;
    return { expression: brokenAt(this.#context, { start: at, end: at }), start: at, end: at };
  }
}
