// Execution of statements, one after the other. What cannot be followed becomes one opaque step and execution goes on.
import type { Expression, For, If, Statement, Try, While, With } from '../../python/syntax';
import { isObject, opaque, type ExceptionValue, type Value, unknownReason } from '../values';
import { deleteItem } from './items';
import { defineClass } from './classes';
import { evaluate } from './expressions';
import { importFrom, importModules } from './imports';
import type { Interpreter } from './interpreter';
import { binary, truth } from './operators';
import { toText } from './representation';
import type { Scope } from './scope';
import { NotKnown, PythonError } from './signals';
import { assignTarget } from './targets';
import { executeTry } from './tryStatement';
import { skipUnknown, unknownIf } from './unknownFlow';
import { executeWith } from './withStatement';

/** How a block ended. `lost`: whether it returned or went on is not known. */
export type Completion =
  | { readonly kind: 'normal' | 'break' | 'continue' }
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'lost'; readonly reason: string };

export const NORMAL: Completion = { kind: 'normal' };
const MOST_ROUNDS = 20_000;
/** Rounds of a loop that goes on because its end was taken not to come, as with `while True: if not rows: return`. */
const MOST_ASSUMED_ROUNDS = 100;

/** Executes statements in order until one of them leaves the block. */
export function executeBlock(run: Interpreter, body: readonly Statement[], scope: Scope): Completion {
  for (const statement of body) {
    const completion = executeGuarded(run, statement, scope);
    if (completion.kind !== 'normal') return completion;
  }
  return NORMAL;
}

/** One statement; when something in it is not known, an opaque step stands for the rest of it. */
function executeGuarded(run: Interpreter, statement: Statement, scope: Scope): Completion {
  run.spend(1);
  try {
    return execute(run, statement, scope);
  } catch (error) {
    if (error instanceof PythonError) run.raisedAt ??= run.spanIn(scope, statement.span);
    if (!(error instanceof NotKnown)) throw error;
    return skipUnknown(run, statement, scope, error.message);
  }
}

function execute(run: Interpreter, statement: Statement, scope: Scope): Completion {
  if (statement.kind === 'raise') return raise(run, statement.exception, scope);
  switch (statement.kind) {
    case 'expressionStatement':
      run.discarding(run.spanIn(scope, statement.expression.span), () =>
        evaluate(run, statement.expression, scope),
      );
      return NORMAL;
    case 'assign': {
      const value = evaluate(run, statement.value, scope);
      for (const target of statement.targets) assignTarget(run, target, value, scope);
      return NORMAL;
    }
    case 'annotatedAssign':
      if (statement.value !== undefined)
        assignTarget(run, statement.target, evaluate(run, statement.value, scope), scope);
      return NORMAL;
    case 'augmentedAssign':
      augmentedAssign(
        run,
        statement.target,
        statement.operator,
        evaluate(run, statement.value, scope),
        scope,
      );
      return NORMAL;
    case 'function':
      scope.assign(
        statement.name,
        decorated(run, statement.decorators, run.makeFunction(statement, scope), scope),
      );
      return NORMAL;
    case 'class':
      scope.assign(statement.name, defineClass(run, statement, scope));
      return NORMAL;
    case 'return':
      return {
        kind: 'return',
        value: statement.value === undefined ? null : evaluate(run, statement.value, scope),
      };
    case 'if':
      return executeIf(run, statement, scope);
    case 'for':
      return executeFor(run, statement, scope);
    case 'while':
      return executeWhile(run, statement, scope);
    case 'with':
      return executeWithStatement(run, statement, scope);
    case 'try':
      return executeTryStatement(run, statement, scope);
    case 'import':
      importModules(run, statement.names, scope);
      return NORMAL;
    case 'importFrom':
      importFrom(run, statement, scope);
      return NORMAL;
    case 'delete':
      for (const target of statement.targets) deleteTarget(run, target, scope);
      return NORMAL;
    case 'assert':
      executeAssert(run, statement.test, statement.message, scope);
      return NORMAL;
    case 'global':
    case 'nonlocal':
      for (const name of statement.names) {
        if (statement.kind === 'global') scope.useGlobal(name);
        else scope.useNonlocal(name);
      }
      return NORMAL;
    case 'pass':
    case 'break':
    case 'continue':
      return { kind: statement.kind === 'pass' ? 'normal' : statement.kind };
    case 'typeAlias':
      scope.assign(statement.name, opaque(`${statement.name} is a type alias`, statement.name, 'harmless'));
      return NORMAL;
    case 'match':
      return skipUnknown(run, statement, scope, 'match statements are not followed');
    case 'brokenStatement':
      return skipUnknown(run, statement, scope, 'the statement could not be read');
  }
}

function decorated(run: Interpreter, decorators: readonly Expression[], value: Value, scope: Scope): Value {
  let result = value;
  for (const decorator of decorators.toReversed()) {
    const wrapper = evaluate(run, decorator, scope);
    result =
      isObject(wrapper) && wrapper.kind === 'opaque'
        ? opaque(wrapper.reason, wrapper.path)
        : run.call(wrapper, [result], run.spanIn(scope, decorator.span));
  }
  return result;
}

