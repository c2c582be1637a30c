// Which revisions a request covers: all that an upgrade needs, all that a downgrade takes away.
import type { GraphRevision, RevisionGraph } from './graph';
import {
  branchRevision,
  realRevisions,
  revisionFor,
  revisionsFor,
  type Found,
  type Identifier,
} from './identifiers';
import { ancestors, descendants, distinctAncestors, distinctDescendants } from './lineage';
import { crash, refuse, RevisionRefusal } from './refusal';
import { downgradeTarget, upgradeTargets } from './relative';
import { pythonTuple } from './pythonText';

/** What is covered, in no order, and where walking it starts. */
export interface Collected {
  readonly needed: Set<GraphRevision>;
  readonly heads: readonly GraphRevision[];
}

/** `inclusive` keeps the lower end; `implicitBase` takes what the target needs from other branches too. */
export interface CollectOptions {
  readonly inclusive: boolean;
  readonly implicitBase: boolean;
  readonly exactLength: boolean;
}

/** The revisions between what is current (`lower`) and the target (`upper`). */
export function collectUpgrade(
  graph: RevisionGraph,
  upper: Identifier,
  lower: Identifier,
  { inclusive, implicitBase, exactLength }: CollectOptions,
): Collected {
  let targets = realRevisions(upgradeTargets(graph, lower, upper, exactLength));
  if (typeof lower === 'string' && lower.includes('@')) {
    const branch = branchOf(graph, lower.slice(0, lower.indexOf('@')));
    targets = [...new Set(targets)].filter((target) => target.branchLabels.includes(branch));
  }
  const required = distinctAncestors(graph, targets);
  let current: Found[] = revisionsFor(graph, lower);
  if (!implicitBase && current.some((one) => one !== undefined && !(one !== 'base' && required.has(one)))) {
    throw new RevisionRefusal({ kind: 'notAncestor', lower: sideText(lower), upper: sideText(upper) });
  }
  let lowest: Identifier = lower;
  if (current.length > 0 && current[0] === undefined) {
    // A relative lower end that leads below the base: it is looked up once more, as a downgrade target would be.
    if (typeof lower !== 'string') crash('AssertionError');
    const { target } = downgradeTarget(graph, upper, lower, exactLength);
    if (target === undefined) crash('AssertionError');
    current = target === 'base' ? [] : [target];
    lowest = target === 'base' ? undefined : target.revision;
  }
  const held = realRevisions(current);
  const active = distinctAncestors(graph, held);
  const needed = new Set([...required].filter((revision) => !active.has(revision)));
  if (inclusive) for (const revision of realRevisions(revisionsFor(graph, lowest))) needed.add(revision);
  if (held.length > 0 && !implicitBase) {
    const above = distinctDescendants(graph, held);
    for (const revision of needed) if (!above.has(revision)) needed.delete(revision);
  }
  return { needed, heads: targets };
}

/** An id in front of an `@` stands for the branch it is on. */
function branchOf(graph: RevisionGraph, name: string): string {
  const revision = revisionFor(graph, name);
  if (revision?.revision !== name) return name;
  const [label] = revision.branchLabels;
  if (label === undefined || revision.branchLabels.length > 1) {
    return crash(
      'AssertionError',
      `Name the branch by its label: revision ${name} is not on exactly one labelled branch.`,
    );
  }
  return label;
}

/** The revisions a downgrade from `upper` (the current revisions) to `lower` takes away. */
export function collectDowngrade(
  graph: RevisionGraph,
  upper: Identifier,
  lower: string | undefined,
): Collected {
  const { branch, target: found } = downgradeTarget(graph, upper, lower, true);
  const target = found === 'base' ? undefined : found;
  let roots =
    target === undefined
      ? // A labelled base counts twice, as Alembic looks at the entries of its map.
        [...graph.byKey.values()].filter((revision) => revision.isBase)
      : realRevisions(revisionsFor(graph, target.nextRevisions));
  if (branch !== undefined && roots.length > 1) {
    const owner = branchRevision(graph, branch);
    const line = owner === undefined ? new Set<GraphRevision>() : ancestors(graph, [owner], false);
    roots = roots.filter((root) => line.has(root));
    if (roots.length === 0) refuse('Not a valid downgrade target from current heads');
  }
  const heads = realRevisions(revisionsFor(graph, upper));
  const active = ancestors(graph, heads, true);
  const needed = new Set([...descendants(graph, roots, true)].filter((revision) => active.has(revision)));
  if (target !== undefined && needed.size === 0 && !heads.includes(target)) {
    throw new RevisionRefusal({ kind: 'notAncestor', lower: 'Nothing to drop', upper: sideText(upper) });
  }
  return { needed, heads };
}

/** A side of a range as Python formats it into a message. */
export function sideText(side: Identifier): string {
  if (side === undefined) return 'base';
  return typeof side === 'string' ? side : pythonTuple(side);
}
