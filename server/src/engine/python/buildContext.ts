// What the builders share while they read one file, and the node for what they cannot read.
import type { Span } from '../text/span';
import type { Expression } from './syntax';

/** The state of one reading. */
export interface BuildContext {
  readonly source: string;
  /** Set when anything could not be read; whoever reads a statement resets it first. */
  fault: boolean;
  /** Nesting of the expression that is being built. */
  depth: number;
  /** Tokens of damaged expressions that Lezer has recovered so far. */
  recovered: number;
}

/** A broken expression, with what could be read of it; marks the fault. */
export function brokenAt(context: BuildContext, span: Span, parts: readonly Expression[] = []): Expression {
  context.fault = true;
  return { kind: 'brokenExpression', span, parts };
}