function augmentedAssign(
  run: Interpreter,
  target: Expression,
  operator: string,
  value: Value,
  scope: Scope,
): void {
  const current = evaluate(run, target, scope);
  // `list += other` changes the list itself.
  if (operator === '+' && isObject(current) && current.kind === 'list') {
    const reason = unknownReason(value);
    if (reason === undefined) current.items = [...current.items, ...run.iterate(value, target.span)];
    else current.unknown = reason;
    return;
  }
  let result: Value;
  try {
    result = binary(operator, current, value);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    result = opaque(error.message);
  }
  assignTarget(run, target, result, scope);
}

function raise(run: Interpreter, exception: Expression | undefined, scope: Scope): never {
  if (exception === undefined) throw new NotKnown('what is raised again is not known');
  const value = evaluate(run, exception, scope);
  if (isObject(value) && value.kind === 'exceptionClass') throw new PythonError(value.name, '');
  if (isObject(value) && value.kind === 'exception') throw pythonError(value);
  if (isObject(value) && value.kind === 'opaque') {
    const name = value.path?.replace(/\(\)$/, '').split('.').at(-1) ?? 'Exception';
    throw new PythonError(name, undefined);
  }
  if (isObject(value) && value.kind === 'class') throw new PythonError(value.name, '');
  if (isObject(value) && value.kind === 'instance') throw new PythonError(value.class.name, undefined);
  throw new PythonError('TypeError', 'exceptions must derive from BaseException');
}

function pythonError(value: ExceptionValue): PythonError {
  let message: string | undefined;
  try {
    message = toText(value);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
  }
  return new PythonError(value.name, message);
}

function executeIf(run: Interpreter, statement: If, scope: Scope): Completion {
  const test = run.asking(() => evaluate(run, statement.test, scope));
  const decided = truth(test);
  if (decided === undefined) {
    return unknownIf(run, statement, scope, unknownReason(test) ?? 'the condition is not known');
  }
  return executeBlock(run, decided ? statement.body : statement.orElse, scope);
}

function executeFor(run: Interpreter, statement: For, scope: Scope): Completion {
  if (statement.isAsync) throw new NotKnown('coroutines are not followed');
  const iterable = evaluate(run, statement.iterable, scope);
  const reason = unknownReason(iterable);
  if (reason !== undefined) throw new NotKnown(reason);
  for (const item of run.iterate(iterable, run.spanIn(scope, statement.iterable.span))) {
    run.spend(1);
    assignTarget(run, statement.target, item, scope);
    const completion = executeBlock(run, statement.body, scope);
    if (completion.kind === 'break') return NORMAL;
    if (completion.kind === 'lost') return skipUnknown(run, statement, scope, completion.reason);
    if (completion.kind === 'return') return completion;
  }
  return executeBlock(run, statement.orElse, scope);
}

function executeWhile(run: Interpreter, statement: While, scope: Scope): Completion {
  const assumed = run.timesAssumed;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= MOST_ASSUMED_ROUNDS && run.timesAssumed > assumed) break;
    run.spend(1);
    const test = evaluate(run, statement.test, scope);
    const decided = truth(test);
    if (decided === undefined) throw new NotKnown(unknownReason(test) ?? 'the condition is not known');
    if (!decided) return executeBlock(run, statement.orElse, scope);
    const completion = executeBlock(run, statement.body, scope);
    if (completion.kind === 'break') return NORMAL;
    if (completion.kind === 'lost') return skipUnknown(run, statement, scope, completion.reason);
    if (completion.kind === 'return') return completion;
  }
  run.emitOpaque('the loop does not end within what is followed', run.spanIn(scope, statement.span));
  throw new NotKnown('the loop does not end within what is followed');
}

function executeWithStatement(run: Interpreter, statement: With, scope: Scope): Completion {
  if (statement.isAsync) throw new NotKnown('coroutines are not followed');
  return executeWith(run, statement, 0, scope);
}

function executeTryStatement(run: Interpreter, statement: Try, scope: Scope): Completion {
  return executeTry(run, statement, scope);
}

function executeAssert(
  run: Interpreter,
  test: Expression,
  message: Expression | undefined,
  scope: Scope,
): void {
  const value = evaluate(run, test, scope);
  const decided = truth(value);
  if (decided === false) {
    throw new PythonError(
      'AssertionError',
      message === undefined ? '' : toText(evaluate(run, message, scope)),
    );
  }
  if (decided === undefined) run.assume('the assertion is taken to hold', run.spanIn(scope, test.span));
}

function deleteTarget(run: Interpreter, target: Expression, scope: Scope): void {
  if (target.kind === 'name') scope.remove(target.name);
  else if (target.kind === 'subscript')
    deleteItem(evaluate(run, target.object, scope), evaluate(run, target.index, scope));
}
