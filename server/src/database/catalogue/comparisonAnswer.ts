// What `retort check --json` and `retort drift --json` print.
import { differenceLines, type CatalogueDifference } from './compareCatalogues';

/** A comparison with one database. `added` is what a revision made of it would add, `removed` what it would drop. */
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
    lines: (differences ?? []).flatMap(differenceLines).flatMap(signedRows),
    notes,
  };
}

/** A definition of several rows gets the sign before each of them. */
function signedRows(line: string): readonly string[] {
  const [first = '', ...more] = line.trimEnd().split('\n');
  return [first, ...more.map((row) => `${line.slice(0, 1)}     ${row}`)];
}

/** A baseline that was written, and how the database stands to it. */
export interface BaselineAnswer extends ComparisonAnswer {
  readonly path: string;
  /** `empty`: no tables; `same`: to be stamped; `different`: see `lines`. */
  readonly state: 'empty' | 'same' | 'different';
}

/** A history that was made one revision. */
export interface ResetAnswer {
  /** The new file. */
  readonly path: string;
  /** The folder with the old ones. */
  readonly backup: string;
  readonly revisions: number;
  /** The database that has to be stamped. */
  readonly database: string;
}
