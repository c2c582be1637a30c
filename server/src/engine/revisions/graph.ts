// The graph of a project's revisions, with the meaning Alembic's own revision map gives it. What is wrong with the
// history is a list of problems, in Alembic's words; looking things up in the graph is identifiers.ts and plan.ts.
import type { Span } from '../text/span';
import { addBranchLabels, mapBranchLabels } from './branchLabels';
import { findCycles } from './cycles';
import { normalizeDependencies, resolveDependencies } from './dependencies';
import { describeRevision } from './describe';
import { pythonQuote } from './pythonText';
import type { RevisionHeader, WrittenId } from './revision';

/** One revision as the graph sees it. Lists of ids are in the order written, or in load order where Alembic has a set. */
export interface GraphRevision {
  readonly header: RevisionHeader;
  readonly revision: string;
  readonly path: string;
  /** Position in load order; what Alembic sorts by when nothing else decides. */
  readonly index: number;
  /** `down_revision` as written. */
  readonly downRevisions: readonly string[];
  /** `depends_on` as written: ids or branch labels. */
  readonly dependsOn: readonly string[];
  /** `depends_on` as ids. */
  readonly resolvedDependencies: readonly string[];
  /** The resolved dependencies which no ancestor already depends on. */
  readonly normalizedDependencies: readonly string[];
  /** `down_revision` and all resolved dependencies. */
  readonly allDownRevisions: readonly string[];
  /** `down_revision` and the normalized dependencies: the parents in plans and in the version table. */
  readonly normalizedDownRevisions: readonly string[];
  /** Own labels first, then those inherited along the branch. */
  readonly branchLabels: readonly string[];
  /** Revisions whose `down_revision` names this one. */
  readonly nextRevisions: readonly string[];
  /** The same, with those that depend on this one. */
  readonly allNextRevisions: readonly string[];
  /** Nothing names it in `down_revision`. */
  readonly isHead: boolean;
  /** Nothing names it in `down_revision` or depends on it. */
  readonly isRealHead: boolean;
  readonly isBase: boolean;
  readonly isRealBase: boolean;
  readonly isBranchPoint: boolean;
  readonly isRealBranchPoint: boolean;
  readonly isMergePoint: boolean;
}

/** Something wrong with the history. `span` is the place to underline in `path`; `revisions` are the ids concerned. */
export interface GraphProblem {
  readonly kind:
    | 'missing-revision'
    | 'missing-down-revision'
    | 'not-literal'
    | 'wrong-type'
    | 'illegal-character'
    | 'unreadable'
    | 'duplicate-revision'
    | 'self-loop'
    | 'dependency-self-loop'
    | 'duplicate-label'
    | 'missing-parent'
    | 'missing-dependency'
    | 'cycle'
    | 'dependency-cycle';
  readonly message: string;
  readonly path: string;
  readonly span: Span | undefined;
  readonly revisions: readonly string[];
  /** The exception every Alembic command ends with, `Type: text`; undefined where Alembic only warns. */
  readonly raises: string | undefined;
}

/**
 * The whole history. `revisions` are in load order, one for each id (of several files with one id, the last, as in
 * Alembic). `byKey` finds them by id and by branch label. `heads` and `bases` ignore depends_on, the real ones do not.
 * `failure` is the first problem that stops Alembic, or that makes the graph a guess; undefined when Alembic loads it.
 */
export interface RevisionGraph {
  readonly revisions: readonly GraphRevision[];
  readonly byKey: ReadonlyMap<string, GraphRevision>;
  /** Every file, including those whose id a later file repeats and those without an id. */
  readonly headers: readonly RevisionHeader[];
  readonly heads: readonly string[];
  readonly realHeads: readonly string[];
  readonly bases: readonly string[];
  readonly realBases: readonly string[];
  readonly problems: readonly GraphProblem[];
  readonly failure: GraphProblem | undefined;
  /** True when revisions lead back to themselves, so that no order of them exists. */
  readonly isCyclic: boolean;
}

/** A revision while the graph is being built. */
export type Draft = { -readonly [K in keyof GraphRevision]: GraphRevision[K] } & {
  readonly nextRevisions: string[];
  readonly allNextRevisions: string[];
  readonly branchLabels: string[];
};

/** What the stages of building share. `drafts` holds every file with an id, `byKey` only what Alembic keeps. */
export interface GraphDraft {
  readonly drafts: readonly Draft[];
  readonly byKey: Map<string, Draft>;
  readonly report: (problem: GraphProblem) => void;
}

