// A look at statements without running them: may they reach the database, which names do they change, how do they end.
import type { Call, Expression, Statement } from '../../python/syntax';
import { isObject, isWithoutEffect, type Value } from '../values';
import { attributeOrUndefined } from './attributes';
import { builtin } from './builtins';
import type { Interpreter } from './interpreter';
import { isActingMethod, isWritingMode, outsideOf } from './outside';
import type { Scope } from './scope';
import { childExpressions, childStatements } from './walk';

/** Method names that reach the database whatever the object is. */
const EFFECT_METHODS = new Set(
  'execute executemany exec_driver_sql create drop create_all drop_all commit rollback flush add add_all delete merge query run run_async begin bulk_insert_mappings bulk_save_objects scalar scalars invoke'.split(
    ' ',
  ),
);

/** Statements and functions are followed this deep. */
const DEEPEST = 12;

/** True when running the statements may change the database or add a step. */
export function effectOf(
  run: Interpreter,
  statements: readonly Statement[],
  scope: Scope,
  depth = 0,
): boolean {
  if (depth > DEEPEST) return true;
  return statements.some((statement) => {
    run.spend(1);
    if (statement.kind === 'brokenStatement') return true;
    if (statement.kind === 'function' || statement.kind === 'class') return false;
    if (statement.kind === 'expressionStatement' && callOfUnknown(run, statement.expression, scope))
      return true;
    if (
      statement.kind === 'with' &&
      statement.items.some(({ context }) => managerOfUnknown(run, context, scope))
    )
      return true;
    return (
      childExpressions(statement).some((expression) => expressionEffect(run, expression, scope, depth)) ||
      effectOf(run, childStatements(statement), scope, depth)
    );
  });
}

/** A statement that is a call of something unknown, for example a function of the project. */
function callOfUnknown(run: Interpreter, expression: Expression, scope: Scope): boolean {
  if (expression.kind !== 'call') return expression.kind === 'await';
  const callee = resolve(run, expression.function, scope);
  if (callee === undefined)
    return (
      expression.function.kind === 'name' &&
      scope.lookup(expression.function.name) === undefined &&
      builtin(expression.function.name) === undefined
    );
  return isObject(callee) && callee.kind === 'opaque' && !isWithoutEffect(callee);
}

/** What an unknown context manager does when it is entered and left is a call whose result nobody looks at. */
function managerOfUnknown(run: Interpreter, expression: Expression, scope: Scope): boolean {
  if (callOfUnknown(run, expression, scope)) return true;
  const callee = expression.kind === 'call' ? resolve(run, expression.function, scope) : undefined;
  return callee !== undefined && isObject(callee) && callee.kind === 'class';
}

function expressionEffect(run: Interpreter, expression: Expression, scope: Scope, depth: number): boolean {
  run.spend(1);
  if (expression.kind === 'brokenExpression') return true;
  if (expression.kind === 'call' && callEffect(run, expression, scope, depth)) return true;
  return childExpressions(expression).some((child) => expressionEffect(run, child, scope, depth));
}

function callEffect(run: Interpreter, call: Call, scope: Scope, depth: number): boolean {
  const callee = call.function;
  const value = resolve(run, callee, scope);
  if (outsideEffect(run, call, value)) return true;
  if (value !== undefined && isObject(value)) {
    if (value.kind === 'native') return value.hasEffect;
    if (value.kind === 'function' && value.definition.kind === 'function') {
      return effectOf(run, value.definition.body, value.scope, depth + 1);
    }
    if (value.kind === 'opaque') {
      if (value.nature === 'live') return true;
      if (isWithoutEffect(value)) return false;
    }
    if (value.kind === 'boundMethod') return true;
  }
  return callee.kind === 'attribute' && EFFECT_METHODS.has(callee.name);
}

/** True where a run that steps over the call would leave out what it does outside, or go on where Python ends. */
function outsideEffect(run: Interpreter, call: Call, value: Value | undefined): boolean {
  const callee = call.function;
  const isNamed = value !== undefined && isObject(value) && value.kind === 'opaque';
  const own =
    callee.kind === 'name' && ['open', 'input', 'exit', 'quit'].includes(callee.name) ? callee.name : '';
  const outside = own === 'open' ? 'opens' : outsideOf((isNamed ? value.path : undefined) ?? own);
  if (outside === 'ends') return true;
  if (run.mode !== 'online') return false;
  if (outside === 'opens') return call.arguments.some(({ value: argument }) => mayBeWritingMode(argument));
  return outside === 'acts' || (callee.kind === 'attribute' && isActingMethod(callee.name));
}

