// Lezer's tree of one expression -> the expressions of syntax.ts. Literals are read in stringLiteral.ts and
// numberLiteral.ts, precedence in operators.ts; statements are buildStatements.ts.
import type { Span } from '../text/span';
import { buildLambda } from './buildLambda';
import { buildNumber } from './numberLiteral';
import { normalise } from './normalise';
import { buildOperators } from './operators';
import { areArgumentsLegal, isKeyword, isTarget } from './legality';
import { parseRaw, type RawNode } from './rawTree';
import { buildString } from './stringLiteral';
import type { Argument, ComprehensionClause, Comprehension, Expression } from './syntax';
import { scanRange, type Token } from './tokens';

/** What the builders share while they read one file. */
export interface BuildContext {
  readonly source: string;
  /** Set when anything could not be read; whoever reads a statement resets it first. */
  fault: boolean;
  /** Nesting of the expression that is being built. */
  depth: number;
  /** Tokens of damaged expressions that Lezer has recovered so far. */
  recovered: number;
}

const MAX_DEPTH = 400;
// Damage beyond these numbers of tokens is left out, not recovered, because that is slow.
const MAX_RECOVERED = 5000;
const MAX_RECOVERED_IN_FILE = 50_000;
/** What one level of nested f-strings counts: it takes more of the stack. */
const FIELD_DEPTH = 10;
const PUNCTUATION = new Set(['(', ')', '[', ']', '{', '}', ',', ':', '.', '*', '**', '⚠']);

/** The expression that consists of these tokens; an empty list gives a broken expression at `at`. */
export function buildFromTokens(context: BuildContext, tokens: readonly Token[], at: number): Expression {
  const first = tokens[0];
  if (first === undefined) return brokenAt(context, { start: at, end: at });
  if (tokens.length === 1) return buildSingle(context, first);
  const limit = tokens.at(-1)?.end ?? at;
  const recover = tokens.length <= MAX_RECOVERED && context.recovered <= MAX_RECOVERED_IN_FILE;
  const raw = parseRaw(normalise(tokens), first.start, limit, recover);
  if (raw.fault) {
    context.fault = true;
    context.recovered += tokens.length;
  }
  const statement = raw.root?.children.find((child) => child.name === 'ExpressionStatement');
  const top = statement?.children[0];
  if (top === undefined) return brokenAt(context, { start: first.start, end: limit });
  if (raw.root?.children.length !== 1 || statement?.children.length !== 1) context.fault = true;
  const span = { start: first.start, end: limit };
  // The outermost parentheses are parseRaw's own.
  if (top.name === 'TupleExpression') {
    return { kind: 'tuple', span, elements: elements(context, top.children) };
  }
  return build(context, top);
}

/** The expression between two offsets of the file. */
export function buildFromRange(context: BuildContext, start: number, end: number): Expression {
  context.depth += FIELD_DEPTH;
  const expression =
    context.depth > MAX_DEPTH
      ? brokenAt(context, { start, end })
      : buildFromTokens(context, scanRange(context.source, start, end), start);
  context.depth -= FIELD_DEPTH;
  return expression;
}

/**
 * An expression that is broken as a whole when anything in it is, for places whose statement stays. `isDamaged` says that
 * the tokens are known to be wrong.
 */
export function buildWhole(
  context: BuildContext,
  tokens: readonly Token[],
  at: number,
  isDamaged: boolean,
): Expression {
  const before = context.fault;
  context.fault = isDamaged;
  const expression = buildFromTokens(context, tokens, at);
  const { fault } = context;
  context.fault = before || fault;
  return fault && expression.kind !== 'brokenExpression'
    ? brokenAt(context, expression.span, [expression])
    : expression;
}

/** A broken expression, with what could be read of it; marks the fault. */
export function brokenAt(context: BuildContext, span: Span, parts: readonly Expression[] = []): Expression {
  context.fault = true;
  return { kind: 'brokenExpression', span, parts };
}

function buildSingle(context: BuildContext, token: Token): Expression {
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'name':
      return buildName(context, span, token.text);
    case 'number':
      return buildNumber(context, span);
    case 'string':
      return buildString(context, [span]);
    case 'operator':
      if (token.text === '...') return { kind: 'constant', span, value: '...' };
      return brokenAt(context, span);
    case 'bad':
      return brokenAt(context, span);
  }
}

function buildName(context: BuildContext, span: Span, name: string): Expression {
  if (name === 'None') return { kind: 'constant', span, value: null };
  if (name === 'True' || name === 'False') return { kind: 'constant', span, value: name === 'True' };
  if (name === 'yield') return { kind: 'yield', span, value: undefined };
  if (isKeyword(name)) return brokenAt(context, span);
  return { kind: 'name', span, name };
}

