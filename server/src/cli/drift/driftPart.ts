// One piece of a revision for what a database has, and the ways to write it, the best first.

/** Python statements; lines after the first are indented for the body of a function. */
export interface DriftVariant {
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** In the order of the upgrade; a downgrade begins with the last part. */
export interface DriftPart {
  /** `kind name` of what it makes or changes. */
  readonly object: string;
  /** The table that it belongs to or is. */
  readonly table: string | undefined;
  /** At least one. The first that is proved is taken. */
  readonly variants: readonly DriftVariant[];
}
