// Compares our graph with what real Alembic said about one generated history (test/golden/graph, written by
// scripts/regenerate-golden-graph.py). Every difference is a line of text; none is what a test expects.
import { buildGraph, type RevisionGraph } from '../../../server/src/engine/revisions/graph';
import { findRevision, findRevisions, type Found } from '../../../server/src/engine/revisions/identifiers';
import { readHeader } from '../../../server/src/engine/revisions/header';
import {
  formatBranches,
  formatCurrent,
  formatHeads,
  formatHistory,
  formatShow,
} from '../../../server/src/engine/revisions/historyText';
import { loadRefusal } from '../../../server/src/engine/revisions/loadRefusal';
import {
  planDowngrade,
  planStamp,
  planStart,
  planUpgrade,
  type PlanStep,
  type StampStep,
} from '../../../server/src/engine/revisions/plan';
import type { Outcome } from '../../../server/src/engine/revisions/refusal';
import { versionChanges } from '../../../server/src/engine/revisions/versionTable';
import { walkRevisions } from '../../../server/src/engine/revisions/walk';

/** An answer of Alembic: a value, its FAILED text, or the exception it ended with; `any` where hash seeds differ. */
type Answer = { ok: unknown } | { failed: string } | { raised: string } | { any: Answer[] };

interface AlembicAnswers {
  loads: Answer;
  warnings: string[];
  heads: string[];
  realHeads: string[];
  bases: string[];
  realBases: string[];
  revisions: Record<string, Record<string, unknown>>;
  walk: Answer;
  many: Record<string, Answer>;
  one: Record<string, Answer>;
  /** Absent where Alembic does not load the history. */
  upgrade?: [string[], string, Answer][];
  downgrade: [string[], string, Answer][];
  stamp: [string[], string[], Answer][];
  start: Record<string, Answer>;
  text: Record<string, Answer>;
  ranges: Record<string, Answer>;
  current: ({ held: string[] } & Record<string, Answer | string[]>)[];
}

/** One file of test/golden/graph. */
export interface GoldenHistory {
  files: Record<string, string>;
  alembic: AlembicAnswers;
}

/** What a comparison found, and how many answers it looked at. */
export interface Comparison {
  readonly differences: string[];
  readonly compared: number;
}

/** The graph of a golden history; paths are those the golden answers print. */
export function graphOf(golden: GoldenHistory): RevisionGraph {
  const names = Object.keys(golden.files).sort((a, b) => (a < b ? -1 : 1));
  return buildGraph(names.map((name) => readHeader(`HOME/versions/${name}`, golden.files[name] ?? '')));
}

/** Asks our graph everything the golden file holds an answer to. */
export function compareHistory(golden: GoldenHistory): Comparison {
  const { alembic } = golden;
  const graph = graphOf(golden);
  const differences: string[] = [];
  let compared = 0;
  const compare = (question: string, ours: unknown, theirs: unknown): void => {
    compared++;
    if (!agrees(ours, theirs)) differences.push(`${question}: ${show(ours)} instead of ${show(theirs)}`);
  };
  const warned = graph.problems.filter((one) => /is not present$|more than once$/.test(one.message));
  compare('warnings', warned.map((one) => one.message).slice(0, alembic.warnings.length), alembic.warnings);
  const failure = loadRefusal(graph);
  compare('loads', failure === undefined ? { ok: null } : theirWords(failure), alembic.loads);
  if (!('ok' in alembic.loads)) return { differences, compared };

  for (const key of ['heads', 'realHeads', 'bases', 'realBases'] as const)
    compare(key, graph[key], alembic[key]);
  compare('revisions', describe(graph), alembic.revisions);
  compare('walk', theirWords(walkRevisions(graph), ids), alembic.walk);
  for (const [name, answer] of Object.entries(alembic.many)) {
    compare(
      `many ${name}`,
      theirWords(findRevisions(graph, name), (found) => found.map(idOf)),
      answer,
    );
  }
  for (const [name, answer] of Object.entries(alembic.one)) {
    compare(`one ${name}`, theirWords(findRevision(graph, name), idOf), answer);
  }
  for (const [held, target, answer] of alembic.upgrade ?? []) {
    compare(
      `upgrade ${held.join()} ${target}`,
      theirWords(planUpgrade(graph, held, target), (s) => plan(graph, s, held)),
      answer,
    );
  }
  for (const [held, target, answer] of alembic.downgrade) {
    compare(
      `downgrade ${held.join()} ${target}`,
      theirWords(planDowngrade(graph, held, target), (s) => plan(graph, s, held)),
      answer,
    );
  }
  for (const [held, targets, answer] of alembic.stamp) {
    compare(
      `stamp ${held.join()} ${targets.join()}`,
      theirWords(planStamp(graph, held, targets), (s) => plan(graph, s, held)),
      answer,
    );
  }
  for (const [from, answer] of Object.entries(alembic.start))
    compare(`start ${from}`, theirWords(planStart(graph, from)), answer);
  for (const [command, answer] of Object.entries(alembic.text))
    compare(command, theirWords(textOf(graph, command)), answer);
  for (const [range, answer] of Object.entries(alembic.ranges)) {
    const ours = formatHistory(graph, { range, verbose: false, indicateCurrent: false, current: undefined });
    compare(`history -r ${range}`, theirWords(ours), answer);
  }
  for (const { held, ...commands } of alembic.current) {
    for (const [command, answer] of Object.entries(commands)) {
      // Several current revisions are a set to Alembic, printed in any order.
      const theirs = held.length > 1 && command.startsWith('current') ? { any: [answer] } : answer;
      compare(`${command} at ${held.join()}`, theirWords(currentText(graph, command, held)), theirs);
    }
  }
  return { differences, compared };
}

