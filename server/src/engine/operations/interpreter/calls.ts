// Calls: evaluating the arguments, and calling whatever kind of value the callee is.
import type { Argument, Call } from '../../python/syntax';
import type { Span } from '../../text/span';
import { constructType } from '../sqlalchemy/types';
import { sqlFunction } from '../sqlalchemy/functions';
import {
  isObject,
  isWithoutEffect,
  opaque,
  textOf,
  type CallArguments,
  type OpaqueValue,
  type Value,
  unknownReason,
} from '../values';
import { instantiate } from './classes';
import { effectOf } from './effects';
import { evaluate } from './expressions';
import { callFunction } from './functions';
import type { Interpreter } from './interpreter';
import { actOutside } from './outside';
import { makeSuper } from './superObject';
import { typeName } from './typeNames';
import type { Scope } from './scope';
import { NotKnown, PythonError } from './signals';

/** A call in the source. */
export function evaluateCall(run: Interpreter, node: Call, scope: Scope): Value {
  const span = run.spanIn(scope, node.span);
  if (node.function.kind === 'name' && node.function.name === 'super' && !scope.has('super'))
    return makeSuper(run, node, scope);
  const callee = evaluate(run, node.function, scope);
  const call = evaluateArguments(run, node.arguments, scope, span);
  if (typeof call === 'string') return callWithUnknownArguments(run, callee, call, span);
  return callValue(run, callee, call);
}

/** The arguments; a reason when a spread one is not known. */
function evaluateArguments(
  run: Interpreter,
  nodes: readonly Argument[],
  scope: Scope,
  span: Span,
): CallArguments | string {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let unknown: string | undefined;
  for (const node of nodes) {
    const value = evaluate(run, node.value, scope);
    if (node.form === 'positional') positional.push(value);
    else if (node.form === 'keyword') keywords.set(node.name ?? '', value);
    else if (unknownReason(value) !== undefined) unknown ??= unknownReason(value);
    else if (node.form === 'star') positional.push(...run.iterate(value, node.span));
    else if (isObject(value) && value.kind === 'dict') {
      for (const [key, item] of value.entries.values()) keywords.set(textOf(key) ?? '', item);
    } else throw new PythonError('TypeError', `argument after ** must be a mapping, not ${typeName(value)}`);
  }
  return unknown ?? { positional, keywords, span };
}

/** `f(*unknown)`: a callee with an effect becomes an opaque step, any other an opaque value. */
function callWithUnknownArguments(run: Interpreter, callee: Value, reason: string, span: Span): Value {
  const mayHaveEffect =
    isObject(callee) &&
    ((callee.kind === 'native' && callee.hasEffect) ||
      callee.kind === 'function' ||
      callee.kind === 'boundMethod' ||
      (callee.kind === 'opaque' && !isWithoutEffect(callee)));
  if (mayHaveEffect) run.emitOpaque(reason, span);
  return opaque(reason);
}

/** Calls a value. */
export function callValue(run: Interpreter, callee: Value, call: CallArguments): Value {
  run.spend(1);
  if (!isObject(callee)) throw new PythonError('TypeError', `'${typeName(callee)}' object is not callable`);
  switch (callee.kind) {
    case 'native':
      return callNative(run, callee, call);
    case 'function':
      return callFunction(run, callee, call);
    case 'boundMethod':
      return callFunction(run, callee.method, { ...call, positional: [callee.self, ...call.positional] });
    case 'class':
      return instantiate(run, callee, call);
    case 'exceptionClass':
      return { kind: 'exception', name: callee.name, arguments: call.positional };
    case 'typeClass':
      return guarded(() => constructType(run, callee, call));
    case 'functionName':
      return run.hasOwnFunctions
        ? opaque('a class of the file may decide what this SQL function prints')
        : guarded(() => sqlFunction(callee.names, call));
    case 'opaque':
      return callOpaque(run, callee, call);
    case 'instance': {
      const method = callee.class.members.get('__call__');
      if (method === undefined) return opaque(`calling a ${callee.class.name} is not known`);
      return callValue(run, method, { ...call, positional: [callee, ...call.positional] });
    }
    case 'module':
      throw new PythonError('TypeError', "'module' object is not callable");
    default:
      return opaque(`calling a ${callee.kind} is not supported`);
  }
}

