// What one `op.*` directive is: its name, its parameters in Alembic, and the operation it makes.
import type { Span } from '../../text/span';
import { optionalText, text, writtenName } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { bindArguments, parseSignature, type BoundArguments } from '../interpreter/signature';
import type { WrittenName } from '../definition';
import type { Operation, TableName } from '../operation';
import type { Step } from '../step';
import type { BatchValue, NativeValue, Value } from '../values';

/** The bound arguments of a directive and where it stands. */
export interface DirectiveCall {
  readonly machine: Machine;
  readonly span: Span;
  readonly bound: BoundArguments;
  /** The batch it is called on; undefined for `op.*`. */
  readonly batch: BatchValue | undefined;
  readonly get: (name: string) => Value;
  /** The table it works on: the batch's, or parameter `table_name` with `schema`. */
  readonly table: () => TableName;
  /** A name parameter, op.f() honoured. */
  readonly name: (parameter: string) => WrittenName | undefined;
}

/** A directive that records an operation. `result` is what the call returns when that is not None. */
export interface Directive {
  readonly name: string;
  /** The parameters of `op.name(...)`; undefined when only batch_op has it. */
  readonly parameters: string | undefined;
  /** The parameters of `batch_op.name(...)`; undefined when only op has it. */
  readonly batchParameters: string | undefined;
  readonly build: (call: DirectiveCall) => Operation;
  readonly result?: (operation: Operation) => Value;
}

/** The callable for `op.name` or, with a batch, `batch_op.name`; undefined when there is none. */
export function callableOf(directive: Directive, batch: BatchValue | undefined): NativeValue | undefined {
  const parameters = batch === undefined ? directive.parameters : directive.batchParameters;
  if (parameters === undefined) return undefined;
  // Alembic hands the arguments on to a method, so its `self` counts in Python's messages.
  const signature = parseSignature(`${directive.name}(self, ${parameters})`);
  return {
    kind: 'native',
    name: directive.name,
    hasEffect: true,
    call: (machine, call) => {
      const bound = bindArguments(signature, { ...call, positional: [null, ...call.positional] });
      const operation = directive.build(directiveCall(machine, call.span, bound, batch));
      record(machine, batch, { kind: 'operation', operation, span: call.span });
      return directive.result?.(operation) ?? null;
    },
  };
}

/** Records a step in the batch it belongs to, or at once. */
export function record(machine: Machine, batch: BatchValue | undefined, step: Step): void {
  if (batch === undefined) machine.emit(step);
  else batch.steps.push(step);
}

function directiveCall(
  machine: Machine,
  span: Span,
  bound: BoundArguments,
  batch: BatchValue | undefined,
): DirectiveCall {
  return {
    machine,
    span,
    bound,
    batch,
    get: (name) => bound.get(name),
    table: () =>
      batch?.table ?? {
        name: text(bound.get('table_name'), 'the table name'),
        schema: optionalText(bound.get('schema'), 'the schema'),
      },
    name: (parameter) => writtenName(bound.get(parameter), 'the name'),
  };
}
