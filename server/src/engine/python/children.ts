// The generic walk over a syntax tree: what stands directly under a node, in the order of the source.
import type { Argument, Call, Expression, FormattedField, Module, Parameter, Statement } from './syntax';

/** Anything a walk meets. Arguments, parameters and the like are passed over: their expressions are the children. */
export type SyntaxNode = Module | Statement | Expression;

/**
 * The statements and expressions directly under a node, in source order (decorators first, default values after their
 * annotation). The guesses inside broken nodes are children too. Does not recurse.
 */
export function children(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case 'module':
      return node.body;
    case 'expressionStatement':
      return [node.expression];
    case 'assign':
      return [...node.targets, node.value];
    case 'augmentedAssign':
    case 'assignment':
      return [node.target, node.value];
    case 'annotatedAssign':
      return present([node.target, node.annotation, node.value]);
    case 'function':
      return [...node.decorators, ...inParameters(node.parameters), ...present([node.returns]), ...node.body];
    case 'class':
      return [...node.decorators, ...inArguments(node.arguments), ...node.body];
    case 'return':
    case 'await':
    case 'yield':
    case 'yieldFrom':
      return present([node.value]);
    case 'raise':
      return present([node.exception, node.cause]);
    case 'if':
    case 'while':
      return [node.test, ...node.body, ...node.orElse];
    case 'for':
      return [node.target, node.iterable, ...node.body, ...node.orElse];
    case 'with':
      return [...node.items.flatMap((item) => present([item.context, item.target])), ...node.body];
    case 'try':
      return [
        ...node.body,
        ...node.handlers.flatMap((handler) => [...present([handler.type]), ...handler.body]),
        ...node.orElse,
        ...node.finally,
      ];
    case 'delete':
      return node.targets;
    case 'assert':
      return present([node.test, node.message]);
    case 'match':
      return [
        node.subject,
        ...node.cases.flatMap((body, index) => [...present([node.guards[index]]), ...body]),
      ];
    case 'typeAlias':
    case 'starred':
      return [node.value];
    case 'brokenStatement':
    case 'brokenExpression':
      return node.parts;
    case 'import':
    case 'importFrom':
    case 'global':
    case 'nonlocal':
    case 'pass':
    case 'break':
    case 'continue':
    case 'name':
    case 'string':
    case 'bytes':
    case 'number':
    case 'constant':
      return [];
    case 'attribute':
      return [node.object];
    case 'call':
      return inCall(node);
    case 'formattedString':
      return inPieces(node.pieces);
    case 'tuple':
    case 'list':
    case 'set':
      return node.elements;
    case 'dict':
      return node.entries.flatMap((entry) => present([entry.key, entry.value]));
    case 'comprehension':
      return [
        ...present([node.key, node.element]),
        ...node.clauses.flatMap((clause) => [clause.target, clause.iterable, ...clause.conditions]),
      ];
    case 'subscript':
      return [node.object, node.index];
    case 'slice':
      return present([node.lower, node.upper, node.step]);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'boolean':
      return node.operands;
    case 'comparison':
      return [node.left, ...node.rest.map((part) => part.right)];
    case 'conditional':
      return [node.then, node.test, node.otherwise];
    case 'lambda':
      return [...inParameters(node.parameters), node.body];
  }
}

function present(nodes: readonly (Expression | undefined)[]): readonly Expression[] {
  return nodes.filter((node) => node !== undefined);
}

function inParameters(parameters: readonly Parameter[]): readonly Expression[] {
  return parameters.flatMap((parameter) => present([parameter.annotation, parameter.defaultValue]));
}

function inArguments(list: readonly Argument[]): readonly Expression[] {
  return list.map((argument) => argument.value);
}

/** Most nodes of a revision are under calls, so no list is made that is not returned. */
function inCall({ function: callee, arguments: list }: Call): readonly Expression[] {
  const found: Expression[] = [callee];
  for (const argument of list) found.push(argument.value);
  return found;
}

function inPieces(pieces: readonly (string | FormattedField)[]): readonly Expression[] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string' ? [] : [piece.expression, ...inPieces(piece.format ?? [])],
  );
}