/** Builds one node of Lezer's tree that is an expression. */
export function build(context: BuildContext, node: RawNode): Expression {
  if (context.depth >= MAX_DEPTH) return brokenAt(context, spanOf(node));
  context.depth++;
  const result = buildNode(context, node);
  context.depth--;
  return result;
}

function buildNode(context: BuildContext, node: RawNode): Expression {
  const span = spanOf(node);
  switch (node.name) {
    case 'VariableName':
    case 'None':
    case 'Boolean':
      return buildName(context, span, textOf(context, node));
    case 'Number':
      return buildNumber(context, span);
    case 'String':
      return buildString(context, [span]);
    case 'ContinuedString':
      return buildString(context, node.children.map(spanOf));
    case 'Ellipsis':
      return { kind: 'constant', span, value: '...' };
    case 'CallExpression':
      return buildCall(context, node);
    case 'MemberExpression':
      return buildMember(context, node);
    case 'BinaryExpression':
    case 'UnaryExpression':
      return buildOperators(context, node);
    case 'ParenthesizedExpression':
      return buildParenthesized(context, node);
    case 'TupleExpression':
      return { kind: 'tuple', span, elements: elements(context, node.children) };
    case 'ArrayExpression':
      return { kind: 'list', span, elements: elements(context, node.children) };
    case 'SetExpression':
      return { kind: 'set', span, elements: elements(context, node.children) };
    case 'DictionaryExpression':
      return buildDictionary(context, node);
    case 'ComprehensionExpression':
      return buildComprehension(context, inside(node.children), span, 'generator');
    case 'ArrayComprehensionExpression':
      return buildComprehension(context, inside(node.children), span, 'list');
    case 'SetComprehensionExpression':
      return buildComprehension(context, inside(node.children), span, 'set');
    case 'DictionaryComprehensionExpression':
      return buildComprehension(context, inside(node.children), span, 'dict');
    case 'ConditionalExpression':
      return buildConditional(context, node);
    case 'LambdaExpression':
      return buildLambda(context, node);
    case 'NamedExpression': {
      const [target, value] = operands(node.children);
      return {
        kind: 'assignment',
        span,
        target: buildOr(context, target, node.start),
        value: buildOr(context, value, node.end),
      };
    }
    case 'YieldExpression':
      return buildYield(context, node);
    default:
      return brokenAt(
        context,
        span,
        operands(node.children).map((child) => build(context, child)),
      );
  }
}

function buildParenthesized(context: BuildContext, node: RawNode): Expression {
  const expression = buildElement(context, inside(node.children), spanOf(node));
  // A star needs a tuple around it: `(*a,)`.
  if (expression.kind === 'starred') context.fault = true;
  return expression;
}

/** Marks a fault when the expression cannot be assigned to. */
function checkTarget(context: BuildContext, expression: Expression): Expression {
  if (!isTarget(expression)) context.fault = true;
  return expression;
}

/** Builds the node, or a broken expression at `at` where there is none. */
export function buildOr(context: BuildContext, node: RawNode | undefined, at: number): Expression {
  return node === undefined ? brokenAt(context, { start: at, end: at }) : build(context, node);
}

export function spanOf(node: RawNode): Span {
  return { start: node.start, end: node.end };
}

export function textOf(context: BuildContext, node: RawNode): string {
  const text = context.source.slice(node.start, node.end);
  return /[^\0-\x7f]/.test(text) ? text.normalize('NFKC') : text;
}

/** Children without the first and last bracket. */
function inside(children: readonly RawNode[]): readonly RawNode[] {
  const first = children[0]?.name ?? '';
  const last = children.at(-1)?.name ?? '';
  return children.slice('([{'.includes(first) && first !== '' ? 1 : 0, ')]}'.includes(last) ? -1 : undefined);
}

/** The children that are expressions themselves. */
export function operands(children: readonly RawNode[]): readonly RawNode[] {
  return children.filter(
    (child) => /^[A-Z]/.test(child.name) && !/^(?:AssignOp|ArithOp|BitOp|CompareOp)$/.test(child.name),
  );
}

/** The children between commas; a comma at the end opens no group, and one between `for` and `in` separates nothing. */
export function splitCommas(children: readonly RawNode[]): RawNode[][] {
  const groups: RawNode[][] = [];
  let group: RawNode[] = [];
  let inTargets = false;
  for (const child of children) {
    if (child.name === 'for') inTargets = true;
    else if (child.name === 'in') inTargets = false;
    if (child.name === ',' && !inTargets) {
      groups.push(group);
      group = [];
    } else group.push(child);
  }
  if (group.length > 0) groups.push(group);
  return groups.filter((part) => part.length > 0);
}

