// The replay of a history: what every revision does and the schema before and after it, computed when asked for.
// Knows files only as texts; who edits them and when is the workspace's business.
import { evaluateFunction } from './operations/evaluate';
import type { Dialect, Evaluation, VersionTableOptions } from './operations/evaluation';
import type { SqlStatement } from './operations/expression';
import type { StatementStep, Step } from './operations/step';
import type { ModuleTrees } from './moduleTrees';
import { parseModule } from './python/parse';
import type { Module } from './python/syntax';
import type { GraphRevision, RevisionGraph } from './revisions/graph';
import { topologicalOrder } from './revisions/walk';
import type { AnalysedStep, FunctionAnalysis } from './lint/rule';
import { applyStep, type StepContext } from './schema/applyStep';
import { EMPTY_SCHEMA } from './schema/lookup';
import { schemaInspector } from './schema/inspector';
import type { Schema } from './schema/schema';
import type { SqlReading } from './sqlText/parsedSql';
import { readSql, type SqlTexts } from './sqlText/sqlTexts';
import type { EnvironmentOption, NamingConvention } from './schema/namingConvention';

/** What a replay depends on besides the files. */
export interface ReplaySettings {
  readonly dialect: Dialect;
  readonly namingConvention: EnvironmentOption<NamingConvention>;
  /** What env.py configures online. */
  readonly versionTableOptions: VersionTableOptions;
  /** The project's modules, where they can be read. */
  readonly moduleTrees: ModuleTrees;
  /** Parsed SQL of op.execute; what is not in it counts as not analysed. */
  readonly sqlTexts: SqlTexts;
}

interface Replayed {
  readonly text: string;
  readonly before: Schema;
  readonly analysis: FunctionAnalysis;
  readonly after: Schema;
  /** Whether the function asked what the database holds, which the simulated schema answered. */
  readonly asksDatabase: boolean;
  /** SQL texts that were not parsed when this was computed; once one of them is, it is computed again. */
  readonly unparsed: readonly string[];
}

/** Results that survive edits: each entry says what it was computed from, so a stale one is recognised. */
export interface ReplayCache {
  readonly modules: Map<string, { readonly text: string; readonly module: Module }>;
  readonly upgrades: Map<string, Replayed>;
  readonly downgrades: Map<string, Replayed>;
  /** United schemas of merge points, with the schemas of the parents they were made from. */
  readonly merges: Map<string, { readonly parents: readonly Schema[]; readonly schema: Schema }>;
}

/** A cache with nothing in it. */
export function newReplayCache(): ReplayCache {
  return { modules: new Map(), upgrades: new Map(), downgrades: new Map(), merges: new Map() };
}

/** Replays revisions of one graph over one set of texts. Asking twice costs a look-up. */
export class History {
  readonly #graph: RevisionGraph;
  readonly #text: (path: string) => string | undefined;
  readonly #settings: ReplaySettings;
  readonly #cache: ReplayCache;
  readonly #fresh = new Map<string, Replayed>();
  readonly #unparsed = new Set<string>();

  constructor(
    graph: RevisionGraph,
    text: (path: string) => string | undefined,
    settings: ReplaySettings,
    cache: ReplayCache,
  ) {
    this.#graph = graph;
    this.#text = text;
    this.#settings = settings;
    this.#cache = cache;
  }

