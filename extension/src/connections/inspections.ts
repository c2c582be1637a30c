// What the command line says of live databases and of runs, asked once and kept until something changed.
import * as vscode from 'vscode';
import type { Connections, DatabaseChoice } from './connections';
import { askCommandLine } from '../run/askCommandLine';
import type { CommandLine } from '../run/commandLine';
import type { Projects, ProjectState } from '../projects';
import { sameRows } from '../run/undo';
import type {
  InspectAnswer,
  NamedDatabase,
  OpenRun,
  ProjectSummary,
  RunRecord,
} from '../../../server/src/lsp/protocol';

/** A database as it was when asked, or why it did not answer. */
export type Inspection =
  | { readonly kind: 'known'; readonly answer: InspectAnswer }
  | { readonly kind: 'failed'; readonly message: string };

/** Asks on demand: a database is contacted when somebody opens it in the tree or tests it. */
export class Inspections implements vscode.Disposable {
  readonly #commandLine: CommandLine;
  readonly #connections: Connections;
  readonly #projects: Projects;
  readonly #kept = new Map<string, Promise<Inspection>>();
  readonly #known = new Map<string, InspectAnswer>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  /** What is kept no longer holds. */
  readonly onDidChange = this.#changed.event;

  constructor(commandLine: CommandLine, connections: Connections, projects: Projects) {
    this.#commandLine = commandLine;
    this.#connections = connections;
    this.#projects = projects;
    this.#subscription = vscode.Disposable.from(
      connections.onDidChange(() => this.forget()),
      projects.onDidChange(() => this.#dropChanged()),
    );
  }

  /** Everything about the database, tables included. */
  of({ summary }: ProjectState, choice: DatabaseChoice): Promise<Inspection> {
    const key = keyOf(summary, choice);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const asked = this.#inspect(summary, choice, []).then((inspection) => {
      if (inspection.kind === 'known') this.#known.set(key, inspection.answer);
      return inspection;
    });
    this.#kept.set(key, asked);
    return asked;
  }

  /** A fresh look without the tables: whether and how it can be reached. */
  async test(
    { summary }: ProjectState,
    choice: DatabaseChoice,
    token: vscode.CancellationToken,
  ): Promise<Inspection> {
    return await this.#inspect(summary, choice, ['--brief'], token);
  }

  /** The connections that files of the project and of the user name. */
  async named({ summary }: ProjectState, words: readonly string[]): Promise<readonly NamedDatabase[]> {
    const answer = await this.#ask<{ connections: readonly NamedDatabase[] }>(summary, [
      'connections',
      ...words,
    ]);
    return answer.connections;
  }

  /** The runs of a project, newest first. */
  async runs({ summary }: ProjectState): Promise<readonly RunRecord[]> {
    const { runs } = await this.#ask<{ runs: readonly RunRecord[] }>(summary, ['runs']);
    return runs.filter(({ project }) => project === summary.configFile);
  }

  /** Runs whose end nobody has heard, of any project. */
  async openRuns({ summary }: ProjectState): Promise<readonly OpenRun[]> {
    return (await this.#ask<{ open: readonly OpenRun[] }>(summary, ['runs'])).open;
  }

  forget(): void {
    this.#kept.clear();
    this.#known.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #inspect(
    summary: ProjectSummary,
    choice: DatabaseChoice,
    words: readonly string[],
    token?: vscode.CancellationToken,
  ): Promise<Inspection> {
    try {
      const access = await this.#connections.access(choice);
      const all = ['inspect', '--json', ...words, ...access.words];
      const options = token === undefined ? {} : { token };
      const text = await askCommandLine(this.#commandLine, summary, all, access, options);
      return { kind: 'known', answer: JSON.parse(text) as InspectAnswer };
    } catch (error) {
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #ask<T>(summary: ProjectSummary, words: readonly string[]): Promise<T> {
    const text = await askCommandLine(this.#commandLine, summary, [...words, '--json'], { environment: {} });
    return JSON.parse(text) as T;
  }

  /** A run changed the rows: tables and all are another state then. */
  #dropChanged(): void {
    for (const { summary, choice, database } of this.#projects.all) {
      if (choice === undefined || database.kind !== 'known') continue;
      const key = keyOf(summary, choice);
      const known = this.#known.get(key);
      if (known === undefined || sameRows(known.current, database.current)) continue;
      this.#known.delete(key);
      this.#kept.delete(key);
      this.#changed.fire();
    }
  }
}

function keyOf({ id }: ProjectSummary, { key }: DatabaseChoice): string {
  return `${id}\n${key}`;
}