/** Builds the graph from the headers of all revision files, in the order in which Alembic loads them. Never throws. */
export function buildGraph(headers: readonly RevisionHeader[]): RevisionGraph {
  const problems: GraphProblem[] = [];
  const report = (problem: GraphProblem): void => void problems.push(problem);
  const byKey = new Map<string, Draft>();
  const drafts: Draft[] = [];
  let hasLabels = false;
  let hasDependencies = false;
  const indexes = new Map<string, number>();

  for (const header of headers) {
    reportHeader(header, report);
    if (header.revision === undefined) continue;
    const id = header.revision.value;
    const index = indexes.get(id) ?? indexes.size;
    indexes.set(id, index);
    const draft = draftOf(header, header.revision, index);
    drafts.push(draft);
    if (byKey.has(id)) {
      report({
        kind: 'duplicate-revision',
        message: `Revision ${id} is present more than once`,
        path: header.path,
        span: header.revision.span,
        revisions: [id],
        raises: undefined,
      });
    }
    byKey.set(id, draft);
    hasLabels ||= draft.branchLabels.length > 0;
    hasDependencies ||= draft.dependsOn.length > 0;
  }
  const revisions = [...byKey.values()];
  const graph: GraphDraft = { drafts, byKey, report };
  // Most histories have neither, and a stage that has nothing to do still takes time where there are ten thousand.
  if (hasLabels) mapBranchLabels(graph);
  if (hasDependencies) resolveDependencies(graph);
  linkChildren(graph, hasLabels ? new Set(byKey.values()) : revisions);
  if (hasDependencies) normalizeDependencies(graph);
  const heads = drafts.filter((draft) => draft.nextRevisions.length === 0);
  const realHeads = drafts.filter((draft) => draft.allNextRevisions.length === 0);
  const bases = drafts.filter((draft) => draft.isBase);
  const realBases = drafts.filter((draft) => draft.isRealBase);
  const isPlain = problems.length === 0 && !hasDependencies && !hasLabels;
  const isCyclic =
    !(isPlain && isOrdered(graph, bases)) &&
    findCycles({ graph, revisions, heads, realHeads, bases, realBases });
  if (hasLabels) addBranchLabels(graph);
  for (const draft of drafts) finish(draft);

  const ids = (some: readonly Draft[]): string[] => some.map((draft) => draft.revision);
  return {
    revisions,
    byKey,
    headers,
    heads: ids(heads),
    realHeads: ids(realHeads),
    bases: ids(bases),
    realBases: ids(realBases),
    problems,
    failure: problems.find((problem) => problem.kind !== 'duplicate-revision'),
    isCyclic,
  };
}

const EXCEPTION_OF_HEADER = new Map([
  ['missing-revision', 'CommandError'],
  ['missing-down-revision', 'AttributeError'],
  ['illegal-character', 'RevisionError'],
  ['wrong-type', 'TypeError'],
]);

function reportHeader(header: RevisionHeader, report: (problem: GraphProblem) => void): void {
  const id = header.revision?.value;
  if (header.problems.length === 0 && !namesItself(header)) return;
  const order = (kind: string): number => (kind === 'illegal-character' ? 1 : 0);
  const early = header.problems.filter((problem) => order(problem.kind) === 0);
  const late = header.problems.filter((problem) => order(problem.kind) === 1);
  const forward = (some: RevisionHeader['problems']): void => {
    for (const problem of some) {
      const exception = EXCEPTION_OF_HEADER.get(problem.kind);
      report({
        ...problem,
        path: header.path,
        revisions: id === undefined ? [] : [id],
        raises: exception === undefined ? undefined : `${exception}: ${problem.message}`,
      });
    }
  };
  forward(early);
  const loop = header.downRevisions.find((down) => down.value === id);
  const dependencyLoop = header.dependsOn.find((dependency) => dependency.value === id);
  const selfLoop = (kind: 'self-loop' | 'dependency-self-loop', word: string, at: WrittenId): void => {
    const message = `${word} is detected in revisions (${at.value})`;
    const type = kind === 'self-loop' ? 'LoopDetected' : 'DependencyLoopDetected';
    report({
      kind,
      message,
      path: header.path,
      span: at.span,
      revisions: [at.value],
      raises: `${type}: ${message}`,
    });
  };
  if (loop !== undefined) selfLoop('self-loop', 'Self-loop', loop);
  else if (dependencyLoop !== undefined)
    selfLoop('dependency-self-loop', 'Dependency self-loop', dependencyLoop);
  forward(late);
}

