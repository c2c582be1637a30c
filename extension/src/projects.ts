// What is known about the projects of this window: their revisions and, once asked, where their databases stand.
// Asks the language server and the command line; drawing it is views/, changing a database is run/.
import * as vscode from 'vscode';
import type { RetortClient } from './client';
import type { CommandLine } from './run/commandLine';
import { askedAboutPlainText } from './connections/plainText';
import type { Connections, DatabaseChoice } from './connections/connections';
import { isEmptyEmbedded, readCurrent } from './run/readCurrent';
import type { ProjectSummary, RevisionItem, RevisionsAnswer } from '../../server/src/lsp/protocol';
import { uriOf } from './uris';

/** Where a database stands: not asked yet, being asked (`last` is what it said before), answered, or why it did not answer. */
export type DatabaseState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'asking'; readonly last: readonly string[] | undefined }
  | { readonly kind: 'known'; readonly current: readonly string[]; readonly label: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A project with everything the views show of it. */
export interface ProjectState {
  readonly summary: ProjectSummary;
  readonly answer: RevisionsAnswer;
  /** The database it works on; undefined when nobody chose one. */
  readonly choice: DatabaseChoice | undefined;
  readonly database: DatabaseState;
}

/** A revision and the first project that has its file. */
interface RevisionFile {
  readonly project: ProjectState;
  readonly item: RevisionItem;
}

const NOTHING: RevisionsAnswer = { revisions: [], heads: [], missing: [], problems: [] };
const SELECTED = 'retort.selectedProject';

/** Holds the states of all projects and tells when one changed. */
export class Projects implements vscode.Disposable {
  readonly #client: RetortClient;
  readonly #commandLine: CommandLine;
  readonly #connections: Connections;
  readonly #memory: vscode.Memento;
  readonly #output: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Per project, and of which database it is the state. */
  readonly #databases = new Map<string, { readonly of: string | undefined; readonly state: DatabaseState }>();
  #states: readonly ProjectState[] = [];
  /** Made when somebody asks for the first time after a change. */
  #byUri: ReadonlyMap<string, RevisionFile> | undefined;
  #generation = 0;
  #latest: Promise<void> | undefined;
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(
    client: RetortClient,
    commandLine: CommandLine,
    connections: Connections,
    memory: vscode.Memento,
    output: vscode.LogOutputChannel,
  ) {
    this.#client = client;
    this.#commandLine = commandLine;
    this.#connections = connections;
    this.#memory = memory;
    this.#output = output;
    this.#subscription = vscode.Disposable.from(
      client.onDidChange(() => void this.refresh()),
      connections.onDidChange(() => void this.forgetDatabases()),
    );
  }

  /** All projects, in the server's order. The same list until something in it differs: who draws much compares it. */
  get all(): readonly ProjectState[] {
    return this.#states;
  }

  /** The project commands work on when none is named: the chosen one, else the first. */
  get selected(): ProjectState | undefined {
    const id = this.#memory.get<string>(SELECTED);
    return this.#states.find(({ summary }) => summary.id === id) ?? this.#states[0];
  }

  byId(id: string): ProjectState | undefined {
    return this.#states.find(({ summary }) => summary.id === id);
  }

  /** The project and revision of a file; undefined for files that are no revision. */
  atUri(uri: vscode.Uri): RevisionFile | undefined {
    this.#byUri ??= filesOf(this.#states);
    return this.#byUri.get(uri.toString());
  }

  /** The project and revision of the file in the active editor. */
  atEditor(): ReturnType<Projects['atUri']> {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri === undefined ? undefined : this.atUri(uri);
  }

  async select(id: string): Promise<void> {
    await this.#memory.update(SELECTED, id);
    this.#changed.fire();
  }

  /** Resolves when the server was asked at least once: before that, an empty list says nothing. */
  async ready(): Promise<void> {
    await (this.#latest ?? this.refresh());
  }

  /** Asks the language server again; resolves when this answer, or a later one that overtook it, is there. */
  refresh(): Promise<void> {
    this.#latest = this.#ask(++this.#generation);
    return this.#latest;
  }

  /** After files were written for the user: the server reads them now, whatever its watchers have seen of them. */
  async reread(): Promise<void> {
    await this.#client.request('retort/reload', {});
    await this.refresh();
  }

  async #ask(generation: number): Promise<void> {
    try {
      const summaries = await this.#client.request('retort/projects', {});
      const states = await Promise.all(summaries.map((summary) => this.#stateOf(summary)));
      if (generation !== this.#generation) {
        await this.#latest;
        return;
      }
      if (!isSame(states, this.#states)) {
        this.#states = states;
        this.#byUri = undefined;
      }
      this.#changed.fire();
    } catch (error) {
      this.#output.warn('The language server did not answer:', error);
    }
  }

  /** Asks the database of a project where it stands. Does nothing untrusted or without a database. `token` gives up. */
  async askDatabase(id: string, token?: vscode.CancellationToken): Promise<void> {
    const project = this.byId(id)?.summary;
    if (project === undefined || !vscode.workspace.isTrusted) return;
    const choice = this.#connections.chosen(project);
    if (choice === undefined) return;
    const before = this.#databases.get(id)?.state;
    if (before?.kind === 'asking') return;
    const asking: DatabaseState = { kind: 'asking', last: before === undefined ? undefined : rowsOf(before) };
    await this.#setDatabase(id, asking);
    const answer = await this.#readCurrent(project, choice, token);
    // A run that ended meanwhile, or another choice of database, knows better.
    if (this.#databases.get(id)?.state === asking) await this.#setDatabase(id, answer);
  }

  async #readCurrent(
    project: ProjectSummary,
    choice: DatabaseChoice,
    token: vscode.CancellationToken | undefined,
  ): Promise<DatabaseState> {
    try {
      const access = await this.#connections.access(choice);
      const options = token === undefined ? {} : { token };
      const { current, database } = await readCurrent(this.#commandLine, project, access, options);
      return { kind: 'known', current, label: database };
    } catch (error) {
      if (token?.isCancellationRequested === true) {
        return { kind: 'failed', message: vscode.l10n.t('Nobody waited for its answer.') };
      }
      const message = error instanceof Error ? error.message : String(error);
      this.#output.warn(`${project.name}: ${message}`);
      askedAboutPlainText(message, choice, this.#connections);
      return { kind: 'failed', message };
    }
  }

  /** Takes over what a run reported, so that nobody has to ask again. */
  async setCurrent(id: string, current: readonly string[], label: string): Promise<void> {
    await this.#setDatabase(id, { kind: 'known', current, label });
  }

  /** The answers belong to another database or trust state than the present one: start over. */
  async forgetDatabases(): Promise<void> {
    this.#databases.clear();
    await this.refresh();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #setDatabase(id: string, state: DatabaseState): Promise<void> {
    const project = this.byId(id);
    if (project === undefined) return;
    this.#databases.set(id, { of: this.#connections.chosen(project.summary)?.key, state });
    await this.refresh();
  }

  /** What was asked before counts as long as the project still means the same database. */
  async #databaseState(summary: ProjectSummary, choice: DatabaseChoice | undefined): Promise<DatabaseState> {
    const of = choice?.key;
    const known = this.#databases.get(summary.id);
    if (known?.of === of && known !== undefined) return known.state;
    const state = await initialState(summary, choice);
    this.#databases.set(summary.id, { of, state });
    return state;
  }

  async #stateOf(summary: ProjectSummary): Promise<ProjectState> {
    const choice = this.#connections.chosen(summary);
    const database = await this.#databaseState(summary, choice);
    if (summary.problem !== undefined) return { summary, answer: NOTHING, choice, database };
    const current = rowsOf(database);
    const answer = await this.#client.request('retort/revisions', { projectId: summary.id, current });
    return { summary, answer, choice, database };
  }
}

/** Most of what is typed changes no row; thousands of them are compared faster than drawn. */
function isSame(one: readonly ProjectState[], other: readonly ProjectState[]): boolean {
  return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
}

/** How many revisions the database does not have; undefined while that is not known. */
export function pendingCount(project: ProjectState): number | undefined {
  if (rowsOf(project.database) === undefined) return undefined;
  return project.answer.revisions.filter(({ state }) => state === 'pending').length;
}

/** The version rows as far as they are known. */
export function rowsOf(database: DatabaseState): readonly string[] | undefined {
  if (database.kind === 'known') return database.current;
  return database.kind === 'asking' ? database.last : undefined;
}

/** `shop@embedded`, also before the database was asked; undefined when no database is chosen. */
export function databaseLabel(project: ProjectState): string | undefined {
  if (project.database.kind === 'known') return project.database.label;
  return project.choice?.label;
}

/** An embedded database without a data folder is empty: that is known without starting it. */
async function initialState(
  summary: ProjectSummary,
  choice: DatabaseChoice | undefined,
): Promise<DatabaseState> {
  const database = choice?.database ?? choice?.saved?.url ?? summary.database;
  if (choice === undefined || database !== 'embedded' || !vscode.workspace.isTrusted)
    return { kind: 'unknown' };
  if (!(await isEmptyEmbedded(summary))) return { kind: 'unknown' };
  return { kind: 'known', current: [], label: choice.label };
}

/** By the editor's own way to write an address: the server escapes differently (`%3A`, drive letters). */
function filesOf(states: readonly ProjectState[]): ReadonlyMap<string, RevisionFile> {
  const files = new Map<string, RevisionFile>();
  for (const project of states)
    for (const item of project.answer.revisions) {
      const address = uriOf(item.uri).toString();
      if (!files.has(address)) files.set(address, { project, item });
    }
  return files;
}
