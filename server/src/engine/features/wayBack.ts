// The way back: the commands that take a database from the version rows it has to those it had before. Alembic's
// targets name one revision; where several rows have to come back, it takes one command after the other.
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { realRevisions, revisionsFor } from '../revisions/identifiers';
import { ancestors } from '../revisions/lineage';
import { planDowngrade, planUpgrade } from '../revisions/plan';
import { versionChanges } from '../revisions/versionTable';

/** One command of the way, and the version rows after it. */
export interface BackwardMove {
  readonly command: 'upgrade' | 'downgrade';
  readonly target: string;
  readonly rows: readonly string[];
}

/**
 * The moves from `now` to `before`, fewest first choice; none when they are the same. Undefined where no sequence of
 * plain targets leads exactly there, or where it would have to go down and up.
 */
export function findWayBack(
  graph: RevisionGraph,
  now: readonly string[],
  before: readonly string[],
): readonly BackwardMove[] | undefined {
  if (isSame(now, before)) return [];
  const held = applied(graph, now);
  const wanted = applied(graph, before);
  if (held === undefined || wanted === undefined) return undefined;
  const command = isWithin(wanted, held) ? 'downgrade' : isWithin(held, wanted) ? 'upgrade' : undefined;
  if (command === undefined) return undefined;
  const targets = command === 'upgrade' ? [...before].sort() : downgradeTargets(graph, held, wanted, before);
  const moves: BackwardMove[] = [];
  let rows = now;
  while (!isSame(rows, before)) {
    const move = bestMove(graph, command, targets, rows, wanted);
    if (move === undefined) return undefined;
    moves.push(move);
    rows = move.rows;
  }
  return moves;
}

/** Of the targets that go towards `wanted` and not past it, the one that comes nearest. */
function bestMove(
  graph: RevisionGraph,
  command: BackwardMove['command'],
  targets: readonly string[],
  from: readonly string[],
  wanted: ReadonlySet<string>,
): BackwardMove | undefined {
  let best: { readonly move: BackwardMove; readonly distance: number } | undefined;
  const start = distanceTo(graph, from, wanted, command);
  for (const target of targets) {
    const rows = rowsAfter(graph, command, from, target);
    const distance = rows === undefined ? undefined : distanceTo(graph, rows, wanted, command);
    if (rows === undefined || distance === undefined) continue;
    if (distance >= (best?.distance ?? start ?? 0)) continue;
    best = { move: { command, target, rows }, distance };
  }
  return best?.move;
}

/** How many revisions lie between rows and what is wanted; undefined when some would be lost or too many run. */
function distanceTo(
  graph: RevisionGraph,
  rows: readonly string[],
  wanted: ReadonlySet<string>,
  command: BackwardMove['command'],
): number | undefined {
  const held = applied(graph, rows);
  if (held === undefined) return undefined;
  const isOnTheWay = command === 'downgrade' ? isWithin(wanted, held) : isWithin(held, wanted);
  return isOnTheWay ? Math.abs(held.size - wanted.size) : undefined;
}

/**
 * The rows that were held, and for each line of revisions that was not begun: `REVISION@PARENT`, which leaves that line
 * alone, or `REVISION@base`.
 */
function downgradeTargets(
  graph: RevisionGraph,
  held: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
  before: readonly string[],
): string[] {
  if (before.length === 0) return ['base'];
  const lines = [...held].sort().flatMap((id) => {
    if (wanted.has(id)) return [];
    const parents = graph.byKey.get(id)?.downRevisions ?? [];
    if (parents.length === 0) return [`${id}@base`];
    return parents.filter((parent) => wanted.has(parent)).map((parent) => `${id}@${parent}`);
  });
  return [...[...before].sort(), ...lines];
}

function rowsAfter(
  graph: RevisionGraph,
  command: BackwardMove['command'],
  from: readonly string[],
  target: string,
): readonly string[] | undefined {
  const planned =
    command === 'upgrade' ? planUpgrade(graph, from, target) : planDowngrade(graph, from, target);
  if (planned.refusal !== undefined) return undefined;
  let rows = from;
  for (const step of planned.value) {
    const changed = versionChanges(graph, step, rows);
    if (changed.refusal !== undefined) return undefined;
    rows = changed.value.heads;
  }
  return rows;
}

/** Every revision that is applied when the table holds `rows`; undefined when a row is not of this history. */
function applied(graph: RevisionGraph, rows: readonly string[]): ReadonlySet<string> | undefined {
  const tips = rows.map((row) => graph.byKey.get(row));
  if (!tips.every((tip): tip is GraphRevision => tip !== undefined)) return undefined;
  return new Set(
    [...ancestors(graph, realRevisions(revisionsFor(graph, rows)), true)].map((entry) => entry.revision),
  );
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((id) => whole.has(id));
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && isWithin(new Set(left), new Set(right));
}
