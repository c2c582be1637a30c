// What `retort check --json` and `retort drift --json` print.
import { differenceLines, type CatalogueDifference } from './compareCatalogues';

/** A comparison with one database. `added` differences are on the other side only: in the models, in the history. */
export interface ComparisonAnswer {
  /** The label of the database. */
  readonly database: string;
  readonly isSame: boolean;
  /** Null where they differ and nothing more is known. */
  readonly differences: readonly CatalogueDifference[] | null;
  /** The same for people, each line with its sign. */
  readonly lines: readonly string[];
  /** What limits the comparison, for people. */
  readonly notes: readonly string[];
}

/** The answer for these differences; undefined is a difference that could not be read. */
export function comparisonAnswer(
  database: string,
  differences: readonly CatalogueDifference[] | undefined,
  notes: readonly string[],
): ComparisonAnswer {
  return {
    database,
    isSame: differences?.length === 0,
    differences: differences ?? null,
    lines: (differences ?? []).flatMap(differenceLines),
    notes,
  };
}
