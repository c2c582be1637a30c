// A language client in memory: the real server on one end of a pair of streams, and short names for what tests ask.
import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  RegistrationRequest,
  ShowMessageRequest,
  ShutdownRequest,
  UnregistrationRequest,
  ConfigurationRequest,
  CodeLensRefreshRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type Range,
  type Registration,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { serve } from '../../server/src/lsp/server';
import { FORMAT_WORKER_SCRIPT, SQL_WORKER_SCRIPT } from '../support/build';
import { REVISIONS_CHANGED, type RetortRequests } from '../../server/src/lsp/protocol';

export interface ClientOptions {
  /** Files by path inside the workspace folder. */
  readonly files: Readonly<Record<string, string>>;
  /** What `workspace/configuration` answers for the section `retort`. */
  readonly settings?: unknown;
  readonly isTrusted?: boolean;
}

/** One client with a workspace folder of its own on disk. Ends with `dispose()`. */
export class LspClient {
  readonly folder: string;
  readonly connection: ProtocolConnection;
  /** What the server wrote to its log: empty unless something went wrong. */
  readonly log: string[] = [];
  readonly registrations: Registration[] = [];
  /** What the server asked the person, and what they choose: the first action or none. */
  readonly questions: string[] = [];
  isConfirming = true;
  #settings: unknown;
  #changes = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #lensWaiting: (() => void)[] = [];
  readonly #versions = new Map<string, number>();

  private constructor(folder: string, settings: unknown) {
    this.folder = folder;
    this.#settings = settings;
    const up = new PassThrough();
    const down = new PassThrough();
    const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    serve(server, { sqlWorker: SQL_WORKER_SCRIPT, formatWorker: FORMAT_WORKER_SCRIPT });
    server.listen();
    this.connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => void this.log.push(message));
    this.connection.onNotification(REVISIONS_CHANGED, () => {
      this.#changes++;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    this.connection.onRequest(ShowMessageRequest.type, ({ message, actions }) => {
      this.questions.push(message);
      return this.isConfirming ? (actions?.[0] ?? null) : null;
    });
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.#settings));
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => undefined);
    this.connection.onRequest(CodeLensRefreshRequest.type, () => {
      for (const resolve of this.#lensWaiting.splice(0)) resolve();
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations);
    });
    this.connection.onRequest(UnregistrationRequest.type, () => undefined);
    this.connection.listen();
  }

  static async start({ files, settings = {}, isTrusted = true }: ClientOptions): Promise<LspClient> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'retort-lsp-')));
    const client = new LspClient(folder, settings);
    for (const [path, text] of Object.entries(files)) client.write(path, text);
    await client.#initialize(isTrusted);
    return client;
  }

  initializeResult: InitializeResult | undefined;

  async #initialize(isTrusted: boolean): Promise<void> {
    this.initializeResult = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's types ask for it
      rootUri: null,
      workspaceFolders: [{ uri: this.uri(''), name: 'folder' }],
      initializationOptions: { isTrusted },
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
          diagnostics: { refreshSupport: true },
          codeLens: { refreshSupport: true },
          workspaceEdit: {
            documentChanges: true,
            resourceOperations: ['create', 'rename', 'delete'],
          },
        },
      },
    });
    const ready = this.nextChange();
    await this.connection.sendNotification(InitializedNotification.type, {});
    await ready;
  }

  uri(path: string): string {
    return URI.file(path === '' ? this.folder : join(this.folder, path)).toString();
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  async configure(settings: unknown): Promise<void> {
    this.#settings = settings;
    const change = this.nextChange();
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await change;
  }

  async open(path: string, text: string): Promise<void> {
    const uri = this.uri(path);
    this.#versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'python', version: 1, text },
    });
  }

  /** Sends changes of an open document; answers with its version after them. */
  async change(path: string, contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const uri = this.uri(path);
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
    return version;
  }

  async close(path: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path) },
    });
  }

  async changedOnDisk(
    paths: readonly string[],
    type: FileChangeType = FileChangeType.Changed,
  ): Promise<void> {
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: paths.map((path) => ({ uri: this.uri(path), type })),
    });
  }

  /** How often the server said that revisions changed. */
  get changes(): number {
    return this.#changes;
  }

  /** Resolves at the next `retort/revisionsChanged`. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when the server next has the code lenses asked for again. */
  nextLensRefresh(): Promise<void> {
    return new Promise((resolve) => this.#lensWaiting.push(resolve));
  }

  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: this.uri(path) },
    });
    return report.kind === 'full' ? report.items : [];
  }

  async ask<M extends keyof RetortRequests>(
    method: M,
    params: RetortRequests[M]['params'],
  ): Promise<RetortRequests[M]['result']> {
    return await this.connection.sendRequest<RetortRequests[M]['result']>(method, params);
  }

  /** The id of the only project. */
  async projectId(): Promise<string> {
    const [project] = await this.ask('retort/projects', {});
    if (project === undefined) throw new Error('no project');
    return project.id;
  }

  async dispose(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    this.connection.end();
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** `line:character-line:character`, all from 0: how tests write ranges. */
export function show({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** The range of the first occurrence of `part` in `text`. */
export function rangeOf(text: string, part: string): Range {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`the text has no ${part}`);
  return { start: positionOf(text, at), end: positionOf(text, at + part.length) };
}

function positionOf(text: string, offset: number): Range['start'] {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
