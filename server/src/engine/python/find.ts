// Questions about a syntax tree: what stands at an offset, which calls and names a file has. Reads trees only.
import { spanTouches, type Span } from '../text/span';
import { children, type SyntaxNode } from './children';
import type { Argument, Call, Expression, FunctionDefinition, Module, Statement } from './syntax';

const STATEMENT_KINDS: ReadonlySet<SyntaxNode['kind']> = new Set<Statement['kind']>([
  'expressionStatement',
  'assign',
  'augmentedAssign',
  'annotatedAssign',
  'function',
  'class',
  'return',
  'raise',
  'if',
  'for',
  'while',
  'with',
  'try',
  'import',
  'importFrom',
  'delete',
  'assert',
  'global',
  'nonlocal',
  'match',
  'typeAlias',
  'pass',
  'break',
  'continue',
  'brokenStatement',
]);

/** True for a statement; everything else under a module is an expression. */
export function isStatement(node: SyntaxNode): node is Statement {
  return STATEMENT_KINDS.has(node.kind);
}

/** True for an expression. */
export function isExpression(node: SyntaxNode): node is Expression {
  return node.kind !== 'module' && !isStatement(node);
}

/** What rules ask of a file again and again. */
const OF_MODULE = new WeakMap<Module, readonly SyntaxNode[]>();

/**
 * All nodes under `root`, itself first, in source order. Guesses inside broken nodes are met when `withGuesses` says
 * so: for completion and hover, never for findings.
 */
export function descendants(root: SyntaxNode, withGuesses = false): readonly SyntaxNode[] {
  if (root.kind !== 'module' || withGuesses) return collectNodes(root, withGuesses);
  let nodes = OF_MODULE.get(root);
  if (nodes === undefined) {
    nodes = collectNodes(root, false);
    OF_MODULE.set(root, nodes);
  }
  return nodes;
}

function collectNodes(root: SyntaxNode, withGuesses: boolean): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const pending: SyntaxNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    nodes.push(node);
    if (!withGuesses && isBroken(node)) continue;
    const below = children(node);
    for (let i = below.length - 1; i >= 0; i--) {
      const child = below[i];
      if (child !== undefined) pending.push(child);
    }
  }
  return nodes;
}

function isBroken(node: SyntaxNode): boolean {
  return node.kind === 'brokenStatement' || node.kind === 'brokenExpression';
}

/**
 * The nodes around an offset from the module down to the smallest. A node counts when the offset is inside or at either
 * edge; between two neighbours the one that starts at the offset is taken. Guesses inside broken nodes count.
 */
export function pathAt(module: Module, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [module];
  for (let node: SyntaxNode | undefined = module; node !== undefined;) {
    const touched: SyntaxNode[] = children(node).filter((child) => spanTouches(child.span, offset));
    node = touched.find((child) => child.span.start === offset) ?? touched.at(-1);
    if (node !== undefined) path.push(node);
  }
  return path;
}

/** The smallest node at an offset that satisfies a condition. */
export function nodeAt<T extends SyntaxNode>(
  module: Module,
  offset: number,
  matches: (node: SyntaxNode) => node is T,
): T | undefined {
  return pathAt(module, offset).findLast(matches);
}

/** The smallest expression at an offset. */
export function expressionAt(module: Module, offset: number): Expression | undefined {
  return nodeAt(module, offset, isExpression);
}

/** The smallest statement at an offset. */
export function statementAt(module: Module, offset: number): Statement | undefined {
  return nodeAt(module, offset, isStatement);
}

/** The innermost `def` around an offset, decorators and header included. */
export function functionAt(module: Module, offset: number): FunctionDefinition | undefined {
  return nodeAt(module, offset, (node) => node.kind === 'function');
}

/**
 * The innermost call between whose parentheses an offset stands: the call to complete and to show the signature of.
 * A call without its closing parenthesis goes on through the white space behind it.
 */
export function callAround(module: Module, source: string, offset: number): Call | undefined {
  const inside = nodeAt(module, offset, (node): node is Call => {
    return node.kind === 'call' && offset > node.argumentsSpan.start && offset < node.argumentsSpan.end;
  });
  if (!module.broken) return inside;
  const behind = source.slice(0, offset).trimEnd().length;
  const open = nodeAt(module, behind, (node): node is Call => {
    const { start, end } = node.kind === 'call' ? node.argumentsSpan : node.span;
    return node.kind === 'call' && !node.closed && behind > start && behind <= end;
  });
  if (inside === undefined || open === undefined) return inside ?? open;
  return open.argumentsSpan.start > inside.argumentsSpan.start ? open : inside;
}

/** The expression that has exactly this span; of several, the outermost. */
export function expressionWithSpan(module: Module, span: Span): Expression | undefined {
  let node: SyntaxNode | undefined = module;
  while (node !== undefined) {
    if (isExpression(node) && node.span.start === span.start && node.span.end === span.end) return node;
    node = children(node).find((child) => child.span.start <= span.start && child.span.end >= span.end);
  }
  return undefined;
}

/** All calls in source order, outer before inner. Broken statements have none. */
export function* calls(root: SyntaxNode): Generator<Call> {
  for (const node of descendants(root)) if (node.kind === 'call') yield node;
}

/** The function of this name at the top of the file; of several the last, as Python would take it. */
export function topLevelFunction(module: Module, name: string): FunctionDefinition | undefined {
  return module.body.findLast(
    (statement): statement is FunctionDefinition => statement.kind === 'function' && statement.name === name,
  );
}

/** A dotted name (`sa.Column`) as text, or `undefined` for any other expression. */
export function dottedName(expression: Expression): string | undefined {
  const names: string[] = [];
  let at = expression;
  while (at.kind === 'attribute') {
    names.unshift(at.name);
    at = at.object;
  }
  return at.kind === 'name' ? [at.name, ...names].join('.') : undefined;
}

/** The argument given by this keyword. */
export function keywordArgument(call: Call, name: string): Argument | undefined {
  return call.arguments.find((argument) => argument.form === 'keyword' && argument.name === name);
}
