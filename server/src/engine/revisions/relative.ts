// Identifiers that count steps: +2, -1, rev+2, label@+1, head-3. They are understood as targets of a plan or a range.
import type { GraphRevision, RevisionGraph } from './graph';
import {
  filterForLineage,
  realRevisions,
  revisionFor,
  revisionsFor,
  type Found,
  type Identifier,
} from './identifiers';
import { ancestors } from './lineage';
import { crash, refuse } from './refusal';

// Alembic matches at the beginning only: what follows the digits is ignored.
const RELATIVE = /^(?:([^\n]+?)@)?([\p{L}\p{N}_]+)?([+-]\d+)/u;

interface Relative {
  readonly branch: string | undefined;
  readonly symbol: string | undefined;
  readonly steps: number;
  readonly text: string;
}

function parseRelative(target: string): Relative | undefined {
  const match = RELATIVE.exec(target);
  const text = match?.[3];
  if (match === null || text === undefined) return undefined;
  return { branch: match[1], symbol: match[2], steps: Number(text), text };
}

/** How far a walk has to go: with `exactLength` a walk past the end is no answer, else it stops there. */
export interface WalkOptions {
  readonly exactLength: boolean;
  readonly branch?: string | undefined;
}

/** Walks `steps` revisions up or down from `start` (undefined: from the base). Refuses where the way forks. */
export function walkSteps(
  graph: RevisionGraph,
  start: Found,
  steps: number,
  { exactLength, branch }: WalkOptions,
): Found {
  let at: Found = start;
  for (let left = Math.abs(steps); left > 0; left--) {
    const next = steps > 0 ? stepsUp(graph, at, branch) : stepsDown(graph, at);
    if (next.length === 0) return exactLength ? undefined : at;
    if (next.length > 1) refuse('Ambiguous walk');
    at = next[0];
  }
  return at;
}

function stepsUp(graph: RevisionGraph, at: Found, branch: string | undefined): Found[] {
  if (at === 'base') return crash('AssertionError');
  const next = realRevisions(revisionsFor(graph, at === undefined ? graph.bases : at.nextRevisions));
  return branch === undefined || branch === '' ? next : filterForLineage(graph, next, branch, false);
}

function stepsDown(graph: RevisionGraph, at: Found): Found[] {
  if (at === 'base') return [];
  const down = revisionsFor(graph, at === undefined ? graph.heads : at.downRevisions);
  return down.length === 0 ? ['base'] : down;
}

function tooShort(relative: Relative, text: string): never {
  return refuse(`Relative revision ${text} didn't produce ${Math.abs(relative.steps)} migrations`);
}

/** The revisions an upgrade target means, seen from the current revisions. */
export function upgradeTargets(
  graph: RevisionGraph,
  current: Identifier,
  target: Identifier,
  exactLength: boolean,
): Found[] {
  const relative = typeof target === 'string' ? parseRelative(target) : undefined;
  if (relative === undefined) return revisionsFor(graph, target);
  const { branch, symbol, steps } = relative;
  if (steps <= 0) {
    if (symbol === undefined) return tooShort(relative, String(steps));
    const start = revisionFor(graph, branch === undefined ? symbol : `${branch}@${symbol}`);
    return [walkSteps(graph, start, steps, { exactLength })];
  }
  if (symbol !== undefined) {
    return [walkSteps(graph, revisionFor(graph, symbol), steps, { exactLength, branch })];
  }
  const starts = upgradeStarts(graph, asList(current), branch);
  if (starts.length > 1) refuse('Ambiguous upgrade from multiple current revisions');
  const found = walkSteps(graph, starts[0], steps, { exactLength, branch });
  if (found === undefined) return tooShort(relative, relative.text);
  return [found];
}

