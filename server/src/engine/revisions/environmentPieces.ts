// The pieces Alembic's env.py templates are made of, recognised in a syntax tree. What they add up to is environmentShape.ts.
import type { Call, Expression, If, Statement } from '../python/syntax';
import type { Span } from '../text/span';
import { dottedName, isContextCall } from './pythonValue';

const ENGINE_MAKERS: ReadonlySet<string> = new Set([
  'engine_from_config',
  'create_engine',
  'async_engine_from_config',
  'create_async_engine',
]);

/** A function that is called without arguments; `isAsync` when through `asyncio.run`. */
export interface CalledFunction {
  readonly name: string;
  readonly span: Span;
  readonly isAsync: boolean;
}

/** The `if context.is_offline_mode():` at the end of env.py. */
export function isEntry(statement: Statement): statement is If {
  return (
    statement.kind === 'if' &&
    statement.test.kind === 'call' &&
    isContextCall(statement.test, 'is_offline_mode')
  );
}

/** The one function a branch calls: `f()` or `asyncio.run(f())`. */
export function calledFunction(body: readonly Statement[]): CalledFunction | undefined {
  const [only, ...more] = body;
  if (only?.kind !== 'expressionStatement' || more.length > 0) return undefined;
  return asyncRun(only.expression) ?? plainCall(only.expression, false);
}

/** `f()`. */
function plainCall(expression: Expression | undefined, isAsync: boolean): CalledFunction | undefined {
  if (expression?.kind !== 'call' || expression.arguments.length > 0 || expression.function.kind !== 'name')
    return undefined;
  return { name: expression.function.name, span: expression.span, isAsync };
}

/** `asyncio.run(f())`. */
export function asyncRun(expression: Expression): CalledFunction | undefined {
  if (expression.kind !== 'call' || dottedName(expression.function) !== 'asyncio.run') return undefined;
  return expression.arguments.length === 1 ? plainCall(expression.arguments[0]?.value, true) : undefined;
}

/** The statements of a function without its docstring. */
export function withoutDocstring(body: readonly Statement[]): readonly Statement[] {
  const [first] = body;
  return first?.kind === 'expressionStatement' && first.expression.kind === 'string' ? body.slice(1) : body;
}

/** `with context.begin_transaction(): context.run_migrations()`, without arguments. */
export function isRun(statement: Statement): boolean {
  const [item, ...more] = statement.kind === 'with' && !statement.isAsync ? statement.items : [];
  const [only, ...others] = statement.kind === 'with' ? statement.body : [];
  if (item?.context.kind !== 'call' || item.target !== undefined || more.length > 0 || others.length > 0)
    return false;
  if (!isContextCall(item.context, 'begin_transaction') || item.context.arguments.length > 0) return false;
  if (only?.kind !== 'expressionStatement' || only.expression.kind !== 'call') return false;
  return isContextCall(only.expression, 'run_migrations') && only.expression.arguments.length === 0;
}

/** `something.connect()`. */
export function isConnect(expression: Expression | undefined): boolean {
  if (expression?.kind !== 'call' || expression.arguments.length > 0) return false;
  return (dottedName(expression.function) ?? '').endsWith('.connect');
}

/** The target and the value of an assignment; both undefined for any other statement. */
export function assignment(statement: Statement): {
  readonly value?: Expression;
  readonly target?: Expression;
} {
  const target =
    statement.kind === 'assign'
      ? statement.targets[0]
      : statement.kind === 'annotatedAssign'
        ? statement.target
        : undefined;
  if (target === undefined || (statement.kind !== 'assign' && statement.kind !== 'annotatedAssign'))
    return {};
  return statement.value === undefined ? { target } : { target, value: statement.value };
}

/** The call that makes an engine; AsyncEngine(...) around it is looked through. */
export function engineCall(expression: Expression): Call | undefined {
  if (expression.kind !== 'call') return undefined;
  const name = (dottedName(expression.function) ?? '').split('.').at(-1) ?? '';
  const [only, ...more] = expression.arguments;
  if (name === 'AsyncEngine' && only !== undefined && more.length === 0) return engineCall(only.value);
  return ENGINE_MAKERS.has(name) ? expression : undefined;
}

/** What is waited for, when the expression waits. */
export function awaited(expression: Expression): Expression | undefined {
  return expression.kind === 'await' ? expression.value : undefined;
}

/** `connection = ...connect()`, configure, and a `try` whose `finally` closes the connection. */
export function isOldForm(body: readonly Statement[]): boolean {
  const [last, , connect] = body.toReversed();
  if (last?.kind !== 'try' || last.handlers.length > 0 || last.orElse.length > 0 || last.finally.length !== 1)
    return false;
  if (connect?.kind !== 'assign' || connect.value.kind !== 'call') return false;
  const [close] = last.finally;
  const closed =
    close?.kind === 'expressionStatement' && close.expression.kind === 'call' ? close.expression : undefined;
  return (
    last.body.length === 1 &&
    (dottedName(connect.value.function) ?? '').endsWith('.connect') &&
    closed !== undefined &&
    (dottedName(closed.function) ?? '').endsWith('.close')
  );
}
