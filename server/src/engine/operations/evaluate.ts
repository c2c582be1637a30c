// upgrade() or downgrade() of a revision file as typed steps. The interpreter does the work; nothing it throws leaves this file.
import type { FunctionDefinition, Module, Statement } from '../python/syntax';
import type { Span } from '../text/span';
import type { Evaluation, EvaluationContext } from './evaluation';
import { forget } from './interpreter/unknownFlow';
import { Interpreter } from './interpreter/interpreter';
import { Scope } from './interpreter/scope';
import { NotKnown, OutOfBudget, PythonError } from './interpreter/signals';
import { executeBlock } from './interpreter/statements';
import { opaque } from './values';

/**
 * What the function does, as steps in the order they run. Never throws: what cannot be followed is an opaque step, what
 * Python would raise is a raise step and the last one.
 */
export function evaluateFunction(
  module: Module,
  name: 'upgrade' | 'downgrade',
  context: EvaluationContext,
): Evaluation {
  const definition = findFunction(module.body, name);
  if (definition === undefined) return { isDefined: false, span: undefined, steps: [], assumptions: [] };
  const run = new Interpreter(context);
  const scope = new Scope(undefined);
  guarded(run, definition.span, () => {
    run.runModule(module.body, scope);
    run.isRunning = true;
    runFunction(run, definition, scope);
  });
  return { isDefined: true, span: definition.span, steps: run.steps, assumptions: run.assumptions };
}

/** The last definition of that name at module level, also inside if and try; Python keeps the last. */
function findFunction(body: readonly Statement[], name: string): FunctionDefinition | undefined {
  for (const statement of body.toReversed()) {
    if (statement.kind === 'function' && statement.name === name) return statement;
    const inner =
      statement.kind === 'if'
        ? findFunction([...statement.body, ...statement.orElse], name)
        : statement.kind === 'try'
          ? findFunction(statement.body, name)
          : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function runFunction(run: Interpreter, definition: FunctionDefinition, module: Scope): void {
  if (definition.isAsync) {
    run.emitOpaque(`${definition.name}() is a coroutine`, definition.span);
    return;
  }
  if (definition.decorators.length > 0) {
    run.emitOpaque(`what the decorator of ${definition.name}() does is not known`, definition.span);
    return;
  }
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
  const depth = run.depth;
  try {
    body();
  } catch (error) {
    run.depth = depth;
    run.batches.length = 0;
    run.isRunning = true;
    if (error instanceof PythonError) {
      run.emit({ kind: 'raise', type: error.type, message: error.message, span: run.raisedAt ?? span });
      failed(true);
    } else if (error instanceof OutOfBudget) {
      run.finish(error.message, span);
      failed(true);
    } else {
      run.emitOpaque(
        error instanceof NotKnown ? error.message : 'the code is nested too deeply to follow',
        span,
      );
      failed(false);
    }
  }
}
