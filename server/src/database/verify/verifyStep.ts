// One revision as a verification needs it: both directions, ready to execute, or why one of them is not.
import type { NativeStatement } from '../nativeRun';
import type { VersionChange } from '../versionRows';

/** Why a direction cannot be executed natively. */
export interface HalfObstacle {
  readonly reason: string;
  readonly line: number | undefined;
  /** True when Alembic would fail at the same place: then it is a failure, not something unknown. */
  readonly isCertain: boolean;
}

/** One direction of a revision. */
export interface VerifyHalf {
  readonly statements: readonly NativeStatement[];
  readonly versionChanges: readonly VersionChange[];
  readonly obstacle: HalfObstacle | undefined;
}

export interface VerifyStep {
  readonly revision: string;
  readonly message: string;
  readonly path: string;
  /** The version rows before up. */
  readonly from: readonly string[];
  /** The version rows after up. */
  readonly to: readonly string[];
  readonly up: VerifyHalf;
  readonly down: VerifyHalf;
  /** False: it is applied only to get to those that are verified. */
  readonly isVerified: boolean;
}
