// Calling functions and lambdas of the file: binding parameters, running the body, the returned value.
import type { Parameter } from '../../python/syntax';
import { opaque, type CallArguments, type FunctionValue, type Value } from '../values';
import { effectOf, isGenerator } from './effects';
import { evaluate } from './expressions';
import type { Interpreter } from './interpreter';
import { Scope } from './scope';
import { NotKnown } from './signals';
import { bindArguments, type Signature } from './signature';
import { executeBlock } from './statements';
import { describeLoss } from './unknownFlow';

const DEEPEST = 40;

/** Runs a function of the file. Steps it performs are recorded where it is called. */
export function callFunction(run: Interpreter, callee: FunctionValue, call: CallArguments): Value {
  const { definition } = callee;
  const scope = scopeOfCall(callee, call);
  if (run.depth >= DEEPEST) {
    const reason = `${callee.name}() is nested too deeply to follow`;
    run.emitOpaque(reason, call.span);
    return opaque(reason);
  }
  return run.within(scope, call.span, () => {
    if (definition.kind === 'lambda') return evaluate(run, definition.body, scope);
    if (definition.isAsync) {
      const reason = `${callee.name}() is a coroutine`;
      run.emitOpaque(reason, call.span);
      return opaque(reason);
    }
    if (isGenerator(definition.body)) {
      const reason = `${callee.name}() is a generator`;
      if (effectOf(run, definition.body, scope)) run.emitOpaque(reason, call.span);
      return opaque(reason);
    }
    const completion = executeBlock(run, definition.body, scope);
    if (completion.kind === 'return') return completion.value;
    if (completion.kind === 'lost')
      return opaque(describeLoss(run, definition.body, completion, scope, call.span));
    return null;
  });
}

/** The names a call gives to the body: its parameters. */
function scopeOfCall(callee: FunctionValue, call: CallArguments): Scope {
  const { definition } = callee;
  const bound = bindArguments(signatureOf(callee.name, definition.parameters, callee.defaults), call);
  const scope = new Scope(callee.scope);
  for (const parameter of definition.parameters) {
    const value = parameterValue(parameter, bound, callee);
    if (value !== undefined) scope.assign(parameter.name, value);
  }
  if (callee.owner !== undefined) scope.enterMethod(callee.owner, call.positional[0] ?? null);
  return scope;
}

/** Runs all of a generator's body; throws NotKnown for one that is not followed to its end. */
export function runGenerator(
  run: Interpreter,
  callee: FunctionValue,
  call: CallArguments,
  onYield: (value: Value) => void,
): void {
  const { definition } = callee;
  if (
    definition.kind === 'lambda' ||
    definition.isAsync ||
    !isGenerator(definition.body) ||
    run.depth >= DEEPEST
  )
    throw new NotKnown(`${callee.name}() is not followed as a context manager`);
  const scope = scopeOfCall(callee, call);
  const completion = run.generating(scope, call.span, onYield, () =>
    executeBlock(run, definition.body, scope),
  );
  if (completion.kind === 'lost') throw new NotKnown(completion.reason);
}

function parameterValue(
  parameter: Parameter,
  bound: ReturnType<typeof bindArguments>,
  callee: FunctionValue,
): Value | undefined {
  if (parameter.form === 'star') return { kind: 'tuple', items: bound.rest };
  if (parameter.form === 'doubleStar') {
    const entries = new Map([...bound.extra].map(([key, value]) => [`s${key}`, [key, value] as const]));
    return { kind: 'dict', entries };
  }
  const passed = bound.named.get(parameter.name);
  return passed === undefined ? callee.defaults.get(parameter.name) : passed;
}

function signatureOf(
  name: string,
  parameters: readonly Parameter[],
  defaults: ReadonlyMap<string, Value>,
): Signature {
  const named = (form: Parameter['form']): string[] =>
    parameters.filter((parameter) => parameter.form === form).map((parameter) => parameter.name);
  return {
    name,
    positional: named('positional').filter((parameter) => parameter !== '/' && parameter !== ''),
    keywordOnly: named('keywordOnly'),
    star: named('star').find((parameter) => parameter !== ''),
    doubleStar: named('doubleStar')[0],
    optional: new Set(defaults.keys()),
  };
}
