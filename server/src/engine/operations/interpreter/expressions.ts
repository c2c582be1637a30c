// Evaluation of expressions. Calls are in calls.ts, attributes in attributes.ts.
import type { Comprehension, Expression, FormattedField, Slice } from '../../python/syntax';
import type { Span } from '../../text/span';
import { isSqlOperand, negate } from '../sqlalchemy/operators';
import { isObject, opaque, textOf, type Value, unknownReason } from '../values';
import { builtin } from './builtins';
import { evaluateCall } from './calls';
import { formatConverted, orOpaque } from './formatting';
import type { Interpreter } from './interpreter';
import { getItem } from './items';
import { hashKey } from './literals';
import { binary, compare, truth } from './operators';
import { Scope } from './scope';
import { NotKnown, PythonError } from './signals';
import { assignTarget } from './targets';

/** The value of an expression. Throws PythonError where Python raises; an unknown value is opaque. */
export function evaluate(run: Interpreter, node: Expression, scope: Scope): Value {
  run.spend(1);
  switch (node.kind) {
    case 'name':
      return nameValue(node.name, scope);
    case 'attribute':
      return attribute(run, node, scope);
    case 'call':
      return evaluateCall(run, node, scope);
    case 'string':
      return node.value;
    case 'bytes':
      return { kind: 'data', literal: { type: 'bytes', value: node.value } };
    case 'number':
      return node.imaginary ? opaque('complex numbers are not supported') : node.value;
    case 'constant':
      return node.value === '...' ? { kind: 'ellipsis' } : node.value;
    case 'formattedString':
      return orOpaque(() => formatPieces(run, node.pieces, scope));
    case 'tuple':
    case 'list':
    case 'set':
      return collection(run, node.kind, node.elements, scope);
    case 'dict':
      return dictionary(run, node.entries, scope);
    case 'comprehension':
      return comprehension(run, node, scope);
    case 'subscript':
      return subscript(run, node, scope);
    case 'slice':
      return sliceValue(run, node, scope);
    case 'unary':
      return unary(node.operator, evaluate(run, node.operand, scope), node.span);
    case 'binary':
      return orOpaque(() =>
        binary(node.operator, evaluate(run, node.left, scope), evaluate(run, node.right, scope)),
      );
    case 'boolean':
      return booleanOperation(run, node.operator, node.operands, scope);
    case 'comparison':
      return comparison(run, node.left, node.rest, scope);
    case 'conditional': {
      const test = evaluate(run, node.test, scope);
      const decided = truth(test);
      if (decided === undefined) return opaque(unknownReason(test) ?? 'the condition is not known');
      return evaluate(run, decided ? node.then : node.otherwise, scope);
    }
    case 'lambda':
      return run.makeFunction(node, scope);
    case 'assignment': {
      const value = evaluate(run, node.value, scope);
      assignTarget(run, node.target, value, scope);
      return value;
    }
    case 'starred':
      return opaque('a starred expression is not supported here');
    case 'yield': {
      const value = node.value === undefined ? null : evaluate(run, node.value, scope);
      return run.yield(value) ? null : opaque('coroutines and generators are not followed');
    }
    case 'await':
    case 'yieldFrom':
      return opaque('coroutines and generators are not followed');
    case 'brokenExpression':
      return opaque('the expression could not be read');
  }
}

function nameValue(name: string, scope: Scope): Value {
  const value = scope.lookup(name);
  if (value !== undefined) return value;
  const own = builtin(name);
  if (own !== undefined) return own;
  throw new PythonError('NameError', `name '${name}' is not defined`);
}

function formatPieces(run: Interpreter, pieces: readonly (string | FormattedField)[], scope: Scope): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else {
      const value = evaluate(run, piece.expression, scope);
      const specification = piece.format === undefined ? '' : formatPieces(run, piece.format, scope);
      const conversion =
        piece.conversion ?? (piece.debug !== undefined && piece.format === undefined ? 'r' : undefined);
      text += (piece.debug ?? '') + formatConverted(value, conversion, specification);
    }
    run.spend(text.length >> 10);
  }
  return text;
}

