// An immutable snapshot of one project: its revision files, its settings and everything the engine knows about them,
// worked out when asked for. A changed file makes a new snapshot that shares whatever the change does not touch.
import { History, newReplayCache, type ReplayCache } from './history';
import { fileAt, withText, type ConfigurationText } from './lint/configuration/files';
import { lintConfiguration } from './lint/configuration/lintConfiguration';
import type { Finding } from './lint/finding';
import { lintFile, lintHistory, rulesForErrors } from './lint/linter';
import { projectSources, type ProjectSource } from './projectSources';
import type { Reference } from './lint/repository';
import type { FunctionAnalysis, GraphContext, RevisionContext, Rule } from './lint/rule';
import { unfolded } from './lint/unfolded';
import { RULES } from './lint/rules/index';
import { moduleTrees, type ModuleTrees, type ParsedModules } from './moduleTrees';
import { evaluateFunction } from './operations/evaluate';
import type { Dialect, Evaluation, Mode } from './operations/evaluation';
import type { Module } from './python/syntax';
import { changedGraph } from './revisions/changedGraph';
import { buildGraph, type RevisionGraph } from './revisions/graph';
import { readHeader } from './revisions/header';
import type { RevisionHeader } from './revisions/revision';
import type { Schema } from './schema/schema';
import { withAnswers, type SqlTexts } from './sqlText/sqlTexts';
import type { SqlParseAnswer } from './sqlText/tree';
import type { RenderedFunction } from './sql/rendering';
import { renderEvaluation, renderMissing, renderUnreadable } from './sql/renderEvaluation';
import { createRenderState, type RenderState } from './sql/renderSteps';
import { keepRendering, keptRendering, type RenderQuery } from './sql/keptRenderings';
import { isTransactional, namingConvention, type WorkspaceSettings } from './workspaceSettings';

/** A revision file in Alembic's load order, with the text as it is in the editor or on disk. */
export interface SourceFile {
  readonly path: string;
  /** May be read when it is first asked for. */
  readonly text: string;
  /** The header of this very text, where it is known. */
  readonly header?: RevisionHeader | undefined;
}

export type Direction = 'upgrade' | 'downgrade';

interface Shared {
  readonly headers: Map<string, { readonly text: string; readonly header: RevisionHeader }>;
  readonly replay: ReplayCache;
  readonly projectModules: ParsedModules;
}

/** One project at one moment. All answers are values; none of them changes when a newer snapshot is made. */
export class Workspace {
  readonly settings: WorkspaceSettings;
  readonly #files: ReadonlyMap<string, SourceFile>;
  readonly #shared: Shared;
  readonly #sqlTexts: SqlTexts;
  readonly #textOf = (path: string): string | undefined => this.#files.get(path)?.text;
  #graph: RevisionGraph | undefined;
  #history: History | undefined;
  readonly #findings = new Map<string, readonly Finding[]>();
  #rulesForErrors: readonly Rule[] | undefined;
  #configurationFindings: readonly Finding[] | undefined;

  private constructor(
    files: ReadonlyMap<string, SourceFile>,
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
    const map = new Map(files.map((file) => [file.path, file]));
    const shared = { headers: new Map(), replay: newReplayCache(), projectModules: new Map() };
    return new Workspace(map, settings, shared, new Map());
  }

