// What a verification tells while it works: JSON lines for the editor, sentences for a terminal. Types only.
import type { CatalogueDifference } from '../catalogue/compareCatalogues';

/** Which part of "up, down, up again" a result is about. */
export type VerifyPhase = 'up' | 'down' | 'up again';

export type VerifyOutcome =
  /** Up, down and up again, and the catalogue was the same each time. */
  | 'passed'
  | 'failed'
  /** It cannot be tried here; `message` says why. Nothing is known about it. */
  | 'refused';

/** A difference of the catalogue, and the line of the operation that is to blame for it. */
export interface BlamedDifference extends CatalogueDifference {
  /** 1-based, in the revision file; undefined where no statement names the object. */
  readonly line: number | undefined;
}

/** Rows of a table before and after a direction. */
export interface RowChange {
  readonly table: string;
  readonly before: number;
  readonly after: number;
}

export interface VerifyResult {
  readonly revision: string;
  readonly message: string;
  readonly path: string;
  readonly outcome: VerifyOutcome;
  readonly phase: VerifyPhase | undefined;
  /** One sentence for people; empty when it passed. */
  readonly reason: string;
  /** What to do next; empty when it passed. */
  readonly nextStep: string;
  /** 1-based, in the revision file. */
  readonly line: number | undefined;
  readonly sql: string | undefined;
  /** What down left behind or lost, or what up did differently the second time. */
  readonly differences: readonly BlamedDifference[];
  /** Differences in the order of columns, which fail nothing. */
  readonly reordered: readonly CatalogueDifference[];
  /** Tables whose number of rows differs after up and down. Only with seeded rows. */
  readonly rows: readonly RowChange[];
  readonly durationMs: number;
}

export type VerifyEvent =
  | { readonly event: 'begin'; readonly database: string; readonly total: number }
  | { readonly event: 'revision'; readonly revision: string }
  | { readonly event: 'result'; readonly result: VerifyResult }
  /** Tables that no rows could be put into. */
  | { readonly event: 'note'; readonly revision: string; readonly text: string }
  | { readonly event: 'cancelled' }
  | {
      readonly event: 'done';
      readonly passed: number;
      readonly failed: number;
      readonly refused: number;
      readonly durationMs: number;
    };
