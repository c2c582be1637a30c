// What a person writes to name revisions: head, heads, base, ids, the beginning of an id, labels, label@head.
// Relative forms (+1, rev-2) are relative.ts; plans and ranges are plan.ts and walk.ts.
import type { GraphRevision, RevisionGraph } from './graph';
import { ancestors, descendants } from './lineage';
import { walkSteps } from './relative';
import { answer, crash, RevisionRefusal, type Outcome } from './refusal';

/** A side of a request: an identifier, several ids (the rows of a version table), or undefined for base. */
export type Identifier = string | readonly string[] | undefined;

/** What an identifier comes to. `undefined` stands for a walk past the end, `'base'` for one down to the base. */
export type Found = GraphRevision | 'base' | undefined;

/** All revisions an identifier names; none for base. As Alembic's `get_revisions`. */
export function findRevisions(graph: RevisionGraph, identifier: Identifier): Outcome<readonly Found[]> {
  return answer({}, () => revisionsFor(graph, identifier));
}

/** The one revision an identifier names; undefined for base. Refused when it names several. */
export function findRevision(
  graph: RevisionGraph,
  identifier: string | undefined,
): Outcome<GraphRevision | undefined> {
  return answer({}, () => revisionFor(graph, identifier));
}

/** As `findRevisions`, for use inside this folder: refuses by throwing a RevisionRefusal. */
export function revisionsFor(graph: RevisionGraph, identifier: Identifier): Found[] {
  if (identifier !== undefined && typeof identifier !== 'string') {
    return identifier.flatMap((one) => revisionsFor(graph, one));
  }
  const { ids, branch } = resolveSymbol(graph, identifier);
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    const steps = pythonInteger(only);
    if (steps !== undefined && steps < 0) {
      const heads = realRevisions(revisionsFor(graph, 'heads'));
      const selected =
        branch === undefined ? heads : heads.filter((head) => head.branchLabels.includes(branch));
      return selected.map((head) => walkSteps(graph, head, steps, { exactLength: true }));
    }
  }
  return ids.map((id) => revisionForId(graph, id, branch));
}

/** As `findRevision`, for use inside this folder: refuses by throwing a RevisionRefusal. */
export function revisionFor(graph: RevisionGraph, identifier: string | undefined): GraphRevision | undefined {
  const { ids, branch } = resolveSymbol(graph, identifier);
  if (ids.length > 1) {
    throw new RevisionRefusal({ kind: 'multipleHeads', heads: ids, argument: identifier ?? 'None' });
  }
  const [id] = ids;
  if (id === undefined) {
    // The branch is looked up even where the answer is base.
    if (branch !== undefined && branch !== '') branchRevision(graph, branch);
    return undefined;
  }
  return revisionForId(graph, id, branch);
}

/** Only the revisions among what was found; refuses where Alembic's own check for that fails. */
export function realRevisions(found: readonly Found[]): GraphRevision[] {
  return found.map((one) => (one === undefined || one === 'base' ? crash('AssertionError') : one));
}

/** Symbols turned into ids: head, heads, base, `branch@symbol`. Anything else is handed back as it is. */
export function resolveSymbol(
  graph: RevisionGraph,
  identifier: string | undefined,
): { readonly ids: readonly string[]; readonly branch: string | undefined } {
  if (identifier === undefined) return { ids: [], branch: undefined };
  const at = identifier.indexOf('@');
  const branch = at < 0 ? undefined : identifier.slice(0, at);
  const symbol = at < 0 ? identifier : identifier.slice(at + 1);
  switch (symbol) {
    case 'heads':
      if (branch === undefined || branch === '') return { ids: graph.realHeads, branch };
      return { ids: filterIds(graph, graph.heads, branch), branch };
    case 'head': {
      const heads =
        branch === undefined || branch === '' ? graph.heads : filterIds(graph, graph.heads, branch);
      if (heads.length > 1) {
        const argument = branch === undefined || branch === '' ? 'head' : `${branch}@head`;
        throw new RevisionRefusal({ kind: 'multipleHeads', heads, argument });
      }
      return { ids: heads, branch };
    }
    case 'base':
      return { ids: [], branch };
    default:
      return { ids: [symbol], branch };
  }
}

