// An immutable snapshot of one project: its revision files, its settings and everything the engine knows about them,
// worked out when asked for. A changed file makes a new snapshot that shares whatever the change does not touch.
import { History, newReplayCache, sourceReader, type ReplayCache } from './history';
import type { ConfigurationFiles, ConfigurationText } from './lint/configuration/files';
import { lintConfiguration } from './lint/configuration/lintConfiguration';
import type { Finding } from './lint/finding';
import { lintFile, lintHistory, rulesForErrors, type RuleSettings } from './lint/linter';
import type { Reference } from './lint/repository';
import type { EarlierContents, FunctionAnalysis, GraphContext, RevisionContext, Rule } from './lint/rule';
import { RULES } from './lint/rules/index';
import { evaluateFunction } from './operations/evaluate';
import type { Dialect, Evaluation, Mode } from './operations/evaluation';
import { descendants } from './python/find';
import type { Module } from './python/syntax';
import { changedGraph } from './revisions/changedGraph';
import { buildGraph, type RevisionGraph } from './revisions/graph';
import { readHeader } from './revisions/header';
import type { ModuleReader } from './revisions/metadata';
import type { RevisionHeader } from './revisions/revision';
import type { Schema } from './schema/schema';
import { withAnswers, type SqlTexts } from './sqlText/sqlTexts';
import type { SqlParseAnswer } from './sqlText/tree';
import type { RenderedFunction, RenderOptions } from './sql/rendering';
import { createRenderState, renderSteps, type RenderState } from './sql/renderSteps';

/** A revision file in Alembic's load order, with the text as it is in the editor or on disk. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What env.py configures; the dialect and the mode are chosen per question. */
export type EnvironmentOptions = Omit<RenderOptions, 'dialect' | 'mode'>;

export interface WorkspaceSettings {
  /** The dialect of lint and of the simulated schema. */
  readonly dialect: Dialect;
  /** Major version of the database server, where the configuration names it. */
  readonly serverVersion?: number | undefined;
  /** What env.py configures offline; lint takes the naming convention from it. */
  readonly environment: EnvironmentOptions;
  /** What it configures online, where that is another call. */
  readonly onlineEnvironment?: EnvironmentOptions;
  readonly rules: RuleSettings;
  /** Source of a module of the project by dotted name; absent: imports from the project stay unknown. */
  readonly readModule?: ModuleReader;
  /** The project's configuration files, for the rules about them. */
  readonly configuration?: ConfigurationFiles;
  /** The default branch, for the rules that compare with it. */
  readonly reference?: Reference | undefined;
  /** The database that ran a revision with another text than this one, as far as anybody remembers. */
  readonly earlierContents?: (revision: string, text: string) => EarlierContents | undefined;
}

export type Direction = 'upgrade' | 'downgrade';

/** Alembic's own defaults for everything env.py does not say, with what its template passes: literal binds, named. */
export const TEMPLATE_ENVIRONMENT: EnvironmentOptions = {
  literalBinds: { state: 'known', value: true },
  paramstyle: { state: 'known', value: 'named' },
  namingConvention: { state: 'absent' },
  transactionalDdl: { state: 'absent' },
  transactionPerMigration: { state: 'absent' },
  renderAsBatch: { state: 'absent' },
  versionTable: { state: 'absent' },
  versionTableSchema: { state: 'absent' },
  versionTablePk: { state: 'absent' },
};

interface Shared {
  readonly headers: Map<string, { readonly text: string; readonly header: RevisionHeader }>;
  readonly replay: ReplayCache;
}

/** One project at one moment. All answers are values; none of them changes when a newer snapshot is made. */
export class Workspace {
  readonly settings: WorkspaceSettings;
  readonly #files: ReadonlyMap<string, string>;
  readonly #shared: Shared;
  readonly #sqlTexts: SqlTexts;
  readonly #textOf = (path: string): string | undefined => this.#files.get(path);
  #graph: RevisionGraph | undefined;
  #history: History | undefined;
  readonly #findings = new Map<string, readonly Finding[]>();
  #rulesForErrors: readonly Rule[] | undefined;
  #configurationFindings: readonly Finding[] | undefined;

