// The projects of the window as snapshots: what is on disk, overridden by what is open. Takes changes in, hands snapshots
// out, and drops what was overtaken. The protocol is server.ts, the disk projectDisk.ts.
import type { CancellationToken } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SqlParser } from '../database/sqlParsing';
import { Workspace } from '../engine/index';
import { isAmongRevisions, listAgain, withListed } from './relisting';
import { Changes } from './changes';
import { isGitFile, type DefaultBranches } from './defaultBranch';
import type { ClientFacts } from './clientFacts';
import { toPath } from './convert';
import { DatabaseStates } from './databaseStates';
import { indexGently } from './gentleIndex';
import { replayGently } from './gentleReplay';
import { openProject, type OpenProject } from './openProject';
import { isProjectFile, isSourceFile, type DiskProject, type ProjectDisk } from './projectDisk';
import { DEFAULT_SETTINGS, type EditorSettings } from './settings';
import { SqlTrees, type SqlAnswers } from './sqlTrees';

/** A revision file and the first project that has it. */
export interface SessionFile {
  readonly project: OpenProject;
  readonly path: string;
}

export interface SessionOptions {
  readonly client: Pick<ClientFacts, 'canRenameFiles'> & {
    /** Asks the person; true when they choose the action. */
    confirm(question: string, action: string): Promise<boolean>;
  };
  readonly disk: ProjectDisk;
  /** What git's default branch has. */
  readonly defaultBranches: DefaultBranches;
  /** Documents the client has open, with the text as it is typed. */
  readonly documents: () => readonly TextDocument[];
  /** The settings for a folder. */
  readonly readSettings: (folder: string) => Promise<EditorSettings>;
  /** Called after snapshots changed: `typed` by an edit in an open file, `read` from disk. */
  readonly announce: (reason: 'typed' | 'read' | 'database') => void;
  /** PostgreSQL's parser for SQL in strings; closed with the session. */
  readonly parser: SqlParser;
  /** The bundle that lays out SQL, in a worker of its own each time. */
  readonly formatWorker: string;
  /** Called when the folders and files to watch are known or different. */
  readonly watch: (projects: readonly DiskProject[]) => void;
  readonly log: (message: string) => void;
}

/** How many changed files are read one by one before reading everything is simpler. */
const FEW_FILES = 20;