/** The revisions of `targets` that are in one line with what `branch` names, upwards or downwards. */
export function filterForLineage(
  graph: RevisionGraph,
  targets: readonly GraphRevision[],
  branch: string,
  dependencies: boolean,
): GraphRevision[] {
  const { ids, branch: label } = resolveSymbol(graph, branch);
  const names = label === undefined || label === '' ? ids : [label, ...ids];
  if (names.length === 0 || targets.length === 0) return [...targets];
  const line = lineOf(
    graph,
    names.map((name) => revisionForId(graph, name, undefined)),
    dependencies,
  );
  return targets.filter((target) => line.has(target));
}

function filterIds(graph: RevisionGraph, ids: readonly string[], branch: string): string[] {
  const targets = ids.map((id) => revisionForId(graph, id, undefined));
  const kept = new Set(filterForLineage(graph, targets, branch, false));
  return ids.filter((_, index) => kept.has(targets[index] as GraphRevision));
}

function lineOf(
  graph: RevisionGraph,
  owners: readonly GraphRevision[],
  dependencies: boolean,
): Set<GraphRevision> {
  return new Set([...descendants(graph, owners, dependencies), ...ancestors(graph, owners, dependencies)]);
}

/** The revision a branch name stands for: a label, or an id that works as one. */
export function branchRevision(graph: RevisionGraph, name: string): GraphRevision | undefined {
  const labelled = graph.byKey.get(name);
  if (labelled !== undefined) return labelled;
  try {
    return revisionForId(graph, name, undefined);
  } catch (error) {
    if (error instanceof RevisionRefusal && error.cause_.kind === 'unresolved') {
      throw new RevisionRefusal({ kind: 'unresolved', message: `No such branch: '${name}'`, argument: name });
    }
    throw error;
  }
}

/** One id, label or beginning of an id; `branch` has to be in one line with it. */
function revisionForId(graph: RevisionGraph, id: string, branch: string | undefined): GraphRevision {
  const hasBranch = branch !== undefined && branch !== '';
  const branchOwner = hasBranch ? branchRevision(graph, branch) : undefined;
  const revision = graph.byKey.get(id) ?? partialMatch(graph, id, hasBranch ? branch : undefined);
  if (hasBranch && branchOwner !== undefined && !lineOf(graph, [branchOwner], false).has(revision)) {
    throw new RevisionRefusal({
      kind: 'unresolved',
      message: `Revision ${revision.revision} is not a member of branch '${branch}'`,
      argument: id,
    });
  }
  return revision;
}

function partialMatch(graph: RevisionGraph, id: string, branch: string | undefined): GraphRevision {
  if (id === '') return crash('AssertionError', 'Write the identifier of a revision: it is empty here.');
  let keys: string[] = [];
  for (const key of graph.byKey.keys()) if (lengthOf(key) > 3 && key.startsWith(id)) keys.push(key);
  if (branch !== undefined) keys = filterIds(graph, keys, branch);
  const [first] = keys;
  const revision = first === undefined ? undefined : graph.byKey.get(first);
  if (revision === undefined) {
    const hint =
      lengthOf(id) < 4
        ? '; please ensure at least four characters are present for partial revision identifier matches'
        : '';
    throw new RevisionRefusal({
      kind: 'unresolved',
      message: `No such revision or branch '${id}'${hint}`,
      argument: id,
    });
  }
  if (keys.length > 1) {
    const some = keys.slice(0, 3).map((key) => `'${key}'`);
    throw new RevisionRefusal({
      kind: 'unresolved',
      message: `Multiple revisions start with '${id}': ${some.join(', ')}...`,
      argument: id,
    });
  }
  return revision;
}

/** Python counts characters, not UTF-16 units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** What Python's `int()` makes of an identifier; undefined when it is no number. */
function pythonInteger(text: string): number | undefined {
  const match = /^\s*([+-]?\d+(?:_\d+)*)\s*$/.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1].replaceAll('_', ''));
}
