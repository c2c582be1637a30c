// Which existing revision a wrong id probably means. Only one clear answer counts; a guess between two is none.
import type { GraphContext } from './rule';
import { docstringLine } from './writing/headerEdits';
import type { GraphRevision } from '../revisions/graph';
import { descendants } from '../revisions/lineage';

/** Revisions `written` may stand for, the likeliest first. None of them stands on the file's own revision. */
export function likelyRevisions(context: GraphContext, written: string): readonly string[] {
  const { graph, revision, header, source } = context;
  const later = revision === undefined ? undefined : descendants(graph, [revision], true);
  const possible = graph.revisions.filter((one) => one.path !== context.path && later?.has(one) !== true);
  const docstring = docstringLine(header, source, 'Revises')?.value;
  const found = [
    only(possible, ({ path }) => stemOf(path) === written.replace(/\.py$/, '')),
    only(possible, ({ revision: id }) => id === docstring),
    written.length < 4 ? undefined : only(possible, ({ revision: id }) => id.startsWith(written)),
    nearest(possible, written),
  ];
  return [...new Set(found.flatMap((one) => (one === undefined ? [] : [one.revision])))];
}

function only(
  revisions: readonly GraphRevision[],
  fits: (revision: GraphRevision) => boolean,
): GraphRevision | undefined {
  const fitting = revisions.filter(fits);
  return fitting.length === 1 ? fitting[0] : undefined;
}

function stemOf(path: string): string {
  return path.split(/[\\/]/).at(-1)?.replace(/\.py$/, '') ?? '';
}

/** The one id that differs by a slip of the finger: up to two characters, and at most a quarter of it. */
function nearest(revisions: readonly GraphRevision[], written: string): GraphRevision | undefined {
  const limit = Math.min(2, Math.floor(written.length / 4));
  for (let distance = 1; distance <= limit; distance++) {
    const close = revisions.filter(({ revision }) => editDistance(revision, written, limit) === distance);
    if (close.length > 0) return close.length === 1 ? close[0] : undefined;
  }
  return undefined;
}

/** Single-character edits between two ids; anything above `limit` is only known to be above it. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > 100) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? limit + 1;
}