export class Session {
  /** Where the databases stand; told through setCurrent. */
  readonly databases = new DatabaseStates();
  readonly #options: SessionOptions;
  readonly #changes: Changes;
  readonly #sqlTrees: SqlTrees;
  readonly #typed = new Set<string>();
  readonly #waiting = new Set<() => void>();
  #projects: readonly OpenProject[] = [];
  #loaded: readonly DiskProject[] = [];
  #settings: EditorSettings = DEFAULT_SETTINGS;
  #generation = 0;
  #ready: Promise<void> | undefined;
  #latest: Promise<void> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { log, parser } = options;
    this.#sqlTrees = new SqlTrees({
      parser,
      isNeeded: (sql) => this.#needsSql(sql),
      take: (answers) => this.#takeSql(answers),
      announceLate: () => {
        this.#wake();
        options.announce('read');
      },
    });
    this.#changes = new Changes((paths) =>
      this.#take(paths).catch((error: unknown) => log(`changed files: ${String(error)}`)),
    );
  }

  /** Resolves when the projects were read for the first time; begins that when nobody did. */
  ready(): Promise<void> {
    return (this.#ready ??= this.reload().catch((error: unknown) => {
      this.#options.log(`projects: ${String(error)}`);
    }));
  }

  /** What the client can do with an edit. */
  get client(): SessionOptions['client'] {
    return this.#options.client;
  }

  /** PostgreSQL's parser, in its guard. */
  get sqlParser(): SqlParser {
    return this.#options.parser;
  }

  /** The bundle that lays out SQL. */
  get formatWorker(): string {
    return this.#options.formatWorker;
  }

  /** Settings that hold for the window; those of a project are in its snapshot. */
  get settings(): EditorSettings {
    return this.#settings;
  }

  /** The present snapshots, everything typed so far included. */
  projects(): readonly OpenProject[] {
    this.#flush();
    return this.#projects;
  }

  project(id: string): OpenProject | undefined {
    return this.projects().find(({ summary }) => summary.id === id);
  }

  /** The revision file an address stands for; undefined when no project has it. */
  file(uri: string): SessionFile | undefined {
    const path = toPath(uri);
    if (path === undefined) return undefined;
    const project = this.projects().find(({ workspace }) => workspace.text(path) !== undefined);
    return project === undefined ? undefined : { project, path };
  }

  /**
   * Resolves when the history up to a file is replayed in the present snapshot, with the SQL in it parsed unless that
   * takes long; again when that was overtaken. Answers the file in that snapshot.
   */
  async replayed(uri: string, token: CancellationToken): Promise<SessionFile | undefined> {
    for (let file = this.file(uri); file !== undefined;) {
      const { workspace } = file.project;
      await replayGently(workspace, file.path, token);
      const needed = workspace.sqlTextsNeeded();
      if (needed.size > 0) await this.#sqlTrees.parse(needed);
      const next = this.file(uri);
      if (next?.project.workspace === workspace) return next;
      file = next;
    }
    return undefined;
  }

  #needsSql(sql: string): boolean {
    return this.#projects.some(({ workspace }) => workspace.sqlTextsNeeded().has(sql));
  }

  /** New snapshots for the projects that need these answers. */
  #takeSql(answers: SqlAnswers): void {
    const parsed = new Map(answers);
    this.#projects = this.#projects.map((project) => {
      const mine = [...project.workspace.sqlTextsNeeded()].flatMap((sql) => {
        const parse = parsed.get(sql);
        return parse === undefined ? [] : [[sql, parse] as const];
      });
      if (mine.length === 0) return project;
      return openProject(project, project.workspace.withSqlTrees(mine), this.#versions());
    });
  }

  /** The version of an open document; null when it is not open. */
  version(uri: string): number | null {
    const path = toPath(uri);
    return this.#options.documents().find((document) => toPath(document.uri) === path)?.version ?? null;
  }

  /** Version rows of a project's database as the client knows them. */
  setCurrent(projectId: string, current: readonly string[] | undefined): void {
    if (!this.databases.take(projectId, current)) return;
    this.#wake();
    this.#options.announce('database');
  }

  /** Resolves at the next change of any snapshot, or when the token is cancelled. */
  nextChange(token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        subscription.dispose();
        resolve();
      };
      this.#waiting.add(done);
      const subscription = token.onCancellationRequested(done);
    });
  }

  documentChanged(uri: string): void {
    const path = toPath(uri);
    if (path === undefined) return;
    this.#typed.add(path);
    if (!this.#isKnown(path)) return;
    this.#wake();
    this.#options.announce('typed');
  }

  /** What is on disk counts again. */
  documentClosed(uri: string): void {
    this.filesChanged([uri]);
    this.#wake();
  }

  /** Files changed on disk. Any number of them within a moment is one piece of work. */
  filesChanged(uris: readonly string[]): void {
    const paths = uris.map(toPath).filter((path) => path !== undefined);
    const mine = paths.filter((path) => isProjectFile(path) || isGitFile(path));
    if (mine.length > 0) this.#changes.add(mine);
  }

  /** Reads everything again; resolves when that, or a later reading that overtook it, is done. */
  reload(): Promise<void> {
    this.#latest = this.#load(++this.#generation);
    return this.#latest;
  }

  async #load(generation: number): Promise<void> {
    const loaded = await this.#options.disk.load();
    const projects: OpenProject[] = [];
    let settings = DEFAULT_SETTINGS;
    for (const project of loaded) {
      settings = await this.#options.readSettings(project.summary.folder);
      const { dialect, serverVersion, environment, readModule, configuration, earlierContents } = project;
      const rules = { ...project.rules, ...settings.rules };
      const workspace = Workspace.create(project.files, {
        dialect,
        serverVersion,
        environment,
        rules,
        readModule,
        configuration,
        reference: this.#options.defaultBranches.of(project.summary.id),
        ...(earlierContents === undefined ? {} : { earlierContents }),
      });
      await indexGently(workspace);
      projects.push(openProject(project, workspace, new Map()));
    }
    if (generation !== this.#generation) {
      await this.#latest;
      return;
    }
    this.#settings = settings;
    this.#projects = projects;
    this.#loaded = loaded;
    for (const { uri } of this.#options.documents()) this.#typed.add(toPath(uri) ?? '');
    this.#options.watch(loaded);
    this.#wake();
    this.#options.announce('read');
    void this.#compare().catch((error: unknown) => this.#options.log(`default branch: ${String(error)}`));
  }

  /** Asks git what the default branch has; new snapshots where that is another state than before. */
  async #compare(): Promise<void> {
    const { defaultBranches } = this.#options;
    const asked = this.#projects.map(({ summary: { id, folder, versionFolders } }) => ({
      id,
      folder,
      versionFolders,
    }));
    const changed = await defaultBranches.refresh(asked);
    if (changed.length === 0) return;
    this.#projects = this.#projects.map((project) => {
      const { id } = project.summary;
      if (!changed.includes(id)) return project;
      return openProject(project, project.workspace.withReference(defaultBranches.of(id)), this.#versions());
    });
    this.#wake();
    this.#options.announce('read');
  }

  dispose(): void {
    this.#generation++;
    this.#changes.dispose();
    void this.#sqlTrees.dispose();
    this.#wake();
  }

  /** Takes over changes on disk: a few revision files one by one, anything else by reading everything. */
  async #take(changed: readonly string[]): Promise<void> {
    const paths = changed.filter((path) => !isGitFile(path));
    if (paths.length < changed.length) await this.#compare();
    if (paths.length === 0) return;
    const isTaken =
      paths.length <= FEW_FILES &&
      paths.every((path) => isSourceFile(path) && (this.#isKnown(path) || this.#isRevisionPlace(path))) &&
      (await this.#takeFew(paths));
    if (!isTaken) await this.reload();
  }

  /** False when something else may follow from these changes than new texts of revision files. */
  async #takeFew(paths: readonly string[]): Promise<boolean> {
    const generation = this.#generation;
    const texts = new Map<string, string | undefined>();
    const unsettled = new Set<string>();
    for (const path of paths) {
      const file = this.#isSettled(path) ? await this.#options.disk.read(path) : undefined;
      if (file === undefined || file.problem !== undefined) unsettled.add(path);
      else texts.set(path, file.text);
    }
    const listed = await listAgain(this.#projects, this.#loaded, unsettled);
    // Whoever read everything meanwhile has these changes too.
    if (generation !== this.#generation) return true;
    const grown = withListed(this.#projects, listed, unsettled);
    if (grown === undefined) return false;
    this.#projects = grown;
    for (const [path, text] of texts) this.#replace(path, text);
    for (const { uri } of this.#options.documents()) this.#typed.add(toPath(uri) ?? '');
    this.#wake();
    this.#options.announce('read');
    return true;
  }

  /** True for a file that is part of a snapshot and could be read whole. */
  #isSettled(path: string): boolean {
    const isUnreadable = this.#projects.some(({ unreadable }) =>
      unreadable.some((file) => file.path === path),
    );
    return !isUnreadable && this.#isKnown(path);
  }

  #isRevisionPlace(path: string): boolean {
    return this.#projects.some(({ summary }) => isAmongRevisions(path, summary));
  }

  #isKnown(path: string): boolean {
    return this.#projects.some(
      ({ workspace }) =>
        workspace.text(path) !== undefined || workspace.configurationFile(path) !== undefined,
    );
  }

  #replace(path: string, text: string | undefined): void {
    this.#projects = this.#projects.map((project) => {
      const { workspace } = project;
      // One that is gone from the disk is read with everything else.
      const isConfiguration = text !== undefined && workspace.configurationFile(path) !== undefined;
      if (isConfiguration)
        return openProject(project, workspace.withConfigurationText(path, text), new Map());
      if (workspace.text(path) === undefined) return project;
      return openProject(project, workspace.withFile(path, text), new Map());
    });
  }

  /** Brings what was typed since the last snapshot into the next one. */
  #flush(): void {
    if (this.#typed.size === 0) return;
    for (const document of this.#options.documents()) {
      const path = toPath(document.uri);
      if (path !== undefined && this.#typed.has(path)) this.#replace(path, document.getText());
    }
    const versions = this.#versions();
    this.#typed.clear();
    this.#projects = this.#projects.map((project) => openProject(project, project.workspace, versions));
  }

  #versions(): ReadonlyMap<string, number> {
    return new Map(
      this.#options.documents().flatMap(({ uri, version }) => {
        const path = toPath(uri);
        return path === undefined ? [] : [[path, version] as const];
      }),
    );
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