function textOf(graph: RevisionGraph, command: string): Outcome<string> {
  const verbose = command.endsWith(' -v');
  if (command.startsWith('heads')) {
    return formatHeads(graph, { verbose, resolveDependencies: command.includes('--resolve-dependencies') });
  }
  if (command.startsWith('branches')) return formatBranches(graph, { verbose });
  if (command.startsWith('show ')) return formatShow(graph, command.slice(5), undefined);
  return formatHistory(graph, { range: undefined, verbose, indicateCurrent: false, current: undefined });
}

function currentText(graph: RevisionGraph, command: string, held: readonly string[]): Outcome<string> {
  if (command === 'show current') return formatShow(graph, 'current', held);
  if (command.startsWith('current')) {
    return formatCurrent(graph, held, { verbose: command.endsWith('-v'), url: 'sqlite:///HOME/database' });
  }
  const range = command.includes(' -r ') ? command.slice(command.indexOf(' -r ') + 4) : undefined;
  return formatHistory(graph, {
    range,
    verbose: false,
    indicateCurrent: command.endsWith(' -i'),
    current: held,
  });
}

function plan(
  graph: RevisionGraph,
  steps: readonly (PlanStep | StampStep)[],
  held: readonly string[],
): unknown {
  const listed = steps.map((step) =>
    step.direction === 'stamp'
      ? [step.isUpgrade, step.branchMove, step.from, step.to]
      : [step.revision, step.from, step.to],
  );
  const rows: unknown[] = [];
  let heads = [...new Set(held)];
  for (const step of steps) {
    const changed = versionChanges(graph, step, heads);
    if (changed.refusal !== undefined) return { steps: listed, rows: theirWords(changed) };
    const changes = changed.value.changes.map((one) =>
      one.kind === 'update' ? ['update', one.from, one.to] : [one.kind, one.version],
    );
    heads = [...changed.value.heads];
    rows.push([changes, heads.toSorted()]);
  }
  return { steps: listed, rows: { ok: rows } };
}

function describe(graph: RevisionGraph): unknown {
  return Object.fromEntries(
    graph.revisions.map((one) => [
      one.revision,
      {
        down: one.downRevisions,
        depends: one.dependsOn,
        resolved: one.resolvedDependencies,
        normalized: one.normalizedDependencies.toSorted(),
        next: one.nextRevisions.toSorted(),
        allNext: one.allNextRevisions.toSorted(),
        labels: one.branchLabels.toSorted(),
        marks: [
          one.isHead,
          one.isRealHead,
          one.isBase,
          one.isRealBase,
          one.isBranchPoint,
          one.isRealBranchPoint,
          one.isMergePoint,
        ],
        doc: one.header.message,
        file: one.path.slice('HOME/versions/'.length),
      },
    ]),
  );
}

function idOf(found: Found): string | null {
  return found === undefined ? null : found === 'base' ? 'base' : found.revision;
}

function ids(revisions: readonly { readonly revision: string }[]): string[] {
  return revisions.map((one) => one.revision);
}

function theirWords<T>(outcome: Outcome<T>, shape: (value: T) => unknown = (value) => value): unknown {
  if (outcome.refusal === undefined) return { ok: shape(outcome.value) };
  const { message, crash } = outcome.refusal;
  return crash && !message.startsWith('CommandError: ')
    ? { raised: message }
    : { failed: message.replace('CommandError: ', '') };
}

function agrees(ours: unknown, theirs: unknown): boolean {
  if (isObject(theirs) && Array.isArray(theirs['any'])) {
    return theirs['any'].some((one) => agrees(ours, one) || words(ours) === words(one));
  }
  if (Array.isArray(theirs)) {
    return (
      Array.isArray(ours) && ours.length === theirs.length && theirs.every((one, i) => agrees(ours[i], one))
    );
  }
  if (isObject(theirs)) {
    return (
      isObject(ours) &&
      Object.keys(ours).length === Object.keys(theirs).length &&
      Object.entries(theirs).every(([key, value]) => key in ours && agrees(ours[key], value))
    );
  }
  return ours === theirs;
}

/** For answers whose order Alembic leaves to chance: the words they consist of. */
function words(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('\\n', ' ')
    .split(/[^\w.-]+/)
    .toSorted()
    .join(' ');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value).slice(0, 600);
}
