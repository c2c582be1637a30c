// `try`: followed when it is certain which way it goes, opaque as a whole otherwise.
import type { ExceptHandler, Statement, Try } from '../../python/syntax';
import type { Step } from '../step';
import { isObject, type Value } from '../values';
import { effectOf, leaves } from './effects';
import { isDatabaseError, isKnownException, parentOf } from './exceptions';
import { evaluateOrOpaque } from './expressions';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';
import { NotKnown, PythonError } from './signals';
import { executeBlock, type Completion } from './statements';

/** Executes a try statement; throws NotKnown when only a run can tell whether a handler is entered. */
export function executeTry(run: Interpreter, statement: Try, scope: Scope): Completion {
  if (statement.handlers.length === 0)
    return withFinally(run, statement, scope, () => executeBlock(run, statement.body, scope));
  return withFinally(run, statement, scope, () => {
    let completion: Completion = { kind: 'normal' };
    let raised: PythonError | undefined;
    const steps = run.collect(() => {
      try {
        completion = executeBlock(run, statement.body, scope);
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        raised = error;
      }
    });
    const isCertain = catchesDatabaseOnly(run, statement, scope) || raisesOn(run, statement, scope);
    const isOpen = !isCertain && steps.some((step) => mayRaise(run, step));
    if (isOpen && (run.mode === 'online' || steps.some(({ kind }) => kind === 'opaque'))) {
      throw new NotKnown('whether the try block raises is only known when it runs');
    }
    steps.forEach((step) => run.emit(isOpen ? caught(step) : step));
    if (raised !== undefined) return handle(run, statement.handlers, raised, scope);
    if ((completion as Completion).kind !== 'normal') return completion;
    return executeBlock(run, statement.orElse, scope);
  });
}

/** Offline nothing reaches a database: handlers of its errors are never entered. */
function catchesDatabaseOnly(run: Interpreter, statement: Try, scope: Scope): boolean {
  if (run.mode === 'online') return false;
  return statement.handlers.every((handler) => {
    if (handler.type === undefined) return false;
    const type = evaluateOrOpaque(run, handler.type, scope);
    const classes = isObject(type) && type.kind === 'tuple' ? type.items : [type];
    return classes.every(
      (item) => isObject(item) && item.kind === 'exceptionClass' && isDatabaseError(item.name),
    );
  });
}

/** True when every handler ends in the exception it caught: the statement is its body then, for what a handler does else is lost. */
function raisesOn(run: Interpreter, statement: Try, scope: Scope): boolean {
  return statement.handlers.every(({ name, body }) => {
    const last = body.at(-1);
    if (last?.kind !== 'raise' || last.cause !== undefined) return false;
    const { exception } = last;
    if (exception !== undefined && (exception.kind !== 'name' || exception.name !== name)) return false;
    const before = body.slice(0, -1);
    const ways = leaves(before);
    if (ways.plain || ways.value || ways.loop) return false;
    return run.mode === 'offline' || !effectOf(run, before, scope);
  });
}

/** Offline, an operation raises only where it cannot be printed, which is found out when it is. */
function caught(step: Step): Step {
  return step.kind === 'operation' || step.kind === 'statement' ? { ...step, isCaught: true } : step;
}

/** Offline, text is printed and nothing else happens; everything that compiles or runs may raise. */
function mayRaise(run: Interpreter, step: Step): boolean {
  if (step.kind === 'autocommit') return false;
  if (step.kind === 'statement') return run.mode === 'online' || step.statement.kind !== 'textStatement';
  return true;
}

function withFinally(run: Interpreter, statement: Try, scope: Scope, body: () => Completion): Completion {
  const last: readonly Statement[] = statement.finally;
  if (last.length === 0) return body();
  let completion: Completion;
  try {
    completion = body();
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const own = executeBlock(run, last, scope);
    if (own.kind !== 'normal') return own;
    throw error;
  }
  const own = executeBlock(run, last, scope);
  return own.kind === 'normal' ? completion : own;
}

function handle(
  run: Interpreter,
  handlers: readonly ExceptHandler[],
  raised: PythonError,
  scope: Scope,
): Completion {
  for (const handler of handlers) {
    const matches =
      handler.type === undefined ? true : catches(evaluateOrOpaque(run, handler.type, scope), raised.type);
    if (matches === undefined) throw new NotKnown('which exception is caught is not known');
    if (!matches) continue;
    if (handler.name !== undefined) {
      scope.assign(handler.name, { kind: 'exception', name: raised.type, arguments: [raised.message] });
    }
    run.raisedAt = undefined;
    return executeBlock(run, handler.body, scope);
  }
  throw raised;
}

/** Whether `except type` catches an exception of class `name`; undefined when that is not known. */
function catches(type: Value, name: string): boolean | undefined {
  if (!isObject(type)) return undefined;
  if (type.kind === 'tuple') {
    const each = type.items.map((item) => catches(item, name));
    if (each.includes(true)) return true;
    return each.includes(undefined) ? undefined : false;
  }
  if (type.kind !== 'exceptionClass') return undefined;
  if (type.name === 'Exception' || type.name === 'BaseException') return true;
  for (let current: string | undefined = name; current !== undefined; current = parentOf(current)) {
    if (current === type.name) return true;
  }
  return isKnownException(name) ? false : undefined;
}