  /** The snapshot after one file changed, appeared (at the end of the load order) or went (`text` undefined). */
  withFile(path: string, text: string | undefined): Workspace {
    if (this.text(path) === text) return this;
    const files = new Map(this.#files);
    if (text === undefined) files.delete(path);
    else files.set(path, { path, text });
    const settings = { ...this.settings, keptRenderings: undefined };
    const next = new Workspace(files, settings, this.#shared, this.#sqlTexts);
    if (text === undefined) return next;
    next.#graph = this.#graphAfter({ path, text });
    if (next.#graph !== undefined && next.#graph === this.#graph)
      next.#history = this.#history?.afterEdit(this.revisionAt(path), next.#textOf);
    return next;
  }

  /** The graph after an edit of one file, as far as it follows from the one there is; undefined: it has to be built. */
  #graphAfter(file: SourceFile): RevisionGraph | undefined {
    const before = this.header(file.path);
    const after = this.#header(file);
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

  /**
   * The snapshot with another text of a configuration file, for the rules about it. What the file says of the project was
   * read when the project was opened, and stays.
   */
  withConfigurationText(path: string, text: string): Workspace {
    const { configuration } = this.settings;
    const known = this.configurationFile(path);
    if (configuration === undefined || known === undefined || known.text === text) return this;
    const settings = { ...this.settings, configuration: withText(configuration, path, text) };
    const next = new Workspace(this.#files, settings, this.#shared, this.#sqlTexts);
    next.#graph = this.#graph;
    return next;
  }

  /** The snapshot with other files altogether; analyses of texts that stay the same are kept. */
  withFiles(files: readonly SourceFile[]): Workspace {
    const map = new Map(files.map((file) => [file.path, file]));
    return new Workspace(map, { ...this.settings, keptRenderings: undefined }, this.#shared, this.#sqlTexts);
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
    return this.#files.get(path)?.text;
  }

  get graph(): RevisionGraph {
    this.#graph ??= buildGraph([...this.#files.values()].map((file) => this.#header(file)));
    return this.#graph;
  }

  /** What the file says about itself; undefined for a path that is not in the project. */
  header(path: string): RevisionHeader | undefined {
    const file = this.#files.get(path);
    return file === undefined ? undefined : this.#header(file);
  }

  #header(file: SourceFile): RevisionHeader {
    if (file.header !== undefined) return file.header;
    const { path, text } = file;
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
    const { configuration, dialect, readModule, rules } = this.settings;
    if (configuration === undefined) return [];
    const facts = {
      dialect,
      namingConvention: namingConvention(this.settings),
      readModule: (name: string) => readModule?.(name)?.source,
    };
    this.#configurationFindings ??= lintConfiguration(configuration, facts, RULES, rules);
    return this.#configurationFindings;
  }

  /** One of the project's configuration files by its path. */
  configurationFile(path: string): ConfigurationText | undefined {
    return fileAt(this.settings.configuration, path);
  }

  /** The findings about the file's place in the history, which need no replay. They are part of `lint` as well. */
  lintHistory(path: string): readonly Finding[] {
    const context = this.#historyContext(path);
    if (context === undefined) return [];
    return lintHistory(context, RULES, this.settings.rules, () => this.module(path).comments);
  }

  #historyContext(path: string): GraphContext | undefined {
    const header = this.header(path);
    const source = this.text(path);
    if (header === undefined || source === undefined) return undefined;
    const revision = this.revisionAt(path);
    const { dialect, reference, earlierContents } = this.settings;
    return {
      path,
      source,
      header,
      dialect,
      graph: this.graph,
      revision: revision === undefined ? undefined : this.graph.byKey.get(revision),
      textOf: this.#textOf,
      reference,
      get earlier() {
        return revision === undefined ? undefined : earlierContents?.(revision, source);
      },
    };
  }

  #context(path: string): RevisionContext | undefined {
    const header = this.header(path);
    const source = this.text(path);
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
      upgrade: unfolded(this.analysis(path, 'upgrade')),
      downgrade: unfolded(this.analysis(path, 'downgrade')),
      namingConvention: namingConvention(this.settings),
      readModule: (name) => this.settings.readModule?.(name),
      moduleTree: (name) => this.#moduleTrees.readModule?.(name),
      isProjectModule: (name) => this.settings.readModule?.(name) !== undefined,
      textOf: this.#textOf,
      upgradeOf: (id) => unfolded(this.#replay.upgrade(id)),
      environmentSource: this.settings.configuration?.environment?.text,
      environmentPath: this.settings.configuration?.environment?.path,
      sessionSources: () => this.#sessionSources(),
      projectSources: () => this.#projectSources(),
      schemaAfter: (id) => this.#replay.after(id),
      replayDowngrade: (text) => unfolded(this.#replay.downgradeOf(this.revisionAt(path), text)),
    };
  }

  #projectSources(): readonly ProjectSource[] {
    const { configuration, readModule } = this.settings;
    const environment = configuration?.environment?.text;
    return environment === undefined || readModule === undefined
      ? []
      : projectSources(environment, readModule);
  }

  #sessionSources(): readonly string[] {
    const { environment, ini, toml } = this.settings.configuration ?? {};
    const own = [environment, ini, toml].flatMap((file) => (file === undefined ? [] : [file.text]));
    return [...own, ...this.#projectSources().map(({ source }) => source)];
  }

  /** What one function alone prints (offline) or runs (online), in a fresh migration context. */
  render(path: string, direction: Direction, dialect: Dialect, mode: Mode): RenderedFunction {
    return this.#render({ path, direction, dialect, mode }, createRenderState());
  }

  /** As `renderSequence` does for one of its places: what is kept, else made and kept. */
  #render(query: RenderQuery, state: RenderState): RenderedFunction {
    const { keptRenderings } = this.settings;
    const kept = keptRendering(keptRenderings, query, state);
    if (kept !== undefined) return kept;
    if (keptRenderings === undefined) return this.#renderNow(query, state);
    return keepRendering(keptRenderings, query, state, (noting) => this.#renderNow(query, noting));
  }

  #renderNow({ path, direction, dialect, mode }: RenderQuery, state: RenderState): RenderedFunction {
    const module = this.module(path);
    if (module.broken) return renderUnreadable(module);
    const { environment, onlineEnvironment } = this.settings;
    const options = mode === 'online' ? (onlineEnvironment ?? environment) : environment;
    const evaluation =
      this.#knownEvaluation(path, direction, dialect, mode) ??
      evaluateFunction(module, direction, {
        dialect,
        mode,
        versionTableOptions: options,
        ...this.#moduleTrees,
      });
    if (!evaluation.isDefined) return renderMissing(path, direction);
    return renderEvaluation(evaluation, { ...options, dialect, mode }, state);
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
    return places.map(({ path, direction }) => this.#render({ path, direction, dialect, mode }, state));
  }

  get #moduleTrees(): ModuleTrees {
    const { readModule, configuration } = this.settings;
    return moduleTrees(readModule, this.#shared.projectModules, configuration?.environment?.text);
  }

  get #replay(): History {
    const { dialect } = this.settings;
    this.#history ??= new History(
      this.graph,
      this.#textOf,
      {
        dialect,
        namingConvention: namingConvention(this.settings),
        versionTableOptions: this.settings.onlineEnvironment ?? this.settings.environment,
        moduleTrees: this.#moduleTrees,
        sqlTexts: this.#sqlTexts,
      },
      this.#shared.replay,
    );
    return this.#history;
  }
}