function callNative(
  run: Interpreter,
  callee: {
    readonly call: (machine: Interpreter, call: CallArguments) => Value;
    readonly hasEffect: boolean;
  },
  call: CallArguments,
): Value {
  try {
    return callee.call(run, call);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    if (callee.hasEffect) run.emitOpaque(error.message, call.span);
    return opaque(error.message);
  }
}

function guarded(produce: () => Value): Value {
  try {
    return produce();
  } catch (error) {
    if (error instanceof NotKnown) return opaque(error.message);
    throw error;
  }
}

const LIVE_KINDS: ReadonlySet<string> = new Set(['bind', 'migrationContext', 'batch', 'inspector']);

/** True when the value gives access to the database: the bind, a session, the op module. */
function isLive(value: Value): boolean {
  if (!isObject(value)) return false;
  if (value.kind === 'opaque') return value.nature === 'live';
  if (value.kind === 'module') return value.name.startsWith('alembic');
  return LIVE_KINDS.has(value.kind);
}

function passed(call: CallArguments): readonly Value[] {
  return [...call.positional, ...call.keywords.values()];
}

/** True for what changes the database when it is called: op.execute, a function of the file that does. */
function carriesEffect(run: Interpreter, value: Value): boolean {
  if (!isObject(value)) return false;
  if (value.kind === 'native') return value.hasEffect;
  const callee = value.kind === 'boundMethod' ? value.method : value;
  if (callee.kind === 'function')
    return callee.definition.kind === 'function' && effectOf(run, callee.definition.body, callee.scope);
  return value.kind === 'generatorContext' || isLive(value);
}

/** Functions of the standard library that only make something to call. */
const MAKES_CALLABLE = /^(?:functools|operator|weakref|inspect|typing)\./;

/** A library function that is given something with an effect, which it may call at once or through what it gives. */
function callWithEffect(
  run: Interpreter,
  callee: OpaqueValue,
  path: string | undefined,
  call: CallArguments,
): Value {
  const { path: name = '' } = callee;
  if (!MAKES_CALLABLE.test(name))
    run.emitOpaque(
      `what ${name === '' ? 'a library' : `${name}()`} does with what it is given is not known`,
      call.span,
    );
  return opaque(callee.reason, path, 'live');
}

/** Names of classes, and of the factories of SQLAlchemy's ORM: making the object does nothing yet. */
const CONSTRUCTOR =
  /(^|\.)(_*[A-Z][A-Za-z0-9]*|sessionmaker|scoped_session|declarative_base|relationship|mapped_column|backref)$/;

/**
 * A call of something unknown. Given the bind or a session it may change the database: an opaque step. Otherwise only a
 * call whose result is thrown away is one: what is called for its result is taken to compute it.
 */
function callOpaque(run: Interpreter, callee: OpaqueValue, call: CallArguments): Value {
  const path = callee.path === undefined ? undefined : `${callee.path}()`;
  if (callee.path !== undefined && actOutside(run, callee.path, call))
    return opaque(callee.reason, path, callee.nature);
  // The method of a value of no known origin: told apart by its name only where it acts.
  if (callee.path?.startsWith('.') === true)
    return callOpaque(run, opaque(callee.reason, undefined, callee.nature), call);
  if (callee.nature === 'construct')
    run.assume(`making it is taken to succeed and to change nothing (${callee.reason})`, call.span);
  if (callee.nature === 'harmless' && passed(call).some((value) => carriesEffect(run, value)))
    return callWithEffect(run, callee, path, call);
  if (isWithoutEffect(callee)) return opaque(callee.reason, path, callee.nature);
  const touches = callee.nature === 'live' || passed(call).some(isLive);
  const name = callee.path === undefined ? 'an unknown value' : `${callee.path}()`;
  const isConstructor = CONSTRUCTOR.test(callee.path ?? '');
  if (touches && !isConstructor && run.isAsking) {
    run.assume(`${name} is taken to ask the database and change nothing`, call.span);
  } else if (touches && !isConstructor) {
    run.emitOpaque(`what ${name} does is not known without running project code`, call.span);
  } else if (!touches && !isConstructor && callee.path !== undefined) {
    // A value without a path is a result of something unknown, not a function of the project.
    if (run.isDiscarded(call.span)) {
      run.emitOpaque(`what ${name} does is not known without running project code`, call.span);
    } else run.assume(`${name} is taken to give a value and do nothing else`, call.span);
  }
  return opaque(callee.reason, path, touches ? 'live' : 'plain');
}
