// What one revision file says about itself, as read from its source. Whether its parents exist is the graph's business.
import type { Span } from '../text/span';

/** A revision id or label as written in a file, with the place it stands in (the string literal, quotes included). */
export interface WrittenId {
  readonly value: string;
  readonly span: Span;
}

/** Something in the head of a file that Alembic would refuse or that cannot be known without running the file. */
export interface HeaderProblem {
  readonly span: Span;
  readonly kind:
    | 'missing-revision'
    | 'missing-down-revision'
    | 'not-literal'
    | 'wrong-type'
    | 'illegal-character'
    | 'unreadable';
  readonly message: string;
}

/**
 * The header of one revision file. `downRevisions`, `dependsOn` and `branchLabels` are as written, in order;
 * an empty list stands for None. `revision` is undefined when the file declares none that can be read.
 */
export interface RevisionHeader {
  readonly path: string;
  readonly revision: WrittenId | undefined;
  readonly downRevisions: readonly WrittenId[];
  readonly dependsOn: readonly WrittenId[];
  readonly branchLabels: readonly WrittenId[];
  /** Right-hand sides of the assignments, for repair; undefined when the variable is not assigned. */
  readonly assignments: {
    readonly revision: Span | undefined;
    readonly downRevision: Span | undefined;
    readonly dependsOn: Span | undefined;
    readonly branchLabels: Span | undefined;
  };
  /** The module docstring, decoded; undefined when there is none. */
  readonly docstring: string | undefined;
  readonly docstringSpan: Span | undefined;
  /** First paragraph of the docstring, line ends kept: what Alembic calls `doc`. Empty when there is none. */
  readonly message: string;
  /** The text behind `Create Date:` in the docstring, as written. */
  readonly createDate: string | undefined;
  readonly problems: readonly HeaderProblem[];
}
