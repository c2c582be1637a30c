// Small questions about syntax trees that env.py and the modules it imports are asked: constants, calls, all expressions.
import type { Argument, Call, Expression, Statement } from '../python/syntax';

/** Names that get exactly one value at the top level of a file. */
export type Constants = ReadonlyMap<string, Expression>;

/** The names assigned exactly once, anywhere in the file, and at its top level. */
export function constantsOf(body: readonly Statement[]): Constants {
  const counts = new Map<string, number>();
  const values = new Map<string, Expression>();
  for (const name of assignedNames(body)) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const statement of body) {
    if (statement.kind === 'assign') {
      for (const target of statement.targets)
        if (target.kind === 'name') values.set(target.name, statement.value);
    } else if (statement.kind === 'annotatedAssign' && statement.value !== undefined) {
      if (statement.target.kind === 'name') values.set(statement.target.name, statement.value);
    }
  }
  return new Map([...values].filter(([name]) => counts.get(name) === 1));
}

/** Every name that is assigned somewhere, once for each time. */
function assignedNames(body: readonly Statement[]): string[] {
  return body.flatMap((statement) => {
    switch (statement.kind) {
      case 'assign':
        return statement.targets.flatMap(targetNames);
      case 'annotatedAssign':
        return statement.value === undefined ? [] : targetNames(statement.target);
      case 'augmentedAssign':
        return targetNames(statement.target);
      case 'for':
        return [...targetNames(statement.target), ...nestedBodies(statement).flatMap(assignedNames)];
      case 'function':
        // Only what a function declares global reaches the top level.
        return statement.body.flatMap((inner) =>
          inner.kind === 'global' ? inner.names.flatMap((name) => [name, name]) : [],
        );
      default:
        return nestedBodies(statement).flatMap(assignedNames);
    }
  });
}

function targetNames(target: Expression): string[] {
  if (target.kind === 'name') return [target.name];
  if (target.kind === 'tuple' || target.kind === 'list') return target.elements.flatMap(targetNames);
  return target.kind === 'starred' ? targetNames(target.value) : [];
}

/** The blocks inside a statement, without looking into functions and classes defined there. */
export function nestedBodies(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
    case 'while':
    case 'for':
      return [statement.body, statement.orElse];
    case 'with':
      return [statement.body];
    case 'try':
      return [
        statement.body,
        ...statement.handlers.map((one) => one.body),
        statement.orElse,
        statement.finally,
      ];
    case 'match':
      return statement.cases;
    default:
      return [];
  }
}

/** A plain value an expression stands for: text, number, True, False, None. Undefined when it is computed. */
export function plainValue(
  expression: Expression,
  constants: Constants,
): { readonly value: string | boolean | null | bigint | number } | undefined {
  const target = expression.kind === 'name' ? constants.get(expression.name) : expression;
  switch (target?.kind) {
    case 'string':
      return { value: target.value };
    case 'number':
      return { value: target.value };
    case 'constant':
      return target.value === '...' ? undefined : { value: target.value };
    default:
      return undefined;
  }
}

/** `a.b.c` as text; undefined for anything but names and attributes. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'attribute') return undefined;
  const object = dottedName(expression.object);
  return object === undefined ? undefined : `${object}.${expression.name}`;
}

/** True for `context.NAME(...)`, also through `alembic.context`. */
export function isContextCall(call: Call, name: string): boolean {
  const dotted = dottedName(call.function);
  return dotted === `context.${name}` || dotted === `alembic.context.${name}`;
}

/** The value of a keyword argument. */
export function keyword(call: Call, name: string): Argument | undefined {
  return call.arguments.find((argument) => argument.name === name);
}

/** Every expression in a statement, nested ones and those of nested statements included. */
export function* childExpressions(statement: Statement): Generator<Expression> {
  for (const value of Object.values(statement)) yield* expressionsIn(value);
}

/** The expression and every one inside it. */
export function* allExpressions(expression: Expression): Generator<Expression> {
  yield* expressionsIn(expression);
}

const EXPRESSIONS: ReadonlySet<string> = new Set<Expression['kind']>([
  'name',
  'attribute',
  'call',
  'string',
  'bytes',
  'formattedString',
  'number',
  'constant',
  'tuple',
  'list',
  'set',
  'dict',
  'comprehension',
  'subscript',
  'slice',
  'unary',
  'binary',
  'boolean',
  'comparison',
  'conditional',
  'lambda',
  'starred',
  'assignment',
  'await',
  'yield',
  'yieldFrom',
  'brokenExpression',
]);

function* expressionsIn(value: unknown): Generator<Expression> {
  const todo: unknown[] = [value];
  while (todo.length > 0) {
    const next = todo.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('kind' in next && typeof next.kind === 'string' && EXPRESSIONS.has(next.kind))
      yield next as Expression;
    const children: unknown[] = Array.isArray(next) ? next : Object.values(next);
    for (let i = children.length - 1; i >= 0; i--) todo.push(children[i]);
  }
}