function elements(context: BuildContext, children: readonly RawNode[]): Expression[] {
  return splitCommas(inside(children)).map((group) => buildElement(context, group, groupSpan(group)));
}

function groupSpan(group: readonly RawNode[]): Span {
  return { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
}

/** One element of a display, maybe starred. */
function buildElement(context: BuildContext, group: readonly RawNode[], span: Span): Expression {
  const node = operands(group)[0];
  if (node === undefined) return brokenAt(context, span);
  const value = build(context, node);
  const star = group[0]?.name === '*' ? group[0] : undefined;
  if (star !== undefined) return { kind: 'starred', span: { start: star.start, end: node.end }, value };
  // `normalise` writes `+` for a star that Lezer does not know; operators.ts leaves it out.
  if (isStarMark(context, node)) return { kind: 'starred', span: spanOf(node), value };
  return value;
}

function isStarMark(context: BuildContext, node: RawNode): boolean {
  return context.source.charAt(node.start) === '*';
}

function buildCall(context: BuildContext, node: RawNode): Expression {
  const [callee, list] = node.children;
  if (callee === undefined || list?.name !== 'ArgList') return brokenAt(context, spanOf(node));
  const function_ = build(context, callee);
  const groups = splitCommas(inside(list.children));
  const last = list.children.at(-1);
  const built = groups.map((group) => buildArgument(context, group));
  if (!areArgumentsLegal(built)) context.fault = true;
  return {
    kind: 'call',
    span: spanOf(node),
    closed: last?.name === ')' && last.end > last.start,
    function: function_,
    arguments: built,
    argumentsSpan: spanOf(list),
  };
}

/** An argument from its nodes: `value`, `name=value`, `*value`, `**value`, or a generator. */
export function buildArgument(context: BuildContext, group: readonly RawNode[]): Argument {
  const span = groupSpan(group);
  const first = group[0];
  if (first?.name === '*' || first?.name === '**') {
    const value = buildOr(context, operands(group)[0], span.end);
    return { span, form: first.name === '*' ? 'star' : 'doubleStar', name: undefined, value };
  }
  const second = group[1];
  const loop = group.findIndex((node) => node.name === 'for' || node.name === 'async');
  if (first?.name === 'VariableName' && second?.name === 'AssignOp' && textOf(context, second) === '=') {
    if (loop >= 0) context.fault = true;
    const value = buildOr(context, operands(group.slice(2))[0], span.end);
    return { span, form: 'keyword', name: textOf(context, first), value };
  }
  if (loop >= 0) {
    const value = buildComprehension(context, group, span, 'generator');
    return { span, form: 'positional', name: undefined, value };
  }
  return { span, form: 'positional', name: undefined, value: buildNamed(context, group, span) };
}

/** `value` or `target := value`, which Lezer leaves flat in arguments. */
function buildNamed(context: BuildContext, group: readonly RawNode[], span: Span): Expression {
  const [target, value] = operands(group);
  if (group[1]?.name === 'AssignOp' && target !== undefined) {
    return {
      kind: 'assignment',
      span,
      target: build(context, target),
      value: buildOr(context, value, span.end),
    };
  }
  return buildOr(context, target, span.start);
}

function buildMember(context: BuildContext, node: RawNode): Expression {
  const [object, mark, ...rest] = node.children;
  const span = spanOf(node);
  if (object === undefined || mark === undefined) return brokenAt(context, span);
  const built = build(context, object);
  if (mark.name === '.') {
    const property = rest.find((child) => child.name === 'PropertyName');
    const nameSpan = property === undefined ? { start: mark.end, end: mark.end } : spanOf(property);
    const name = property === undefined ? '' : textOf(context, property);
    if (isKeyword(name)) context.fault = true;
    return { kind: 'attribute', span, object: built, name, nameSpan };
  }
  const inner = rest.at(-1)?.name === ']' ? rest.slice(0, -1) : rest;
  return { kind: 'subscript', span, object: built, index: buildIndex(context, inner, mark.end) };
}

function buildIndex(context: BuildContext, children: readonly RawNode[], at: number): Expression {
  const groups = splitCommas(children);
  const items = groups.map((group) => buildSubscriptItem(context, group));
  const [only] = items;
  if (only === undefined) return brokenAt(context, { start: at, end: at });
  if (items.length === 1 && children.at(-1)?.name !== ',' && only.kind !== 'starred') return only;
  return { kind: 'tuple', span: groupSpan(children), elements: items };
}

function buildSubscriptItem(context: BuildContext, group: readonly RawNode[]): Expression {
  const span = groupSpan(group);
  const firstColon = group.findIndex((node) => node.name === ':');
  if (firstColon < 0) {
    return group[1]?.name === 'AssignOp'
      ? buildNamed(context, group, span)
      : buildElement(context, group, span);
  }
  const after = group.findIndex((node, index) => index > firstColon && node.name === ':');
  const secondColon = after < 0 ? group.length : after;
  const bound = (from: number, to: number): Expression | undefined => {
    const node = operands(group.slice(from, to))[0];
    return node === undefined ? undefined : build(context, node);
  };
  return {
    kind: 'slice',
    span,
    lower: bound(0, firstColon),
    upper: bound(firstColon + 1, secondColon),
    step: bound(secondColon + 1, group.length),
  };
}

function buildDictionary(context: BuildContext, node: RawNode): Expression {
  const entries = splitCommas(inside(node.children)).map((group) => {
    const [first, second] = operands(group);
    if (group[0]?.name === '**') return { key: undefined, value: buildOr(context, first, node.end) };
    const key = buildOr(context, first, node.start);
    return { key, value: buildOr(context, second, groupSpan(group).end) };
  });
  return { kind: 'dict', span: spanOf(node), entries };
}

function buildComprehension(
  context: BuildContext,
  children: readonly RawNode[],
  span: Span,
  form: Comprehension['form'],
): Expression {
  const starts = children.flatMap((child, index) => {
    if (child.name !== 'for') return [];
    return [children[index - 1]?.name === 'async' ? index - 1 : index];
  });
  const head = children.slice(0, starts[0] ?? 0);
  const [first, second] = operands(head);
  const clauses = starts.map((start, index) =>
    buildClause(context, children.slice(start, starts[index + 1] ?? children.length)),
  );
  if (form === 'dict') {
    const key = buildOr(context, first, span.start);
    return { kind: 'comprehension', span, form, key, element: buildOr(context, second, span.start), clauses };
  }
  const element =
    head[1]?.name === 'AssignOp'
      ? buildNamed(context, head, groupSpan(head))
      : buildElement(context, head, groupSpan(head));
  return { kind: 'comprehension', span, form, key: undefined, element, clauses };
}

/** `[async] for targets in iterable [if condition]...` */
function buildClause(context: BuildContext, children: readonly RawNode[]): ComprehensionClause {
  const isAsync = children[0]?.name === 'async';
  const forIndex = isAsync ? 1 : 0;
  const inIndex = children.findIndex((child) => child.name === 'in');
  const targets = children.slice(forIndex + 1, inIndex < 0 ? children.length : inIndex);
  const at = children[forIndex]?.end ?? 0;
  const after = inIndex < 0 ? [] : operands(children.slice(inIndex + 1));
  return {
    isAsync,
    target: checkTarget(context, buildTargets(context, targets, at)),
    iterable: buildOr(context, after[0], at),
    conditions: after.slice(1).map((node) => build(context, node)),
  };
}

function buildTargets(context: BuildContext, children: readonly RawNode[], at: number): Expression {
  const groups = splitCommas(children);
  const built = groups.map((group) => buildElement(context, group, groupSpan(group)));
  const [only] = built;
  if (only === undefined) return brokenAt(context, { start: at, end: at });
  if (built.length === 1 && children.at(-1)?.name !== ',') return only;
  return { kind: 'tuple', span: groupSpan(children), elements: built };
}

function buildConditional(context: BuildContext, node: RawNode): Expression {
  const [then, test, otherwise] = operands(node.children);
  return {
    kind: 'conditional',
    span: spanOf(node),
    test: buildOr(context, test, node.end),
    then: buildOr(context, then, node.start),
    otherwise: buildOr(context, otherwise, node.end),
  };
}

function buildYield(context: BuildContext, node: RawNode): Expression {
  const rest = node.children.slice(1);
  const span = spanOf(node);
  if (rest[0]?.name === 'from') {
    return { kind: 'yieldFrom', span, value: buildOr(context, operands(rest)[0], node.end) };
  }
  return {
    kind: 'yield',
    span,
    value: rest.length === 0 ? undefined : buildTargets(context, rest, node.end),
  };
}

/** True for a node that is no expression: brackets, commas, words. */
export function isPunctuation(node: RawNode): boolean {
  return PUNCTUATION.has(node.name) || /^[a-z]/.test(node.name);
}