/** Where `+n` begins to count: a current revision, the tip of the branch below one, or undefined for the base. */
function upgradeStarts(
  graph: RevisionGraph,
  current: readonly string[],
  branch: string | undefined,
): Found[] {
  if (branch === undefined) {
    if (current.length === 0) return [undefined];
    if (current.length > 1) return refuse('Ambiguous upgrade from multiple current revisions');
    return [revisionFor(graph, current[0])];
  }
  const held = realRevisions(revisionsFor(graph, current));
  const onBranch = filterForLineage(graph, held, branch, false);
  if (onBranch.length > 0) return onBranch;
  const active = filterForLineage(graph, [...ancestors(graph, held, true)], branch, false);
  const parents = new Set(active.flatMap((revision) => revision.normalizedDownRevisions));
  const tips = active.filter((revision) => !parents.has(revision.revision));
  return tips.length > 0 ? tips : [undefined];
}

/** What a downgrade target means: the branch it is limited to, and the revision to stop above. */
export interface DowngradeTarget {
  readonly branch: string | undefined;
  readonly target: Found;
}

/** The revision a downgrade target means, seen from the current revisions; undefined or `'base'` for the base. */
export function downgradeTarget(
  graph: RevisionGraph,
  current: Identifier,
  target: string | undefined,
  exactLength: boolean,
): DowngradeTarget {
  if (target === undefined) return { branch: undefined, target: undefined };
  const relative = parseRelative(target);
  if (relative === undefined) {
    const at = target.lastIndexOf('@');
    const branch = at > 0 ? target.slice(0, at) : undefined;
    return { branch, target: revisionFor(graph, target.slice(at + 1)) };
  }
  const { branch, symbol, steps } = relative;
  if (steps >= 0) {
    if (symbol === undefined) return tooShort(relative, relative.text);
    const found = walkSteps(graph, revisionFor(graph, symbol), steps, { exactLength, branch });
    return { branch, target: found ?? refuse('Walked too far') };
  }
  const start = symbol === undefined ? downgradeStart(graph, asList(current), relative) : { symbol, branch };
  const from = revisionFor(
    graph,
    start.branch === undefined ? start.symbol : `${start.branch}@${start.symbol}`,
  );
  const found = walkSteps(graph, from, steps, { exactLength });
  if (found !== undefined) return { branch: start.branch, target: found };
  return symbol === undefined ? tooShort(relative, relative.text) : refuse('Walked too far');
}

/** Where `-n` begins to count, and the branch this limits the downgrade to. */
function downgradeStart(
  graph: RevisionGraph,
  current: readonly string[],
  relative: Relative,
): { readonly symbol: string; readonly branch: string | undefined } {
  const { branch } = relative;
  if (branch === undefined) {
    const [first] = current;
    if (first === undefined) return tooShort(relative, relative.text);
    // With several current revisions Alembic warns that this is ambiguous and takes the first.
    return { symbol: first, branch: first };
  }
  const held = realRevisions(revisionsFor(graph, current));
  const onBranch = filterForLineage(graph, held, branch, false).map((revision) => revision.revision);
  // A branch can be represented only by a revision of another branch that depends on it.
  const symbols =
    onBranch.length > 0
      ? onBranch
      : filterForLineage(graph, currentTips(graph, held), branch, false).map((revision) => revision.revision);
  const [symbol] = symbols;
  if (symbol === undefined || symbols.length > 1) {
    return crash(
      'AssertionError',
      `Name the target revision: '${branch}' is not exactly one of the current revisions.`,
    );
  }
  return { symbol, branch };
}

/** The current revisions and all they stand on, reduced to the last of each branch. */
export function currentTips(graph: RevisionGraph, current: readonly GraphRevision[]): GraphRevision[] {
  const active = new Set([...current, ...ancestors(graph, current, true)]);
  const ids = new Set(Array.from(active, (revision) => revision.revision));
  const tips = [...active].filter((revision) => !revision.nextRevisions.some((id) => ids.has(id)));
  return tips.sort((a, b) => a.index - b.index);
}

function asList(identifier: Identifier): readonly string[] {
  if (identifier === undefined) return [];
  return typeof identifier === 'string' ? [identifier] : identifier;
}
