// What a rule reports, as plain values that every adapter (editor, command line, reports) can show.
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Edits of one file; offsets are those of the text that was analysed. */
export interface FileEdit {
  readonly path: string;
  readonly edits: readonly TextEdit[];
  /** True for a file that is not there yet: the one edit is its whole text. */
  readonly isNew?: boolean;
}

/** One way to mend a finding. Applying it leaves files that parse and do what the title says. */
export interface Fix {
  readonly title: string;
  /** The one an editor offers first; at most one per finding. */
  readonly isPreferred: boolean;
  /** True when it cannot change what the revision does, so that fix-all may apply it unseen. */
  readonly isSafe: boolean;
  readonly files: readonly FileEdit[];
}

/** A second place that explains the finding. */
export interface RelatedPlace {
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

/** One diagnostic: what is wrong, why it hurts, what to write instead. */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly path: string;
  readonly span: Span;
  readonly message: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
}
