// What the parts of the evaluator may ask of the evaluation they run in; the interpreter is the one implementation.
import type { Span } from '../../text/span';
import type { Dialect, Mode, SchemaInspector, VersionTableOptions } from '../evaluation';
import type { Step } from '../step';
import type { CallArguments, Value } from '../values';

/** The running evaluation as natives, directives and SQLAlchemy constructors see it. */
export interface Machine {
  readonly dialect: Dialect;
  readonly mode: Mode;
  readonly inspector: SchemaInspector | undefined;
  readonly versionTableOptions: VersionTableOptions | undefined;
  /** Records a step where the current block records. */
  emit(step: Step): void;
  emitOpaque(reason: string, span: Span): void;
  /** `import name`, as the module itself; an unknown one is opaque. */
  importModule(name: string): Value;
  call(callee: Value, positional: readonly Value[], span: Span): Value;
  /** As call, with keywords too. */
  callWith(callee: Value, call: CallArguments): Value;
  attribute(object: Value, name: string, span: Span): Value;
  /** The items of an iterable; throws NotKnown for an unknown one and PythonError for a value that is none. */
  iterate(value: Value, span: Span): readonly Value[];
  /** Counts work; throws OutOfBudget when the evaluation has become too large. */
  spend(amount: number): void;
  /** A number that grows with every object made. */
  nextOrder(): number;
}