  private constructor(
    files: ReadonlyMap<string, string>,
    settings: WorkspaceSettings,
    shared: Shared,
    sqlTexts: SqlTexts,
  ) {
    this.#files = files;
    this.settings = settings;
    this.#shared = shared;
    this.#sqlTexts = sqlTexts;
  }

  /** A first snapshot. Files come in the order in which Alembic loads them. */
  static create(files: readonly SourceFile[], settings: WorkspaceSettings): Workspace {
    const map = new Map(files.map(({ path, text }) => [path, text]));
    return new Workspace(map, settings, { headers: new Map(), replay: newReplayCache() }, new Map());
  }

  /** The snapshot after one file changed, appeared (at the end of the load order) or went (`text` undefined). */
  withFile(path: string, text: string | undefined): Workspace {
    if (this.#files.get(path) === text) return this;
    const files = new Map(this.#files);
    if (text === undefined) files.delete(path);
    else files.set(path, text);
    const next = new Workspace(files, this.settings, this.#shared, this.#sqlTexts);
    if (text !== undefined) next.#graph = this.#graphAfter(path, text);
    return next;
  }

  /** The graph after an edit of one file, as far as it follows from the one there is; undefined: it has to be built. */
  #graphAfter(path: string, text: string): RevisionGraph | undefined {
    const before = this.header(path);
    const after = this.#header(path, text);
    if (before === undefined || this.#graph === undefined) return undefined;
    // An edit below the head leaves the graph with all its places what it is.
    if (JSON.stringify(before) === JSON.stringify(after)) return this.#graph;
    return changedGraph(this.#graph, after);
  }

  /** The snapshot with another ref to compare with; nothing that was worked out is lost. */
  withReference(reference: Reference | undefined): Workspace {
    const next = new Workspace(this.#files, { ...this.settings, reference }, this.#shared, this.#sqlTexts);
    next.#graph = this.#graph;
    return next;
  }

  /** The snapshot with other files altogether; analyses of texts that stay the same are kept. */
  withFiles(files: readonly SourceFile[]): Workspace {
    const map = new Map(files.map(({ path, text }) => [path, text]));
    return new Workspace(map, this.settings, this.#shared, this.#sqlTexts);
  }

  /**
   * The SQL texts that were met so far, by whatever was asked of this snapshot, and that nobody has parsed. What depends
   * on them counts as not known.
   */
  sqlTextsNeeded(): ReadonlySet<string> {
    return this.#history?.unparsed ?? new Set();
  }

  /** The snapshot in which these texts are parsed. Answers are kept for all later snapshots of the project. */
  withSqlTrees(answers: Iterable<readonly [sql: string, answer: SqlParseAnswer]>): Workspace {
    const sqlTexts = withAnswers(this.#sqlTexts, answers);
    const next = new Workspace(this.#files, this.settings, this.#shared, sqlTexts);
    next.#graph = this.#graph;
    return next;
  }

  /** Paths in load order. */
  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  text(path: string): string | undefined {
    return this.#files.get(path);
  }

  get graph(): RevisionGraph {
    this.#graph ??= buildGraph([...this.#files].map(([path, text]) => this.#header(path, text)));
    return this.#graph;
  }

  /** What the file says about itself; undefined for a path that is not in the project. */
  header(path: string): RevisionHeader | undefined {
    const text = this.#files.get(path);
    return text === undefined ? undefined : this.#header(path, text);
  }

  #header(path: string, text: string): RevisionHeader {
    const cached = this.#shared.headers.get(path);
    if (cached?.text === text) return cached.header;
    const header = readHeader(path, text, this.settings.readModule);
    this.#shared.headers.set(path, { text, header });
    return header;
  }

  module(path: string): Module {
    return this.#replay.module(path);
  }

  /** The revision a file holds in the graph; undefined when it has no id or another file repeats it later. */
  revisionAt(path: string): string | undefined {
    const revision = this.header(path)?.revision?.value;
    return revision !== undefined && this.graph.byKey.get(revision)?.path === path ? revision : undefined;
  }

  pathOf(revision: string): string | undefined {
    return this.graph.byKey.get(revision)?.path;
  }

  schemaBefore(revision: string): Schema {
    return this.#replay.before(revision);
  }

  schemaAfter(revision: string): Schema {
    return this.#replay.after(revision);
  }

  /** What upgrade() or downgrade() of a file does, step by step; a file outside the graph is replayed alone. */
  analysis(path: string, direction: Direction): FunctionAnalysis {
    const revision = this.revisionAt(path);
    if (revision === undefined) return this.#replay.alone(path, direction);
    return direction === 'upgrade' ? this.#replay.upgrade(revision) : this.#replay.downgrade(revision);
  }

  /** Findings of one file. A file outside the graph (no id, or a repeated one) is judged without a history. */
  lint(path: string): readonly Finding[] {
    const cached = this.#findings.get(path);
    if (cached !== undefined) return cached;
    const findings = this.#lint(path, RULES);
    this.#findings.set(path, findings);
    return findings;
  }

  /** The findings of `lint` that are errors, without the work for all others. */
  lintErrors(path: string): readonly Finding[] {
    this.#rulesForErrors ??= rulesForErrors(RULES, this.settings.rules);
    const findings = this.#findings.get(path) ?? this.#lint(path, this.#rulesForErrors);
    return findings.filter(({ severity }) => severity === 'error');
  }

  #lint(path: string, rules: readonly Rule[]): readonly Finding[] {
    const context = this.#context(path);
    const history = this.#historyContext(path);
    if (context === undefined || history === undefined) return [];
    return lintFile(context, history, rules, this.settings.rules);
  }

  /** The findings of alembic.ini, pyproject.toml, env.py and script.py.mako. */
  lintConfiguration(): readonly Finding[] {
    const { configuration, dialect, environment, readModule, rules } = this.settings;
    if (configuration === undefined) return [];
    const facts = {
      dialect,
      namingConvention: environment.namingConvention,
      readModule: (name: string) => readModule?.(name)?.source,
    };
    this.#configurationFindings ??= lintConfiguration(configuration, facts, RULES, rules);
    return this.#configurationFindings;
  }

  /** One of the project's configuration files by its path. */
  configurationFile(path: string): ConfigurationText | undefined {
    const { ini, toml, environment, template, outside = [] } = this.settings.configuration ?? {};
    return [ini, toml, environment, template, ...outside].find((file) => file?.path === path);
  }

  /** The findings about the file's place in the history, which need no replay. They are part of `lint` as well. */
  lintHistory(path: string): readonly Finding[] {
    const context = this.#historyContext(path);
    if (context === undefined) return [];
    return lintHistory(context, RULES, this.settings.rules, () => this.module(path).comments);
  }

  #historyContext(path: string): GraphContext | undefined {
    const header = this.header(path);
    const source = this.#files.get(path);
    if (header === undefined || source === undefined) return undefined;
    const revision = this.revisionAt(path);
    return {
      path,
      source,
      header,
      dialect: this.settings.dialect,
      graph: this.graph,
      revision: revision === undefined ? undefined : this.graph.byKey.get(revision),
      textOf: this.#textOf,
      reference: this.settings.reference,
      earlier: revision === undefined ? undefined : this.settings.earlierContents?.(revision, source),
    };
  }

  #context(path: string): RevisionContext | undefined {
    const header = this.header(path);
    const source = this.#files.get(path);
    if (header === undefined || source === undefined) return undefined;
    return {
      path,
      source,
      header,
      module: this.module(path),
      dialect: this.settings.dialect,
      serverVersion: this.settings.serverVersion,
      isTransactional: isTransactional(this.settings),
      graph: this.graph,
      upgrade: this.analysis(path, 'upgrade'),
      downgrade: this.analysis(path, 'downgrade'),
      namingConvention: this.settings.environment.namingConvention,
      isProjectModule: (name) => this.settings.readModule?.(name) !== undefined,
      textOf: this.#textOf,
      upgradeOf: (id) => this.#replay.upgrade(id),
      environmentSource: this.settings.configuration?.environment?.text,
      environmentPath: this.settings.configuration?.environment?.path,
      replayDowngrade: (text) => this.#replay.downgradeOf(this.revisionAt(path), text),
    };
  }

  /** What one function alone prints (offline) or runs (online), in a fresh migration context. */
  render(path: string, direction: Direction, dialect: Dialect, mode: Mode): RenderedFunction {
    return this.#render(path, direction, dialect, mode, createRenderState());
  }

  #render(
    path: string,
    direction: Direction,
    dialect: Dialect,
    mode: Mode,
    state: RenderState,
  ): RenderedFunction {
    const module = this.module(path);
    if (module.broken) return unreadableFile(module);
    const evaluation =
      this.#knownEvaluation(path, direction, dialect, mode) ??
      evaluateFunction(module, direction, { dialect, mode, ...sourceReader(this.settings.readModule) });
    if (!evaluation.isDefined) {
      const name = path.split(/[\\/]/).at(-1)?.replace(/\.py$/, '') ?? '';
      const message = `module '${name}_py' has no attribute '${direction}'`;
      return { statements: [], unresolved: [], error: { type: 'AttributeError', message, span: undefined } };
    }
    const { environment, onlineEnvironment } = this.settings;
    const options = mode === 'online' ? (onlineEnvironment ?? environment) : environment;
    const rendered = renderSteps(evaluation.steps, { ...options, dialect, mode }, state);
    if (evaluation.assumptions.length === 0) return rendered;
    // Lint may go on under an assumption, text and runs may not: the guard could decide otherwise.
    const assumed = evaluation.assumptions.map(({ span, text }) => ({ span, reason: text }));
    return { ...rendered, unresolved: [...assumed, ...rendered.unresolved] };
  }

  /** A replay runs upgrade() online, with the simulated schema as the database; without a question to it that is the same. */
  #knownEvaluation(path: string, direction: Direction, dialect: Dialect, mode: Mode): Evaluation | undefined {
    const isReplayed = mode === 'online' && direction === 'upgrade' && dialect === this.settings.dialect;
    const revision = isReplayed ? this.revisionAt(path) : undefined;
    return revision === undefined ? undefined : this.#history?.knownEvaluation(revision);
  }

  /** What functions emit one after the other in one migration context, as a range or a run does. */
  renderSequence(
    places: readonly { readonly path: string; readonly direction: Direction }[],
    dialect: Dialect,
    mode: Mode,
  ): readonly RenderedFunction[] {
    const state = createRenderState();
    return places.map(({ path, direction }) => this.#render(path, direction, dialect, mode, state));
  }

  get #replay(): History {
    const { dialect, environment } = this.settings;
    this.#history ??= new History(
      this.graph,
      (path) => this.#files.get(path),
      {
        dialect,
        namingConvention: environment.namingConvention,
        readModule: this.settings.readModule,
        sqlTexts: this.#sqlTexts,
      },
      this.#shared.replay,
    );
    return this.#history;
  }
}

/** Transactional DDL is what env.py says, else what the dialect does by itself. */
function isTransactional({
  dialect,
  environment,
  onlineEnvironment,
}: WorkspaceSettings): boolean | undefined {
  const { transactionalDdl } = onlineEnvironment ?? environment;
  if (transactionalDdl.state === 'absent') return dialect === 'postgresql';
  return transactionalDdl.state === 'known' ? transactionalDdl.value : undefined;
}

/** A file that Python would not load emits nothing: what stands before the damage may not be run either. */
function unreadableFile(module: Module): RenderedFunction {
  const damage = [...descendants(module)].find(
    (node) => node.kind === 'brokenStatement' || node.kind === 'brokenExpression',
  );
  const span = damage?.span ?? { start: 0, end: 0 };
  return { statements: [], unresolved: [{ span, reason: 'Python cannot read this file' }], error: undefined };
}
