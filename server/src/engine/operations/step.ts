// What upgrade() or downgrade() does, as a list of steps in execution order.
import type { Span } from '../text/span';
import type { SqlStatement } from './expression';
import type { Literal } from './literal';
import type { Operation } from './operation';

/** A typed Alembic operation. */
export interface OperationStep {
  readonly kind: 'operation';
  readonly operation: Operation;
  readonly span: Span;
  /** Stands in a try block whose handlers are not followed: where printing it fails, what follows is not known. */
  readonly isCaught?: true;
}

/** SQL given to op.execute or to execute() of the bind. */
export interface StatementStep {
  readonly kind: 'statement';
  readonly statement: SqlStatement;
  /** 'op' for op.execute, 'bind' for op.get_bind().execute, 'driver' for exec_driver_sql. */
  readonly through: 'op' | 'bind' | 'driver';
  /** True when parameters were passed beside the statement (dropped offline, sent online). */
  readonly hasParameters: boolean;
  /** Those parameters, one record per execution; absent when there are none or they are not plain data. */
  readonly parameters?: readonly Readonly<Record<string, Literal>>[];
  readonly span: Span;
  /** As for an operation. */
  readonly isCaught?: true;
}

/** The edge of an autocommit_block(). */
export interface AutocommitStep {
  readonly kind: 'autocommit';
  readonly edge: 'begin' | 'end';
  readonly span: Span;
}

/** A statement that cannot be evaluated: its effect is unknown, `reason` says what stopped the evaluation. */
export interface OpaqueStep {
  readonly kind: 'opaque';
  readonly reason: string;
  readonly span: Span;
}

/** A point where Python itself would raise; nothing after it runs. `type` is the exception class, `message` its text. */
export interface RaiseStep {
  readonly kind: 'raise';
  readonly type: string;
  readonly message: string;
  /** Set when the message is made of something that is not known; `message` is empty then. */
  readonly isMessageKnown?: false;
  readonly span: Span;
}

export type Step = OperationStep | StatementStep | AutocommitStep | OpaqueStep | RaiseStep;

/** A guard that could not be decided and was taken to fall through; shown with whatever depends on it. */
export interface Assumption {
  readonly text: string;
  readonly span: Span;
}