function mayBeWritingMode(argument: Expression): boolean {
  const text = argument.kind === 'string' ? argument.value : '';
  return /^[rwaxbt+]{1,4}$/.test(text) && isWritingMode(text);
}

/** The value of a dotted name without side effects; undefined for anything else. */
function resolve(run: Interpreter, expression: Expression, scope: Scope): Value | undefined {
  if (expression.kind === 'name') return scope.lookup(expression.name);
  if (expression.kind !== 'attribute') return undefined;
  const object = resolve(run, expression.object, scope);
  return object === undefined
    ? undefined
    : attributeOrUndefined(run, object, expression.name, expression.span);
}

const generators = new WeakMap<readonly Statement[], boolean>();

/** True when the body holds a yield of its own, so that calling the function runs nothing yet. */
export function isGenerator(body: readonly Statement[]): boolean {
  let known = generators.get(body);
  if (known === undefined) generators.set(body, (known = body.some(yields)));
  return known;
}

function yields(statement: Statement): boolean {
  if (statement.kind === 'function' || statement.kind === 'class') return false;
  return childExpressions(statement).some(yieldsValue) || childStatements(statement).some(yields);
}

function yieldsValue(expression: Expression): boolean {
  if (expression.kind === 'yield' || expression.kind === 'yieldFrom') return true;
  return childExpressions(expression).some(yieldsValue);
}

/** Names assigned, and names whose objects may be changed through a method, an item or as an argument. */
export function namesChanged(statements: readonly Statement[]): {
  assigned: Set<string>;
  touched: Set<string>;
} {
  const assigned = new Set<string>();
  const touched = new Set<string>();
  const target = (expression: Expression): void => {
    if (expression.kind === 'name') assigned.add(expression.name);
    else if (expression.kind === 'tuple' || expression.kind === 'list') expression.elements.forEach(target);
    else if (expression.kind === 'starred') target(expression.value);
    else touch(expression);
  };
  const touch = (expression: Expression): void => {
    if (expression.kind === 'name') touched.add(expression.name);
    else if (expression.kind === 'attribute' || expression.kind === 'subscript') touch(expression.object);
  };
  const visitExpression = (expression: Expression): void => {
    if (expression.kind === 'call') {
      if (expression.function.kind === 'attribute') touch(expression.function.object);
      expression.arguments.forEach((argument) => touch(argument.value));
    }
    if (expression.kind === 'assignment') target(expression.target);
    childExpressions(expression).forEach(visitExpression);
  };
  const visit = (statement: Statement): void => {
    switch (statement.kind) {
      case 'assign':
        statement.targets.forEach(target);
        break;
      case 'augmentedAssign':
      case 'annotatedAssign':
        target(statement.target);
        touch(statement.target);
        break;
      case 'for':
        target(statement.target);
        break;
      case 'with':
        statement.items.forEach((item) => item.target !== undefined && target(item.target));
        break;
      case 'function':
      case 'class':
        assigned.add(statement.name);
        return;
      case 'import':
        statement.names.forEach((name) => assigned.add(name.as ?? name.name.split('.')[0] ?? name.name));
        break;
      case 'importFrom':
        statement.names.forEach((name) => assigned.add(name.as ?? name.name));
        break;
      case 'delete':
        statement.targets.forEach(target);
        break;
      default:
    }
    childExpressions(statement).forEach(visitExpression);
    childStatements(statement).forEach(visit);
  };
  statements.forEach(visit);
  return { assigned, touched };
}

/** Whether the statements may return plainly, return a value, or leave or restart a loop around them. */
export function leaves(statements: readonly Statement[]): { plain: boolean; value: boolean; loop: boolean } {
  const result = { plain: false, value: false, loop: false };
  const visit = (statement: Statement, inLoop: boolean): void => {
    if (statement.kind === 'return') {
      if (
        statement.value === undefined ||
        (statement.value.kind === 'constant' && statement.value.value === null)
      )
        result.plain = true;
      else result.value = true;
    } else if (statement.kind === 'raise') result.plain = true;
    else if ((statement.kind === 'break' || statement.kind === 'continue') && !inLoop) result.loop = true;
    if (statement.kind === 'function' || statement.kind === 'class') return;
    const isLoop = statement.kind === 'for' || statement.kind === 'while';
    childStatements(statement).forEach((child) => visit(child, inLoop || isLoop));
  };
  statements.forEach((statement) => visit(statement, false));
  return result;
}
