// The revision graph in an editor panel: one per window, restored after a reload, drawn anew when anything changes. Asks
// the language server for the layout; the page draws it; what it asks for is done by the commands of the palette.
import * as vscode from 'vscode';
import { readPageMessage } from './graphMessages';
import { graphWords } from './graphWords';
import { fillWebview } from './webviewPage';
import type { RetortClient } from '../client';
import type { CommandId } from '../commandTable';
import { databaseLabel, rowsOf, type Projects } from '../projects';
import { isShown, onShownChanged, shown } from '../settings';
import type { GraphMessage, GraphPageMessage } from '../../../server/src/lsp/protocol';

const VIEW_TYPE = 'retort.graph';

export interface GraphPanelsOptions {
  readonly projects: Projects;
  readonly client: RetortClient;
  readonly extensionUri: vscode.Uri;
}

/** The open panel, if there is one, and the way to bring it back after a reload. */
export class GraphPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #options: GraphPanelsOptions;
  readonly #subscription: vscode.Disposable;
  #open: GraphPanel | undefined;

  constructor(options: GraphPanelsOptions) {
    this.#options = options;
    this.#subscription = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      options.projects.onDidChange(() => void this.#open?.update()),
      onShownChanged(['graph.dates'], () => void this.#open?.update()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#open?.update()),
    );
  }

  /** Shows the graph of a project in the present editor group. */
  show(projectId: string): GraphPanel {
    if (this.#open !== undefined) {
      this.#open.show(projectId);
      return this.#open;
    }
    const title = vscode.l10n.t('Revision Graph');
    const isBeside = shown<string>('graph.openIn', 'active') === 'beside';
    const column = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, title, column);
    return this.#take(panel, projectId);
  }

  /** Shows the graph with a revision in sight. */
  reveal(projectId: string, revision: string): void {
    this.show(projectId).reveal(revision);
  }

  /** Called by VS Code after a reload; the state is what the page kept, or anything at all. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { projectId } = (state ?? {}) as { readonly projectId?: unknown };
    const kept = this.#take(panel, typeof projectId === 'string' ? projectId : undefined);
    await this.#options.projects.ready();
    await kept.update();
  }

  #take(panel: vscode.WebviewPanel, projectId: string | undefined): GraphPanel {
    this.#open?.dispose();
    const open = new GraphPanel(panel, projectId, this.#options);
    this.#open = open;
    panel.onDidDispose(() => {
      if (this.#open === open) this.#open = undefined;
    });
    return open;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

class GraphPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #options: GraphPanelsOptions;
  #projectId: string | undefined;
  #isReady = false;
  /** Told to the page once it has the graph. */
  #revealed: string | undefined;
  #generation = 0;

  constructor(panel: vscode.WebviewPanel, projectId: string | undefined, options: GraphPanelsOptions) {
    this.#panel = panel;
    this.#projectId = projectId;
    this.#options = options;
    const icon = (theme: string) =>
      vscode.Uri.joinPath(options.extensionUri, 'media', 'icons', `graph-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readPageMessage(value);
      if (message !== undefined) void this.#receive(message);
    });
    panel.onDidChangeViewState(() => {
      // A page in the background is thrown away; it says when it is there again.
      if (!panel.visible) this.#isReady = false;
    });
    fillWebview(panel.webview, 'graph', options.extensionUri);
  }

  show(projectId: string): void {
    this.#projectId = projectId;
    this.#panel.reveal();
    void this.update();
  }

  reveal(revision: string): void {
    this.#revealed = revision;
    void this.update();
  }

  /** Sends the present state to the page, unless a newer one is on its way. */
  async update(): Promise<void> {
    if (!this.#isReady) return;
    const { projects, client } = this.#options;
    const project =
      (this.#projectId === undefined ? undefined : projects.byId(this.#projectId)) ?? projects.selected;
    if (project === undefined) return;
    const generation = ++this.#generation;
    const { id, name } = project.summary;
    this.#projectId = id;
    // Somebody looks at the history, as in the tree: a database that was chosen may be asked where it stands.
    const isAsked = shown<string>('history.showState', 'whenShown') === 'whenShown';
    if (isAsked && project.database.kind === 'unknown' && project.choice?.isChosen === true) {
      void projects.askDatabase(id);
    }
    const current = rowsOf(project.database);
    const graph = await client.request('retort/graph', { projectId: id, current });
    if (generation !== this.#generation) return;
    this.#panel.title = vscode.l10n.t('Revision Graph: {0}', name);
    this.#post({
      kind: 'show',
      graph,
      frame: {
        projectId: id,
        projectName: name,
        database: databaseLabel(project) ?? '',
        isTrusted: vscode.workspace.isTrusted,
        hasDatabase: project.choice !== undefined,
        showsDates: isShown('graph.dates'),
        zoom: shown<number>('graph.zoom', 100),
        words: graphWords(vscode.l10n),
      },
    });
    if (this.#revealed === undefined) return;
    this.#post({ kind: 'reveal', revision: this.#revealed });
    this.#revealed = undefined;
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #post(message: GraphMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: GraphPageMessage): Promise<void> {
    const projectId = this.#projectId ?? this.#options.projects.selected?.summary.id;
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        await this.#options.projects.ready();
        await this.update();
        return;
      case 'open':
        await run('retort.openRevision', { projectId, revision: message.revision });
        return;
      case 'merge': {
        const [revision, ...others] = message.revisions;
        await run('retort.mergeWith', { projectId, revision, others });
        return;
      }
      case 'rebase':
        await run('retort.rebase', { projectId, revision: message.revision, onto: message.onto });
        return;
      case 'export':
        await run('retort.exportGraph', { projectId });
        return;
      case 'selectProject':
        await run('retort.selectProject', undefined);
        this.#projectId = this.#options.projects.selected?.summary.id;
        await this.update();
    }
  }
}

/** Through the command itself, so that the gate for untrusted workspaces holds here too. */
async function run(command: CommandId, argument: unknown): Promise<void> {
  await vscode.commands.executeCommand(command, argument);
}
