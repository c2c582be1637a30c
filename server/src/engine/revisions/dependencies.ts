// depends_on: names turned into ids, and the dependencies an ancestor already has taken out again.
import type { Draft, GraphDraft } from './graph';
import { pythonQuote } from './pythonText';

/** Turns what depends_on names, ids or branch labels, into ids. What names nothing is reported and left out. */
export function resolveDependencies({ drafts, byKey, report }: GraphDraft): void {
  for (const draft of drafts) {
    const { dependsOn } = draft;
    // A lone empty string counts as no dependency, as Alembic tests it for truth.
    if (dependsOn.length === 0 || (dependsOn.length === 1 && dependsOn[0] === '')) continue;
    const resolved: string[] = [];
    for (const name of dependsOn) {
      const target = byKey.get(name);
      if (target !== undefined) {
        resolved.push(target.revision);
        continue;
      }
      report({
        kind: 'missing-dependency',
        message: `depends_on names '${name}', which is neither a revision nor a branch label here; Alembic takes no partial ids in a file`,
        path: draft.path,
        span: draft.header.dependsOn.find((written) => written.value === name)?.span,
        revisions: [draft.revision, name],
        raises: `KeyError: ${pythonQuote(name)}`,
      });
    }
    draft.resolvedDependencies = resolved;
    draft.allDownRevisions = unique([...draft.downRevisions, ...resolved]);
  }
}

/** Takes away each dependency that an ancestor along down_revision depends on too. Needs the children linked. */
export function normalizeDependencies({ drafts, byKey }: GraphDraft): void {
  const dependents = new Map<string, number>();
  for (const draft of new Set([...drafts, ...byKey.values()])) {
    for (const id of new Set(draft.resolvedDependencies)) dependents.set(id, (dependents.get(id) ?? 0) + 1);
  }
  for (const draft of drafts) {
    if (draft.resolvedDependencies.length === 0) continue;
    const kept = new Set(draft.resolvedDependencies);
    // Only a dependency that several revisions share can be an ancestor's as well.
    const shared = new Set([...kept].filter((id) => (dependents.get(id) ?? 0) > 1));
    if (shared.size > 0) removeInherited(draft, shared, kept, byKey);
    draft.normalizedDependencies = [...kept];
    draft.normalizedDownRevisions = unique([...draft.downRevisions, ...kept]);
  }
}

function removeInherited(
  start: Draft,
  shared: Set<string>,
  kept: Set<string>,
  byKey: ReadonlyMap<string, Draft>,
): void {
  const seen = new Set<Draft>();
  const todo = [start];
  for (let draft = todo.pop(); draft !== undefined && shared.size > 0; draft = todo.pop()) {
    if (seen.has(draft)) continue;
    seen.add(draft);
    if (draft !== start) {
      for (const id of draft.resolvedDependencies) {
        kept.delete(id);
        shared.delete(id);
      }
    }
    for (const id of draft.downRevisions) {
      const parent = byKey.get(id);
      if (parent !== undefined) todo.push(parent);
    }
  }
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
