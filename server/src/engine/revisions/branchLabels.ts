// Branch labels: which revision a label names, and which revisions inherit it. Lookups by label are identifiers.ts.
import type { Draft, GraphDraft } from './graph';

/** Enters every label into the map, behind the ids. A label that is taken is reported and keeps its first owner. */
export function mapBranchLabels({ drafts, byKey, report }: GraphDraft): void {
  for (const draft of drafts) {
    for (const label of draft.header.branchLabels) {
      const owner = byKey.get(label.value);
      if (owner === undefined) {
        byKey.set(label.value, draft);
        continue;
      }
      const message = `Branch name '${label.value}' in revision ${draft.revision} already used by revision ${owner.revision}`;
      report({
        kind: 'duplicate-label',
        message,
        path: draft.path,
        span: label.span,
        revisions: [draft.revision, owner.revision],
        raises: `RevisionError: ${message}`,
      });
    }
  }
}

/**
 * Hands labels down to every descendant and up to the nearest branch or merge point. Going up starts, as in Alembic,
 * at the end of the branch: where the line forks below the labelled revision, nothing above it inherits.
 */
export function addBranchLabels({ drafts, byKey }: GraphDraft): void {
  for (const draft of drafts.filter((one) => one.header.branchLabels.length > 0)) {
    const labels = [...draft.branchLabels];
    const end = labelDescendants(draft, labels, byKey);
    const seen = new Set<Draft>();
    let parent: Draft | undefined = end;
    while (
      parent !== undefined &&
      !seen.has(parent) &&
      parent.allNextRevisions.length <= 1 &&
      !parent.isMergePoint
    ) {
      seen.add(parent);
      addAll(parent, labels);
      const down: string | undefined = parent.downRevisions[0];
      parent = down === undefined ? undefined : byKey.get(down);
    }
  }
}

/** Labels the descendants; returns the end of the line when there is only one line, else the fork or merge met. */
function labelDescendants(start: Draft, labels: readonly string[], byKey: ReadonlyMap<string, Draft>): Draft {
  const seen = new Set<Draft>();
  const todo = [start];
  for (let draft = todo.pop(); draft !== undefined; draft = todo.pop()) {
    if (seen.has(draft)) continue;
    seen.add(draft);
    addAll(draft, labels);
    for (const id of draft.nextRevisions) {
      const next = byKey.get(id);
      if (next !== undefined) todo.push(next);
    }
  }
  let end = start;
  const line = new Set<Draft>();
  while (end.nextRevisions.length === 1 && !line.has(end)) {
    line.add(end);
    const [only] = end.nextRevisions;
    const next = only === undefined ? undefined : byKey.get(only);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function addAll(draft: Draft, labels: readonly string[]): void {
  for (const label of labels) if (!draft.branchLabels.includes(label)) draft.branchLabels.push(label);
}
