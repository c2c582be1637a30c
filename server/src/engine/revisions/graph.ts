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
  readonly nextSet: Set<string>;
  readonly allNextSet: Set<string>;
  readonly labelSet: Set<string>;
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
  const heads = new Set<Draft>();
  const realHeads = new Set<Draft>();
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
    heads.add(draft);
    realHeads.add(draft);
  }
  const revisions = [...byKey.values()];
  const graph: GraphDraft = { drafts, byKey, report };
  mapBranchLabels(graph);
  resolveDependencies(graph);
  linkChildren(graph, heads, realHeads);
  normalizeDependencies(graph);
  const bases = drafts.filter((draft) => draft.isBase);
  const realBases = drafts.filter((draft) => draft.isRealBase);
  const isCyclic = findCycles({ graph, revisions, heads, realHeads, bases, realBases });
  addBranchLabels(graph);
  for (const draft of drafts) finish(draft);

  const ids = (some: Iterable<Draft>): string[] => Array.from(some, (draft) => draft.revision);
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
  const values = (written: readonly WrittenId[]): string[] => written.map((one) => one.value);
  // A loop of one is reported with its file; following it would hide the rest of the history.
  const downRevisions = values(header.downRevisions).filter((down) => down !== id.value);
  const dependsOn = values(header.dependsOn).filter((dependency) => dependency !== id.value);
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
    branchLabels: [],
    nextRevisions: [],
    allNextRevisions: [],
    isHead: false,
    isRealHead: false,
    isBase: downRevisions.length === 0,
    isRealBase: downRevisions.length === 0 && dependsOn.length === 0,
    isBranchPoint: false,
    isRealBranchPoint: false,
    isMergePoint: downRevisions.length > 1,
    nextSet: new Set(),
    allNextSet: new Set(),
    labelSet: new Set(values(header.branchLabels)),
  };
}

/** Tells every parent its children, and takes parents off the heads. Missing parents are reported and left out. */
function linkChildren(graph: GraphDraft, heads: Set<Draft>, realHeads: Set<Draft>): void {
  for (const child of new Set(graph.byKey.values())) {
    for (const id of child.allDownRevisions) {
      const parent = graph.byKey.get(id);
      const versioned = child.downRevisions.includes(id);
      if (parent?.revision !== id) {
        // A branch label resolves in depends_on, where it is replaced by an id; in down_revision it does not.
        reportMissingParent(graph, child, id);
        continue;
      }
      parent.allNextSet.add(child.revision);
      realHeads.delete(parent);
      if (versioned) {
        parent.nextSet.add(child.revision);
        heads.delete(parent);
      }
    }
  }
}

function reportMissingParent(graph: GraphDraft, child: Draft, id: string): void {
  const written = child.header.downRevisions.find((down) => down.value === id);
  const isLabel = graph.byKey.has(id);
  graph.report({
    kind: 'missing-parent',
    message: isLabel
      ? `down_revision names the branch label ${id}; Alembic takes only a full revision id there`
      : `Revision ${id} referenced from ${describeRevision(child, child.nextSet)} is not present`,
    path: child.path,
    span: written?.span,
    revisions: [child.revision, id],
    raises: `KeyError: ${pythonQuote(id)}`,
  });
}

function finish(draft: Draft): void {
  draft.nextRevisions = [...draft.nextSet];
  draft.allNextRevisions = [...draft.allNextSet];
  draft.branchLabels = [...draft.labelSet];
  draft.isHead = draft.nextSet.size === 0;
  draft.isRealHead = draft.allNextSet.size === 0;
  draft.isBranchPoint = draft.nextSet.size > 1;
  draft.isRealBranchPoint = draft.allNextSet.size > 1;
}
