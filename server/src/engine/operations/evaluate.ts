// upgrade() or downgrade() of a revision file as typed steps. The interpreter does the work; nothing it throws leaves this file.
import type { FunctionDefinition, Lambda, Module, Statement } from '../python/syntax';
import type { Span } from '../text/span';
import type { Evaluation, EvaluationContext } from './evaluation';
import { forget } from './interpreter/unknownFlow';
import { evaluateOrOpaque } from './interpreter/expressions';
import { Interpreter } from './interpreter/interpreter';
import { Scope } from './interpreter/scope';
import { NotKnown, OutOfBudget, PythonError } from './interpreter/signals';
import { executeBlock } from './interpreter/statements';
import { isObject, opaque, type Value } from './values';

/**
 * What the function does, as steps in the order they run. Never throws: what cannot be followed is an opaque step, what
 * Python would raise is a raise step and the last one.
 */
export function evaluateFunction(
  module: Module,
  name: 'upgrade' | 'downgrade',
  context: EvaluationContext,
): Evaluation {
  const run = new Interpreter(context);
  const scope = new Scope(undefined);
  const found = findFunction(module.body, name);
  const definition = found?.kind === 'function' ? found : undefined;
  const nothing: Evaluation = { isDefined: false, span: undefined, steps: [], assumptions: [] };
  if (found === undefined) return nothing;
  guarded(run, found.span, () => {
    run.runModule(module.body, scope);
    run.isRunning = true;
    runValue(run, name, found.span, definition, scope);
  });
  return { isDefined: true, span: found.span, steps: run.steps, assumptions: run.assumptions };
}

/** The last statement at module level, also inside if and try, that gives the name a value; Python keeps the last. */
function findFunction(body: readonly Statement[], name: string): Statement | undefined {
  for (const statement of body.toReversed()) {
    if (binds(statement, name)) return statement;
    const inner =
      statement.kind === 'if'
        ? findFunction([...statement.body, ...statement.orElse], name)
        : statement.kind === 'try'
          ? findFunction([...statement.body, ...statement.handlers.flatMap((handler) => handler.body)], name)
          : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function binds(statement: Statement, name: string): boolean {
  switch (statement.kind) {
    case 'function':
      return statement.name === name;
    case 'assign':
      return statement.targets.some((target) => target.kind === 'name' && target.name === name);
    case 'importFrom':
      return statement.names.some((imported) => (imported.as ?? imported.name) === name);
    default:
      return false;
  }
}

/** Runs what the module's name stands for: normally the function itself. */
function runValue(
  run: Interpreter,
  name: string,
  span: Span,
  written: FunctionDefinition | undefined,
  module: Scope,
): void {
  const value = module.lookup(name);
  const definition =
    value !== undefined && isObject(value) && value.kind === 'function' ? value.definition : undefined;
  if (definition === undefined) {
    run.emitOpaque(reasonOf(value, name, written), span);
  } else if (definition.kind === 'function' && definition.isAsync) {
    run.emitOpaque(`${name}() is a coroutine`, span);
  } else if (definition.kind === 'function' && definition.body.length === 0) {
    run.emitOpaque(`the body of ${name}() could not be read`, span);
  } else runFunction(run, definition, module);
}

function reasonOf(value: Value | undefined, name: string, written: FunctionDefinition | undefined): string {
  if (written !== undefined && written.decorators.length > 0)
    return `what the decorator of ${name}() does is not known`;
  return value !== undefined && isObject(value) && value.kind === 'opaque'
    ? value.reason
    : `${name} is no function of this file`;
}

function runFunction(run: Interpreter, definition: FunctionDefinition | Lambda, module: Scope): void {
  const scope = new Scope(module);
  for (const parameter of definition.parameters) {
    // Some env.py files hand op to the functions; any other parameter is theirs to know.
    const isOperations = parameter.name === 'op' && parameter.defaultValue === undefined;
    scope.assign(
      parameter.name,
      isOperations
        ? { kind: 'module', name: 'alembic.op' }
        : opaque(`the value of the parameter ${parameter.name} is not known`, parameter.name),
    );
  }
  const required = definition.parameters.filter(
    (parameter) =>
      parameter.defaultValue === undefined &&
      (parameter.form === 'positional' || parameter.form === 'keywordOnly'),
  );
  if (required.length > 0) {
    const names = required.map((parameter) => parameter.name).join(', ');
    run.assume(
      `env.py is taken to call the function with the arguments it wants (${names})`,
      definition.span,
    );
  }
  if (definition.kind === 'lambda') {
    run.discarding(definition.body.span, () => evaluateOrOpaque(run, definition.body, scope));
    return;
  }
  for (const statement of definition.body) {
    if (!runStatement(run, statement, scope)) return;
  }
}

/** One statement of the function; false when nothing after it runs. */
function runStatement(run: Interpreter, statement: Statement, scope: Scope): boolean {
  let goesOn = true;
  guarded(
    run,
    statement.span,
    () => {
      const completion = executeBlock(run, [statement], scope);
      if (completion.kind === 'lost')
        run.assume(`what follows is taken to run (${completion.reason})`, statement.span);
      goesOn = completion.kind !== 'return';
    },
    (wasRaised) => {
      goesOn = !wasRaised;
      if (!wasRaised) forget([statement], scope, 'an earlier statement could not be followed');
    },
  );
  return goesOn;
}

/** Runs `body`; an exception of Python becomes a raise step, anything else an opaque one. */
function guarded(
  run: Interpreter,
  span: Span,
  body: () => void,
  failed: (wasRaised: boolean) => void = () => undefined,
): void {
  try {
    body();
  } catch (error) {
    run.reset();
    if (error instanceof PythonError) {
      const unknown = error.isMessageKnown ? {} : { isMessageKnown: false as const };
      run.emit({
        kind: 'raise',
        type: error.type,
        message: error.message,
        ...unknown,
        span: run.raisedAt ?? span,
      });
      failed(true);
    } else if (error instanceof OutOfBudget) {
      run.finish(error.message, span);
      failed(true);
    } else {
      run.emitOpaque(interruption(error), span);
      failed(false);
    }
  }
}

/** The reason for an interruption; the stack of JavaScript ends where the code is nested very deeply. */
function interruption(error: unknown): string {
  if (error instanceof NotKnown) return error.message;
  return error instanceof RangeError
    ? 'the code is nested too deeply to follow'
    : 'the code could not be followed';
}
