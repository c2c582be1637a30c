// One evaluation: its budget, its steps, its call depth. The grammar of Python is in the neighbouring files.
import type { FunctionDefinition, Lambda, Statement } from '../../python/syntax';
import type { Span } from '../../text/span';
import type { Dialect, EvaluationContext, Mode, SchemaInspector, VersionTableOptions } from '../evaluation';
import type { Assumption, Step } from '../step';
import type { BatchValue, CallArguments, FunctionValue, Value } from '../values';
import { attributeOf } from './attributes';
import { callValue } from './calls';
import { evaluateOrOpaque } from './expressions';
import { moduleOf } from './imports';
import { iterationOf } from './iteration';
import type { Machine } from './machine';
import type { Scope } from './scope';
import { OutOfBudget, PythonError } from './signals';
import { executeBlock } from './statements';
import { forget } from './unknownFlow';

/** How much work one evaluation may do; about half a second at most. */
const BUDGET = 1_000_000;
const MOST_STEPS = 50_000;
const MOST_ASSUMPTIONS = 100;

/** The state of one evaluation of one function. */
export class Interpreter implements Machine {
  readonly #context: EvaluationContext;
  readonly assumptions: Assumption[] = [];
  readonly batches: BatchValue[] = [];
  readonly #rootSink: Step[] = [];
  #sink: Step[] = this.#rootSink;
  #isRoot = true;
  #budget = BUDGET;
  #order = 0;
  #foreignSpan: Span | undefined;
  #discarded: Span | undefined;
  #onYield: ((value: Value) => void) | undefined;
  #isAsking = false;
  /** False while the module's own statements run: nothing reaches the database then. */
  isRunning = false;
  depth = 0;
  /** Modules of the project that were read, by name. */
  readonly modules = new Map<string, Value>();
  /** Modules that an import statement names, with the packages they are in: from then on each is an attribute of its package. */
  readonly imported = new Set<string>();
  moduleDepth = 0;

  constructor(context: EvaluationContext) {
    this.#context = context;
  }

  get dialect(): Dialect {
    return this.#context.dialect;
  }

  get mode(): Mode {
    return this.#context.mode;
  }

  get inspector(): SchemaInspector | undefined {
    return this.#context.inspector;
  }

  get versionTableOptions(): VersionTableOptions | undefined {
    return this.#context.versionTableOptions;
  }

  get steps(): readonly Step[] {
    return this.#rootSink;
  }

  isLoaded(name: string): boolean {
    return this.#context.isLoaded?.(name) === true;
  }

  get readModule(): EvaluationContext['readModule'] {
    return this.#context.readModule;
  }