function namesItself({ revision, downRevisions, dependsOn }: RevisionHeader): boolean {
  const isOwn = (one: WrittenId): boolean => one.value === revision?.value;
  return downRevisions.some(isOwn) || dependsOn.some(isOwn);
}

function draftOf(header: RevisionHeader, id: WrittenId, index: number): Draft {
  // A loop of one is reported with its file; following it would hide the rest of the history.
  const downRevisions = valuesOf(header.downRevisions, id.value);
  const dependsOn = valuesOf(header.dependsOn, id.value);
  return {
    header,
    revision: id.value,
    path: header.path,
    index,
    downRevisions,
    dependsOn,
    resolvedDependencies: [],
    normalizedDependencies: [],
    allDownRevisions: downRevisions,
    normalizedDownRevisions: downRevisions,
    branchLabels: header.branchLabels.length === 0 ? [] : labelsOf(header),
    nextRevisions: [],
    allNextRevisions: [],
    isHead: false,
    isRealHead: false,
    isBase: downRevisions.length === 0,
    isRealBase: downRevisions.length === 0 && dependsOn.length === 0,
    isBranchPoint: false,
    isRealBranchPoint: false,
    isMergePoint: downRevisions.length > 1,
  };
}

function valuesOf(written: readonly WrittenId[], own: string): string[] {
  const values: string[] = [];
  for (const { value } of written) if (value !== own) values.push(value);
  return values;
}

function labelsOf({ branchLabels }: RevisionHeader): string[] {
  return [...new Set(branchLabels.map((label) => label.value))];
}

/** Tells every parent its children. Missing parents are reported and left out. */
function linkChildren(graph: GraphDraft, children: Iterable<Draft>): void {
  for (const child of children) {
    for (const id of child.allDownRevisions) {
      const parent = graph.byKey.get(id);
      if (parent?.revision !== id) {
        // A branch label resolves in depends_on, where it is replaced by an id; in down_revision it does not.
        reportMissingParent(graph, child, id);
        continue;
      }
      addChild(graph, parent.allNextRevisions, child);
      if (child.downRevisions.includes(id)) addChild(graph, parent.nextRevisions, child);
    }
  }
}

/** A child that names its parent twice comes twice in a row; only a repeated id comes again later. */
function addChild({ byKey }: GraphDraft, children: string[], child: Draft): void {
  const { revision } = child;
  if (children.at(-1) === revision) return;
  if (byKey.get(revision) === child || !children.includes(revision)) children.push(revision);
}

/**
 * True when all revisions can be put in an order, parents first, so that there is no cycle to look for. Only for a
 * history in which every parent is there and nothing depends on anything else.
 */
function isOrdered({ drafts, byKey }: GraphDraft, bases: readonly Draft[]): boolean {
  const open = drafts.map((draft) => draft.downRevisions.length);
  const todo = [...bases];
  let count = 0;
  for (let draft = todo.pop(); draft !== undefined; draft = todo.pop()) {
    count++;
    for (const id of draft.nextRevisions) {
      const next = byKey.get(id);
      if (next === undefined) return false;
      const rest = (open[next.index] ?? 0) - 1;
      open[next.index] = rest;
      if (rest === 0) todo.push(next);
    }
  }
  return count === drafts.length;
}

function reportMissingParent(graph: GraphDraft, child: Draft, id: string): void {
  const written = child.header.downRevisions.find((down) => down.value === id);
  const isLabel = graph.byKey.has(id);
  graph.report({
    kind: 'missing-parent',
    message: isLabel
      ? `down_revision names the branch label ${id}; Alembic takes only a full revision id there`
      : `Revision ${id} referenced from ${describeRevision(child, child.nextRevisions)} is not present`,
    path: child.path,
    span: written?.span,
    revisions: [child.revision, id],
    raises: `KeyError: ${pythonQuote(id)}`,
  });
}

function finish(draft: Draft): void {
  draft.isHead = draft.nextRevisions.length === 0;
  draft.isRealHead = draft.allNextRevisions.length === 0;
  draft.isBranchPoint = draft.nextRevisions.length > 1;
  draft.isRealBranchPoint = draft.allNextRevisions.length > 1;
}