  /**
   * The history after the text of one file changed below its head, so that the graph is the same: what does not stand on
   * `revision`, which the file holds, stays replayed. A file outside the graph changes nothing here.
   */
  afterEdit(revision: string | undefined, text: (path: string) => string | undefined): History {
    const next = new History(this.#graph, text, this.#settings, this.#cache);
    if (this.#graph.isCyclic) return next;
    const stale = new Set(revision === undefined ? [] : [revision]);
    // A set grows while it is gone through, so this reaches everything above.
    for (const id of stale)
      for (const child of this.#graph.byKey.get(id)?.nextRevisions ?? []) stale.add(child);
    for (const [id, replayed] of this.#fresh) if (!stale.has(id)) next.#fresh.set(id, replayed);
    for (const sql of this.#unparsed) next.#unparsed.add(sql);
    return next;
  }

  /** The syntax tree of a file; an unknown file is an empty module. */
  module(path: string): Module {
    const text = this.#text(path) ?? '';
    const cached = this.#cache.modules.get(path);
    if (cached?.text === text) return cached.module;
    const module = parseModule(text);
    this.#cache.modules.set(path, { text, module });
    return module;
  }

  /** What upgrade() of a revision does, with the schema around every step. */
  upgrade(revision: string): FunctionAnalysis {
    return this.#replayed(revision).analysis;
  }

  /** The evaluation of upgrade() of a revision, where it is replayed already and did not ask what the database holds. */
  knownEvaluation(revision: string): Evaluation | undefined {
    const replayed = this.#fresh.get(revision);
    return replayed?.asksDatabase === false ? replayed.analysis.evaluation : undefined;
  }

  /** What downgrade() of a revision does, beginning with the schema that upgrade() leaves. */
  downgrade(revision: string): FunctionAnalysis {
    const { after } = this.#replayed(revision);
    const path = this.#graph.byKey.get(revision)?.path ?? '';
    return this.#cached(this.#cache.downgrades, path, revision, 'downgrade', after).analysis;
  }

  /** SQL texts that the replays so far have met and nobody has parsed. */
  get unparsed(): ReadonlySet<string> {
    return this.#unparsed;
  }

  before(revision: string): Schema {
    return this.#replayed(revision).before;
  }

  after(revision: string): Schema {
    return this.#replayed(revision).after;
  }

  /** Replays the file alone: for files that are not part of the graph. */
  alone(path: string, direction: 'upgrade' | 'downgrade'): FunctionAnalysis {
    return this.#analyse(path, undefined, direction, EMPTY_SCHEMA).analysis;
  }

  /** Replays the downgrade() of another text of a revision's file, from the schema that its upgrade() leaves now. */
  downgradeOf(revision: string | undefined, source: string): FunctionAnalysis {
    const after = revision === undefined ? EMPTY_SCHEMA : this.#replayed(revision).after;
    return this.#analyseModule(parseModule(source), source, revision, 'downgrade', after).analysis;
  }

  #replayed(revision: string): Replayed {
    for (const id of this.#pending(revision)) {
      const entry = this.#graph.byKey.get(id);
      if (entry === undefined) continue;
      const before = this.#schemaBefore(id, entry.normalizedDownRevisions);
      this.#fresh.set(id, this.#cached(this.#cache.upgrades, entry.path, id, 'upgrade', before));
    }
    return this.#fresh.get(revision) ?? this.#analyse('', undefined, 'upgrade', EMPTY_SCHEMA);
  }

  /** The revision and its ancestors that are not replayed yet, parents first. A cycle ends where it closes. */
  #pending(revision: string): readonly string[] {
    const order: string[] = [];
    const seen = new Set<string>();
    const stack: { readonly id: string; readonly isLeaving: boolean }[] = [
      { id: revision, isLeaving: false },
    ];
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      if (item.isLeaving) {
        order.push(item.id);
        continue;
      }
      if (seen.has(item.id) || this.#fresh.has(item.id)) continue;
      seen.add(item.id);
      stack.push({ id: item.id, isLeaving: true });
      for (const parent of this.#graph.byKey.get(item.id)?.normalizedDownRevisions ?? []) {
        stack.push({ id: parent, isLeaving: false });
      }
    }
    return order;
  }

  /** One parent: its schema. Several: the first one's, with the revisions only the others bring replayed on top. */
  #schemaBefore(revision: string, parents: readonly string[]): Schema {
    const [first, ...others] = parents;
    if (first === undefined) return EMPTY_SCHEMA;
    const afters = parents.map((parent) => this.#fresh.get(parent)?.after ?? EMPTY_SCHEMA);
    let schema = afters[0] ?? EMPTY_SCHEMA;
    if (others.length === 0) return schema;
    const cached = this.#cache.merges.get(revision);
    if (cached !== undefined && sameItems(cached.parents, afters)) return cached.schema;
    const known = this.#ancestors([first]);
    const brought = [...this.#ancestors(others)].filter((id) => !known.has(id));
    let isWhole = true;
    for (const entry of this.#inUpgradeOrder(brought, others)) {
      const { after, unparsed } = this.#analyse(entry.path, entry.revision, 'upgrade', schema);
      if (unparsed.length > 0) isWhole = false;
      schema = after;
    }
    if (isWhole) this.#cache.merges.set(revision, { parents: afters, schema });
    return schema;
  }

  #ancestors(ids: readonly string[]): ReadonlySet<string> {
    const found = new Set<string>();
    const pending = [...ids];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      if (found.has(id)) continue;
      found.add(id);
      pending.push(...(this.#graph.byKey.get(id)?.normalizedDownRevisions ?? []));
    }
    return found;
  }

  #inUpgradeOrder(ids: readonly string[], heads: readonly string[]): readonly GraphRevision[] {
    const entries = (some: readonly string[]): GraphRevision[] =>
      some.flatMap((id) => this.#graph.byKey.get(id) ?? []);
    if (this.#graph.isCyclic) return entries(ids);
    return topologicalOrder(this.#graph, entries(ids), entries(heads)).reverse();
  }

  #cached(
    cache: Map<string, Replayed>,
    path: string,
    revision: string,
    direction: 'upgrade' | 'downgrade',
    before: Schema,
  ): Replayed {
    const entry = cache.get(path);
    const text = this.#text(path) ?? '';
    if (entry?.text === text && entry.before === before && this.#isCurrent(entry)) {
      for (const sql of entry.unparsed) this.#unparsed.add(sql);
      return entry;
    }
    const replayed = this.#analyse(path, revision, direction, before);
    cache.set(path, replayed);
    return replayed;
  }

  #isCurrent({ unparsed }: Replayed): boolean {
    return unparsed.every((sql) => !this.#settings.sqlTexts.has(sql));
  }

  #analyse(
    path: string,
    revision: string | undefined,
    direction: 'upgrade' | 'downgrade',
    before: Schema,
  ): Replayed {
    return this.#analyseModule(this.module(path), this.#text(path) ?? '', revision, direction, before);
  }

  #analyseModule(
    module: Module,
    text: string,
    revision: string | undefined,
    direction: 'upgrade' | 'downgrade',
    before: Schema,
  ): Replayed {
    const steps: AnalysedStep[] = [];
    const unparsed = new Set<string>();
    const { dialect, namingConvention, sqlTexts } = this.#settings;
    const readingOf = (step: StatementStep): SqlReading | undefined =>
      readSql(sqlTexts, step, { module, source: text, dialect, note: (sql) => unparsed.add(sql) });
    let schema = before;
    let asksDatabase = false;
    const observe = (step: Step): void => {
      const sql = step.kind === 'statement' ? readingOf(step) : undefined;
      const readSqlOf = (asked: StatementStep): SqlReading | undefined =>
        asked === step ? sql : readingOf(asked);
      const context = { dialect, revision, namingConvention, readSql: readSqlOf };
      const { schema: next, problems } = applyStep(schema, step, context);
      const parts = step.kind === 'statement' ? partsOf(step, sql, schema, context) : {};
      steps.push({ step, before: schema, after: next, problems, ...readingFields(sql), ...parts });
      schema = next;
    };
    const evaluation: Evaluation = evaluateFunction(module, direction, {
      dialect,
      mode: 'online',
      versionTableOptions: this.#settings.versionTableOptions,
      inspector: schemaInspector(() => {
        asksDatabase = true;
        return schema;
      }),
      observe,
      ...this.#settings.moduleTrees,
    });
    for (const sql of unparsed) this.#unparsed.add(sql);
    return {
      text,
      before,
      after: schema,
      asksDatabase,
      analysis: { direction, evaluation, steps },
      unparsed: [...unparsed],
    };
  }
}

/** The statements of one text, applied one after the other. */
function partsOf(
  step: StatementStep,
  sql: SqlReading | undefined,
  before: Schema,
  context: StepContext,
): Pick<AnalysedStep, 'parts'> {
  if (sql?.state !== 'parsed' || sql.statements.length < 2) return {};
  let schema = before;
  const parts = sql.statements.map((statement): AnalysedStep => {
    const own: SqlReading = { state: 'parsed', statements: [statement] };
    const part = { ...step, statement: withText(step.statement, statement.text) };
    const { schema: after, problems } = applyStep(schema, part, { ...context, readSql: () => own });
    const analysed = { step: part, before: schema, after, problems, ...readingFields(own) };
    schema = after;
    return analysed;
  });
  return { parts };
}

function withText(statement: SqlStatement, text: string): SqlStatement {
  if (statement.kind === 'textStatement') return { ...statement, text: { ...statement.text, text } };
  return statement.kind === 'ddlText' ? { ...statement, text } : statement;
}

function readingFields(sql: SqlReading | undefined): Pick<AnalysedStep, 'sql' | 'parsed'> {
  if (sql === undefined) return {};
  return sql.state === 'parsed' ? { sql, parsed: sql.statements } : { sql };
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
