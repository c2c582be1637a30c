// Control flow that depends on something unknown: what is skipped, what becomes unknown by it, and what is assumed.
import type { Expression, If, Statement } from '../../python/syntax';
import type { Span } from '../../text/span';
import { isObject, opaque } from '../values';
import { effectOf, leaves, namesChanged } from './effects';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';
import { NORMAL, type Completion } from './statements';

/** Steps over a statement: one opaque step when it may have an effect, and every name it changes becomes unknown. */
export function skipUnknown(
  run: Interpreter,
  statement: Statement,
  scope: Scope,
  reason: string,
): Completion {
  if (effectOf(run, [statement], scope)) run.emitOpaque(reason, run.spanIn(scope, statement.span));
  forget([statement], scope, reason);
  return afterwards(run, [statement], scope, reason, statement.span);
}

/** `if` with a condition that is not known. */
export function unknownIf(run: Interpreter, statement: If, scope: Scope, reason: string): Completion {
  const span = run.spanIn(scope, statement.span);
  if (isGuard(statement) && !effectOf(run, statement.body, scope)) {
    run.assume(
      `the condition is taken to be false (${reason}), so the function goes on after it`,
      run.spanIn(scope, statement.test.span),
    );
    forget([statement], scope, reason);
    return NORMAL;
  }
  if (effectOf(run, [statement], scope)) run.emitOpaque(reason, span);
  forget([statement], scope, reason);
  return afterwards(run, [statement], scope, reason, statement.span);
}

/** `if unknown: return` or `raise`, at most with statements of no consequence before it. */
function isGuard(statement: If): boolean {
  const last = statement.body.at(-1);
  if (statement.orElse.length > 0 || last === undefined) return false;
  if (last.kind === 'raise') return true;
  return last.kind === 'return' && (last.value === undefined || isNone(last.value));
}

function isNone(value: Expression): boolean {
  return value.kind === 'constant' && value.value === null;
}

/** What follows a skipped statement: it is taken to be reached, unless the statement decides a result or a loop. */
function afterwards(
  run: Interpreter,
  body: readonly Statement[],
  scope: Scope,
  reason: string,
  span: Span,
): Completion {
  const ways = leaves(body);
  if (ways.value || ways.loop) return { kind: 'lost', reason };
  if (ways.plain) {
    run.assume(
      `what follows is taken to run, though the statement may end the function (${reason})`,
      run.spanIn(scope, span),
    );
  }
  return NORMAL;
}

/** A function whose end is lost: an opaque step at the call when what was left out may have an effect. */
export function describeLoss(
  run: Interpreter,
  body: readonly Statement[],
  completion: { readonly reason: string },
  scope: Scope,
  span: Span,
): string {
  if (effectOf(run, body, scope)) run.emitOpaque(completion.reason, span);
  return completion.reason;
}

/** Makes everything unknown that the statements may assign or change in place. */
export function forget(statements: readonly Statement[], scope: Scope, reason: string): void {
  const { assigned, touched } = namesChanged(statements);
  for (const name of touched) {
    const value = scope.lookup(name);
    if (value === undefined || !isObject(value)) continue;
    if (['list', 'set', 'dict', 'instance', 'class', 'column', 'table', 'metadata'].includes(value.kind)) {
      (value as { unknown?: string }).unknown = reason;
    }
  }
  for (const name of assigned) {
    const value = scope.lookup(name);
    // A definition that is only skipped in part keeps its meaning; anything else may or may not have been replaced.
    if (value !== undefined && isObject(value) && value.kind === 'module') continue;
    scope.assign(name, opaque(reason));
  }
}