/** The elements of a display, with `*other` spread. */
function collection(
  run: Interpreter,
  kind: 'tuple' | 'list' | 'set',
  elements: readonly Expression[],
  scope: Scope,
): Value {
  const items: Value[] = [];
  for (const element of elements) {
    if (element.kind === 'starred') {
      const spread = evaluate(run, element.value, scope);
      const reason = unknownReason(spread);
      if (reason !== undefined) return opaque(reason);
      items.push(...run.iterate(spread, element.span));
    } else items.push(evaluate(run, element, scope));
  }
  return kind === 'set' ? makeSet(items) : { kind, items };
}

/** A set of the items, each once, in first-seen order. */
export function makeSet(items: readonly Value[]): Value {
  const seen = new Map<string, Value>();
  for (const item of items) {
    const reason = unknownReason(item);
    if (reason !== undefined) return opaque(reason);
    const key = hashKey(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return { kind: 'set', items: [...seen.values()] };
}

function dictionary(
  run: Interpreter,
  entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[],
  scope: Scope,
): Value {
  const result = new Map<string, readonly [Value, Value]>();
  for (const entry of entries) {
    const value = evaluate(run, entry.value, scope);
    if (entry.key === undefined) {
      const reason = unknownReason(value);
      if (reason !== undefined || !isObject(value) || value.kind !== 'dict')
        return opaque(reason ?? 'the spread value is no dict');
      for (const [key, pair] of value.entries) result.set(key, pair);
      continue;
    }
    const key = evaluate(run, entry.key, scope);
    const reason = unknownReason(key);
    if (reason !== undefined) return opaque(reason);
    result.set(hashKey(key), [key, value]);
  }
  return { kind: 'dict', entries: result };
}

function comprehension(run: Interpreter, node: Comprehension, scope: Scope): Value {
  const inner = new Scope(scope);
  const items: Value[] = [];
  const entries = new Map<string, readonly [Value, Value]>();
  const reason = clause(run, node, 0, scope, inner, () => {
    const element = evaluate(run, node.element, inner);
    if (node.form !== 'dict') {
      items.push(element);
      return undefined;
    }
    const key = node.key === undefined ? null : evaluate(run, node.key, inner);
    const unknown = unknownReason(key);
    if (unknown === undefined) entries.set(hashKey(key), [key, element]);
    return unknown;
  });
  if (reason !== undefined) return opaque(reason);
  if (node.form === 'dict') return { kind: 'dict', entries };
  if (node.form === 'set') return makeSet(items);
  if (node.form === 'generator') return { kind: 'iterator', typeName: 'generator', items, position: 0 };
  return { kind: 'list', items };
}

/** Runs the clauses from `index` on; the result is the reason when something in them is not known. */
function clause(
  run: Interpreter,
  node: Comprehension,
  index: number,
  outer: Scope,
  scope: Scope,
  body: () => string | undefined,
): string | undefined {
  const current = node.clauses[index];
  if (current === undefined) return body();
  if (current.isAsync) return 'coroutines and generators are not followed';
  // The first iterable is evaluated outside, as in Python.
  const iterable = evaluate(run, current.iterable, index === 0 ? outer : scope);
  const reason = unknownReason(iterable);
  if (reason !== undefined) return reason;
  for (const item of run.iterate(iterable, current.iterable.span)) {
    run.spend(1);
    assignTarget(run, current.target, item, scope);
    let passes = true;
    for (const condition of current.conditions) {
      const test = evaluate(run, condition, scope);
      const decided = truth(test);
      if (decided === undefined) return unknownReason(test) ?? 'the condition is not known';
      if (!decided) {
        passes = false;
        break;
      }
    }
    if (!passes) continue;
    const inner = clause(run, node, index + 1, outer, scope, body);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** What Flask ties to an application or a request: looking at it raises where there is none. */
const OF_FLASK = /^flask\.(?:current_app|g|request|session)$/;

/** `object.name`; while a file is imported, there may be no application of Flask. */
function attribute(run: Interpreter, node: Extract<Expression, { kind: 'attribute' }>, scope: Scope): Value {
  const object = evaluate(run, node.object, scope);
  const span = run.spanIn(scope, node.span);
  const path = isObject(object) && object.kind === 'opaque' ? object.path : undefined;
  if (path !== undefined && OF_FLASK.test(path) && !run.isRunning && !scope.isForeign)
    run.assume(`importing the file is taken to work (${path} needs an application of Flask)`, span, true);
  return run.attribute(object, node.name, span);
}

/** `object[index]`; `os.environ['X']` raises where X is not set. */
function subscript(run: Interpreter, node: Extract<Expression, { kind: 'subscript' }>, scope: Scope): Value {
  const object = evaluate(run, node.object, scope);
  const index = evaluate(run, node.index, scope);
  const span = run.spanIn(scope, node.span);
  if (isObject(object) && object.kind === 'opaque' && object.path === 'os.environ' && !scope.isForeign)
    run.assume(
      `the environment variable ${textOf(index) ?? 'that is asked for'} is taken to be set`,
      span,
      true,
    );
  return getItem(run, object, index, span);
}

function sliceValue(run: Interpreter, node: Slice, scope: Scope): Value {
  const part = (expression: Expression | undefined): Value =>
    expression === undefined ? null : evaluate(run, expression, scope);
  return { kind: 'slice', lower: part(node.lower), upper: part(node.upper), step: part(node.step) };
}

function unary(operator: 'not' | '-' | '+' | '~', value: Value, span: Span): Value {
  if (operator === 'not') {
    if (isSqlOperand(value)) return opaque('the truth of a SQL expression is not defined');
    const decided = truth(value);
    return decided === undefined ? opaque(unknownReason(value) ?? 'the condition is not known') : !decided;
  }
  if (isSqlOperand(value) && (operator === '~' || operator === '-'))
    return negate(operator === '~' ? 'not' : '-', value, span);
  if (isObject(value) && value.kind === 'statement' && operator === '~')
    return opaque('~ on a statement is not supported');
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  if (typeof number === 'bigint') return operator === '-' ? -number : operator === '~' ? ~number : number;
  if (typeof number === 'number' && operator !== '~') return operator === '-' ? -number : number;
  return opaque(unknownReason(value) ?? `the operator ${operator} is not supported here`);
}

function booleanOperation(
  run: Interpreter,
  operator: 'and' | 'or',
  operands: readonly Expression[],
  scope: Scope,
): Value {
  let value: Value = null;
  let reason: string | undefined;
  for (const operand of operands) {
    value = evaluate(run, operand, scope);
    const decided = truth(value);
    // An unknown operand does not matter when a later one settles the truth: `unknown and False` is falsy either way.
    if (decided === undefined) reason ??= unknownReason(value) ?? 'the condition is not known';
    else if (decided === (operator === 'or'))
      return reason === undefined ? value : settled(value, reason, operator);
  }
  return reason === undefined ? value : opaque(reason);
}

function settled(value: Value, reason: string, operator: 'and' | 'or'): Value {
  return typeof value === 'boolean' && value === (operator === 'or') ? value : opaque(reason);
}

function comparison(
  run: Interpreter,
  left: Expression,
  rest: readonly { readonly operator: string; readonly right: Expression }[],
  scope: Scope,
): Value {
  let a = evaluate(run, left, scope);
  let result: Value = true;
  for (const { operator, right } of rest) {
    const b = evaluate(run, right, scope);
    result = orOpaque(() => compare(operator, a, b));
    const decided = truth(result);
    if (decided !== true && rest.length > 1) return result;
    a = b;
  }
  return result;
}

/** Evaluates, turning what is not known into an opaque value. */
export function evaluateOrOpaque(run: Interpreter, node: Expression, scope: Scope): Value {
  try {
    return evaluate(run, node, scope);
  } catch (error) {
    if (error instanceof NotKnown) return opaque(error.message);
    throw error;
  }
}
