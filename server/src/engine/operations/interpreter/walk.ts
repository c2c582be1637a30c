// The direct children of a syntax node, for looks at code that is not run.
import type { Expression, FormattedField, Statement } from '../../python/syntax';

/** The blocks inside a statement, in one list. */
export function childStatements(node: Statement): readonly Statement[] {
  switch (node.kind) {
    case 'if':
    case 'for':
    case 'while':
      return [...node.body, ...node.orElse];
    case 'with':
    case 'function':
    case 'class':
      return node.body;
    case 'try':
      return [
        ...node.body,
        ...node.handlers.flatMap((handler) => handler.body),
        ...node.orElse,
        ...node.finally,
      ];
    case 'match':
      return node.cases.flat();
    default:
      return [];
  }
}

const present = (...expressions: readonly (Expression | undefined)[]): Expression[] =>
  expressions.filter((expression) => expression !== undefined);

const fields = (pieces: readonly (string | FormattedField)[]): Expression[] =>
  pieces.flatMap((piece) =>
    typeof piece === 'string' ? [] : [piece.expression, ...fields(piece.format ?? [])],
  );

/** The expressions directly inside a statement or expression; bodies of lambdas are left out. */
export function childExpressions(node: Statement | Expression): readonly Expression[] {
  switch (node.kind) {
    case 'expressionStatement':
      return [node.expression];
    case 'assign':
      return [...node.targets, node.value];
    case 'augmentedAssign':
      return [node.target, node.value];
    case 'annotatedAssign':
      return present(node.target, node.value);
    case 'return':
    case 'await':
    case 'yield':
    case 'yieldFrom':
      return present(node.value);
    case 'raise':
      return present(node.exception, node.cause);
    case 'if':
    case 'while':
      return [node.test];
    case 'for':
      return [node.target, node.iterable];
    case 'with':
      return node.items.flatMap((item) => present(item.context, item.target));
    case 'delete':
      return node.targets;
    case 'assert':
      return present(node.test, node.message);
    case 'match':
      return [node.subject];
    case 'attribute':
      return [node.object];
    case 'call':
      return [node.function, ...node.arguments.map((argument) => argument.value)];
    case 'formattedString':
      return fields(node.pieces);
    case 'tuple':
    case 'list':
    case 'set':
      return node.elements;
    case 'dict':
      return node.entries.flatMap((entry) => present(entry.key, entry.value));
    case 'comprehension':
      return [
        ...present(node.key),
        node.element,
        ...node.clauses.flatMap((clause) => [clause.iterable, ...clause.conditions]),
      ];
    case 'subscript':
      return [node.object, node.index];
    case 'slice':
      return present(node.lower, node.upper, node.step);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'boolean':
      return node.operands;
    case 'comparison':
      return [node.left, ...node.rest.map((link) => link.right)];
    case 'conditional':
      return [node.test, node.then, node.otherwise];
    case 'starred':
      return [node.value];
    case 'assignment':
      return [node.target, node.value];
    default:
      return [];
  }
}
