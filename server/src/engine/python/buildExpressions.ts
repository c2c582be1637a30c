// Lezer's tree of one expression -> the expressions of syntax.ts. Literals are read in stringLiteral.ts and
// numberLiteral.ts, precedence in operators.ts; where the tree comes from is expressionFromTokens.ts.
import type { Span } from '../text/span';
import { buildComprehension, buildTargets } from './buildComprehension';
import { brokenAt, type BuildContext } from './buildContext';
import { buildLambda } from './buildLambda';
import { areArgumentsLegal, isKeyword } from './legality';
import { buildNumber } from './numberLiteral';
import { buildOperators } from './operators';
import { groupSpan, inside, operands, spanOf, splitCommas, textOf } from './rawNodes';
import type { RawNode } from './rawTree';
import { buildString } from './stringLiteral';
import type { Argument, Expression } from './syntax';

const MAX_DEPTH = 400;

/** A name, or one of the words that stand for a value. */
export function buildName(context: BuildContext, span: Span, name: string): Expression {
  if (name === 'None') return { kind: 'constant', span, value: null };
  if (name === 'True' || name === 'False') return { kind: 'constant', span, value: name === 'True' };
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
      return buildName(context, span, textOf(context.source, node));
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
  const [only] = operands(node.children);
  // `normalise` writes a name for a `yield` without a value.
  if (only?.name === 'VariableName' && textOf(context.source, only) === 'yield') {
    return { kind: 'yield', span: spanOf(only), value: undefined };
  }
  const expression = buildElement(context, inside(node.children), spanOf(node));
  // A star needs a tuple around it: `(*a,)`.
  if (expression.kind === 'starred') context.fault = true;
  return expression;
}

/** Builds the node, or a broken expression at `at` where there is none. */
export function buildOr(context: BuildContext, node: RawNode | undefined, at: number): Expression {
  return node === undefined ? brokenAt(context, { start: at, end: at }) : build(context, node);
}

/** The elements between two brackets. */
export function elements(context: BuildContext, children: readonly RawNode[]): Expression[] {
  return splitCommas(inside(children)).map((group) => buildElement(context, group, groupSpan(group)));
}

/** One element of a display, maybe starred. */
export function buildElement(context: BuildContext, group: readonly RawNode[], span: Span): Expression {
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
  if (
    first?.name === 'VariableName' &&
    second?.name === 'AssignOp' &&
    textOf(context.source, second) === '='
  ) {
    if (loop >= 0) context.fault = true;
    const value = buildOr(context, operands(group.slice(2))[0], span.end);
    return { span, form: 'keyword', name: textOf(context.source, first), value };
  }
  if (loop >= 0) {
    const value = buildComprehension(context, group, span, 'generator');
    return { span, form: 'positional', name: undefined, value };
  }
  return { span, form: 'positional', name: undefined, value: buildNamed(context, group, span) };
}

/** `value` or `target := value`, which Lezer leaves flat in arguments. */
export function buildNamed(context: BuildContext, group: readonly RawNode[], span: Span): Expression {
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
    const name = property === undefined ? '' : textOf(context.source, property);
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