  emit(step: Step): void {
    if (!this.isRunning) return;
    if (this.#sink.length >= MOST_STEPS) throw new OutOfBudget('the function has too many steps to follow');
    this.#sink.push(step);
    if (this.#isRoot) this.#context.observe?.(step);
  }

  emitOpaque(reason: string, span: Span): void {
    const batch = this.batches.at(-1);
    const last = (batch?.steps ?? this.#sink).at(-1);
    // One statement gives one opaque step, however many of its parts are unknown.
    if (last?.kind === 'opaque' && last.span.start < span.end && span.start < last.span.end) return;
    const step: Step = { kind: 'opaque', reason, span };
    if (batch !== undefined && this.isRunning) batch.steps.push(step);
    else this.emit(step);
  }

  /** Back to the level of the function itself, after an interruption. */
  reset(): void {
    this.depth = 0;
    this.batches.length = 0;
    this.isRunning = true;
    this.#foreignSpan = undefined;
    this.#discarded = undefined;
    this.#isAsking = false;
    if (this.#isRoot) return;
    this.#sink = this.#rootSink;
    this.#isRoot = true;
  }

  /** Runs with the steps going to a list of their own, which is returned. */
  collect(body: () => void): Step[] {
    const outer = this.#sink;
    const wasRoot = this.#isRoot;
    const collected: Step[] = [];
    this.#sink = collected;
    this.#isRoot = false;
    try {
      body();
    } finally {
      this.#sink = outer;
      this.#isRoot = wasRoot;
    }
    return collected;
  }

  /** True while the condition of an `if` is evaluated: what is called there asks. */
  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Evaluates a condition: unknown calls in it are taken to ask and change nothing. */
  asking<T>(body: () => T, isAsking = true): T {
    const outer = this.#isAsking;
    this.#isAsking = isAsking;
    try {
      return body();
    } finally {
      this.#isAsking = outer;
    }
  }

  /** True when the result of the call at `span` is thrown away: the call is a statement. */
  isDiscarded(span: Span): boolean {
    return this.#discarded?.start === span.start && this.#discarded.end === span.end;
  }

  /** Runs `body` knowing that the expression at `span` is a statement of its own. */
  discarding<T>(span: Span, body: () => T): T {
    const outer = this.#discarded;
    this.#discarded = span;
    try {
      return body();
    } finally {
      this.#discarded = outer;
    }
  }

  /** Runs the body of a function one level deeper; code of other files is shown at its call in this file. */
  within<T>(scope: Scope, span: Span, body: () => T): T {
    const outer = this.#foreignSpan;
    if (scope.isForeign) this.#foreignSpan ??= span;
    this.depth++;
    try {
      return this.asking(body, false);
    } finally {
      this.depth--;
      this.#foreignSpan = outer;
    }
  }

  /** The span to report for code in `scope`: its own, or the call that led into another file. */
  spanIn(scope: Scope, span: Span): Span {
    return scope.isForeign ? (this.#foreignSpan ?? span) : span;
  }

  importModule(name: string): Value {
    return moduleOf(this, name);
  }

  /**
   * Runs the body of a generator; each yield in it calls `onYield`, which runs where the generator is used. It comes back after all
   * of the body.
   */
  generating<T>(scope: Scope, span: Span, onYield: (value: Value) => void, body: () => T): T {
    const outside = { foreignSpan: this.#foreignSpan, onYield: this.#onYield };
    this.#onYield = (value) => {
      const inside = { foreignSpan: this.#foreignSpan, onYield: this.#onYield };
      this.#foreignSpan = outside.foreignSpan;
      this.#onYield = outside.onYield;
      try {
        onYield(value);
      } finally {
        this.#foreignSpan = inside.foreignSpan;
        this.#onYield = inside.onYield;
      }
    };
    try {
      return this.within(scope, span, body);
    } finally {
      this.#onYield = outside.onYield;
    }
  }

  /** A yield; false where no generator is followed. */
  yield(value: Value): boolean {
    if (this.#onYield === undefined) return false;
    this.#onYield(value);
    return true;
  }

  call(callee: Value, positional: readonly Value[], span: Span): Value {
    return callValue(this, callee, { positional, keywords: new Map(), span });
  }

  callWith(callee: Value, call: CallArguments): Value {
    return callValue(this, callee, call);
  }

  attribute(object: Value, name: string, span: Span): Value {
    return attributeOf(this, object, name, span);
  }

  iterate(value: Value, span: Span): readonly Value[] {
    const items = iterationOf(this, value, span);
    this.spend(items.length >> 3);
    return items;
  }

  /** Where the exception in flight was raised: the innermost statement or call of this file. */
  raisedAt: Span | undefined;
  /** True once a class of the file registers a SQL function: what func.x() prints is its business then. */
  hasOwnFunctions = false;

  /** Ends the evaluation: one opaque step stands for everything that is left. */
  finish(reason: string, span: Span): void {
    this.#budget = 10_000;
    if (this.#sink.length >= MOST_STEPS) this.#sink.length = MOST_STEPS - 1;
    this.emitOpaque(reason, span);
  }

  spend(amount: number): void {
    this.#budget -= amount;
    if (this.#budget < 0) throw new OutOfBudget('the function is too long to follow');
  }

  nextOrder(): number {
    return this.#order++;
  }

  /** Runs the statements of a module: definitions and constants; nothing they do is recorded. */
  runModule(body: readonly Statement[], scope: Scope): void {
    const wasRunning = this.isRunning;
    this.isRunning = false;
    try {
      for (const statement of body) runModuleStatement(this, statement, scope);
    } finally {
      this.isRunning = wasRunning;
    }
  }

  makeFunction(definition: FunctionDefinition | Lambda, scope: Scope): FunctionValue {
    const defaults = new Map<string, Value>();
    for (const parameter of definition.parameters) {
      if (parameter.defaultValue !== undefined) {
        defaults.set(parameter.name, evaluateOrOpaque(this, parameter.defaultValue, scope));
      }
    }
    const name = definition.kind === 'lambda' ? '<lambda>' : definition.name;
    return { kind: 'function', name, definition, scope, defaults };
  }

  /** How often something was taken to be so, also where that was noted before. */
  timesAssumed = 0;

  /** Notes something that is taken to be so; `atImport` also while the module's own statements run. */
  assume(text: string, span: Span, atImport = false): void {
    this.timesAssumed += 1;
    if ((!this.isRunning && !atImport) || this.assumptions.length >= MOST_ASSUMPTIONS) return;
    if (this.assumptions.some((other) => other.span.start === span.start && other.span.end === span.end))
      return;
    this.assumptions.push({ text, span });
  }
}

/** True for what asking the connection of offline mode raises, which is the same whatever is asked. */
function isOfOfflineConnection({ type, message }: PythonError): boolean {
  return type === 'NoInspectionAvailable' || message.includes("'MockConnection' object");
}

/** A module statement that raises here is most likely one that this evaluator misjudges: its names become unknown. */
function runModuleStatement(run: Interpreter, statement: Statement, scope: Scope): void {
  try {
    executeBlock(run, [statement], scope);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    if (!scope.isForeign && isOfOfflineConnection(error)) throw error;
    const reason = `evaluating it raises ${error.type}: ${error.message}`;
    if (!scope.isForeign) run.assume(`importing the file is taken to work (${reason})`, statement.span, true);
    forget([statement], scope, reason);
  }
}
