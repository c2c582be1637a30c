// Starts, restarts and stops the language client, and sends our own requests. What the answers mean is left to callers.
import * as vscode from 'vscode';
import {
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type WorkspaceEdit,
} from 'vscode-languageclient/node';
import { restartHandler } from './restartHandler';
import { REVISIONS_CHANGED, type RetortRequests, type ServerOptions } from '../../server/src/lsp/protocol';

const STATES = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
} as const;

/** The language server as the rest of the extension sees it. */
export class RetortClient implements vscode.Disposable {
  readonly #client: LanguageClient;
  #started: Promise<void> | undefined;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #stateChanged = new vscode.EventEmitter<void>();
  #state: 'starting' | 'running' | 'stopped' = 'starting';

  /** Whether the server answers; told by `onDidChangeState`. */
  readonly onDidChangeState = this.#stateChanged.event;

  /** Projects, revisions or their problems changed, or the server was restarted: ask again. */
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    const module = context.asAbsolutePath('dist/server.js');
    this.#client = new LanguageClient(
      'retort',
      'Retort',
      {
        run: { module, transport: TransportKind.ipc },
        debug: {
          module,
          transport: TransportKind.ipc,
          options: { execArgv: ['--nolazy', '--inspect=6021'] },
        },
      },
      {
        documentSelector: [
          { scheme: 'file', language: 'python' },
          { scheme: 'file', language: 'alembic-ini' },
          { scheme: 'file', pattern: '**/pyproject.toml' },
          { scheme: 'file', pattern: '**/script.py.mako' },
        ],
        outputChannel: output,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        diagnosticPullOptions: { onChange: true, onSave: false },
        initializationOptions: (): ServerOptions => ({ isTrusted: vscode.workspace.isTrusted }),
        markdown: { isTrusted: false, supportHtml: false },
        errorHandler: restartHandler(output, () => this.restart()),
      },
    );
    this.#client.onNotification(REVISIONS_CHANGED, () => this.#changed.fire());
    this.#client.onDidChangeState(({ newState }) => {
      this.#state = STATES[newState];
      this.#stateChanged.fire();
      if (newState === State.Running) this.#changed.fire();
    });
  }

  get state(): 'starting' | 'running' | 'stopped' {
    return this.#state;
  }

  /** Starts the server; resolves when it answered the first handshake. */
  start(): Promise<void> {
    this.#started = this.#client.start();
    return this.#started;
  }

  /** Ends the server process and starts a fresh one; open documents are sent again. */
  async restart(): Promise<void> {
    await this.#client.restart();
  }

  /** Asks the server once it has started; rejects when it does not run. */
  async request<M extends keyof RetortRequests>(
    method: M,
    params: RetortRequests[M]['params'],
  ): Promise<RetortRequests[M]['result']> {
    await this.#started;
    return await this.#client.sendRequest<RetortRequests[M]['result']>(method, params);
  }

  /** An edit of the server as the editor applies it, with what it says about it. */
  async toEdit(edit: WorkspaceEdit): Promise<vscode.WorkspaceEdit> {
    return await this.#client.protocol2CodeConverter.asWorkspaceEdit(edit);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#stateChanged.dispose();
    void this.#client.dispose();
  }
}
