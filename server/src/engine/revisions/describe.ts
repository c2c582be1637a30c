// One revision as a short line, as Alembic words it in warnings. The lines of `history` and `heads` are historyText.ts.
import type { Draft } from './graph';

/** The revision with its parents, its marks and its message; `next` are the children known at that moment. */
export function describeRevision(draft: Draft, next: readonly string[]): string {
  const marks = [
    next.length === 0 ? ' (head)' : '',
    next.length > 1 ? ' (branchpoint)' : '',
    draft.isMergePoint ? ' (mergepoint)' : '',
  ];
  return `${formatDownRevisions(draft.downRevisions)} -> ${draft.revision}${marks.join('')}, ${draft.header.message}`;
}

/** The parents as Alembic prints them: `<base>` where there are none. */
export function formatDownRevisions(downRevisions: readonly string[]): string {
  // A lone empty string is no revision, and Alembic prints it as the base.
  if (downRevisions.length === 0 || (downRevisions.length === 1 && downRevisions[0] === '')) return '<base>';
  return downRevisions.join(', ');
}
