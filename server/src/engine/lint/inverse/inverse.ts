// What undoes one operation: Python statements written from the operation and the schema it met. One function per
// operation is in this folder; putting them together into downgrade() is in writeDowngrade.ts.
import type { Operation } from '../../operations/operation';
import type { Dialect } from '../../operations/evaluation';
import type { Schema } from '../../schema/schema';
import type { FunctionAnalysis } from '../rule';
import type { ModuleNames } from '../writing/names';
import type { EnvironmentOption, NamingConvention } from '../../schema/namingConvention';

/** Everything the inverse of one operation may use. */
export interface InverseContext {
  readonly before: Schema;
  readonly after: Schema;
  readonly dialect: Dialect;
  readonly names: ModuleNames;
  /** `op`, or the name of the batch object inside a batch: its calls have no table argument. */
  readonly receiver: string;
  readonly isBatch: boolean;
  readonly namingConvention: EnvironmentOption<NamingConvention>;
  /** The whole function whose operations are undone. */
  readonly upgrade: FunctionAnalysis;
}

/** Statements in execution order, each one or several source lines; or the reason why there are none. */
export type Inverse =
  | { readonly kind: 'statements'; readonly statements: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string };

export type InverseOf<K extends Operation['kind']> = (
  operation: Extract<Operation, { readonly kind: K }>,
  context: InverseContext,
) => Inverse;

/** Shorthand for the two outcomes. */
export function statements(...lines: readonly string[]): Inverse {
  return { kind: 'statements', statements: lines };
}

/** The operation has no faithful inverse; `reason` completes the sentence "cannot be undone automatically: ...". */
export function noInverse(reason: string): Inverse {
  return { kind: 'none', reason };
}
