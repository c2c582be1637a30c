// Starts, restarts and stops the language client, and sends our own requests. What the answers mean is left to callers.
import * as vscode from 'vscode';
import type { LanguageClient, WorkspaceEdit } from 'vscode-languageclient/node';
import type { ServerState } from './createClient';
import { RestartPolicy } from './restartPolicy';
import type { RetortRequests } from '../../server/src/lsp/protocol';

/** The language server as the rest of the extension sees it. */
export class RetortClient implements vscode.Disposable {
  readonly #module: string;
  readonly #output: vscode.LogOutputChannel;
  #client: Promise<LanguageClient> | undefined;
  #started: Promise<void> | undefined;
  #isDisposed = false;
  readonly #policy = new RestartPolicy(Date.now);
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #stateChanged = new vscode.EventEmitter<void>();
  #state: ServerState = 'starting';

  /** Whether the server answers; told by `onDidChangeState`. */
  readonly onDidChangeState = this.#stateChanged.event;

  /** Projects, revisions or their problems changed, or the server was restarted: ask again. */
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    this.#module = context.asAbsolutePath('dist/server.js');
    this.#output = output;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Starts the server; resolves when it answered the first handshake. */
  start(): Promise<void> {
    this.#client = this.#create();
    this.#started = this.#client.then((client) => client.start());
    return this.#started;
  }

  /** Ends the server process and starts a fresh one; open documents are sent again. What ended before does not count. */
  async restart(): Promise<void> {
    this.#policy.forget();
    const client = await this.#client;
    if (client === undefined) return;
    this.#started = this.#endAndStart(client);
    await this.#started;
  }

  /** A client whose server hangs or failed to start is left: what its connection does later must not count for a fresh one. */
  async #endAndStart(client: LanguageClient): Promise<void> {
    const hasEnded = await client.stop().then(
      () => true,
      () => false,
    );
    if (!hasEnded) this.#client = this.#create();
    await (await this.#running()).start();
  }

  /** Asks the server once it has started; rejects when it does not run. */
  async request<M extends keyof RetortRequests>(
    method: M,
    params: RetortRequests[M]['params'],
  ): Promise<RetortRequests[M]['result']> {
    await this.#started;
    return await (await this.#running()).sendRequest<RetortRequests[M]['result']>(method, params);
  }

  /** An edit of the server as the editor applies it, with what it says about it. */
  async toEdit(edit: WorkspaceEdit): Promise<vscode.WorkspaceEdit> {
    return await (await this.#running()).protocol2CodeConverter.asWorkspaceEdit(edit);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#changed.dispose();
    this.#stateChanged.dispose();
    // One that could not be loaded was told already.
    void this.#client?.then(
      (client) => client.dispose(),
      () => undefined,
    );
  }

  async #running(): Promise<LanguageClient> {
    if (this.#client === undefined) throw new Error('the language server was not started');
    return await this.#client;
  }

  /** Not before activate() has returned: nobody waits for the client then. */
  async #create(): Promise<LanguageClient> {
    await new Promise((resolve) => setImmediate(resolve));
    const { loadClient } = await import('./languageClient');
    const { createClient } = await loadClient();
    return createClient({
      module: this.#module,
      output: this.#output,
      onChanged: () => this.#changed.fire(),
      onState: (state) => this.#take(state),
      policy: this.#policy,
      restart: () => this.restart(),
    });
  }

  #take(state: ServerState): void {
    if (this.#isDisposed) return;
    this.#state = state;
    this.#stateChanged.fire();
    if (state === 'running') this.#changed.fire();
  }
}
