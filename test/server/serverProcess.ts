// The built language server as a process of its own, with a client that watches the disk as an editor does.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import {
  CodeLensRefreshRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  FileChangeType,
  type FileEvent,
  InitializedNotification,
  InitializeRequest,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  UnregistrationRequest,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { REVISIONS_CHANGED, type RetortRequests } from '../../server/src/lsp/protocol';
import { DIST } from '../support/build';

/** Editors collect events of the file system for about this many milliseconds before they pass them on. */
const COLLECT = 75;

export class ServerProcess {
  readonly connection: ProtocolConnection;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting: (() => void)[] = [];
  readonly #watchers: { close(): void }[] = [];
  /** How often the server said that it has read or understood something anew. */
  changes = 0;

  private constructor() {
    this.#child = spawn(process.execPath, [join(DIST, 'server.js'), '--stdio'], { stdio: 'pipe' });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.#child.stdout),
      new StreamMessageWriter(this.#child.stdin),
    );
    this.connection.onNotification(REVISIONS_CHANGED, () => {
      this.changes++;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
    for (const type of [RegistrationRequest.type, UnregistrationRequest.type]) {
      this.connection.onRequest(type.method, () => undefined);
    }
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => undefined);
    this.connection.onRequest(CodeLensRefreshRequest.type, () => undefined);
    this.connection.listen();
  }

  /** Started on one workspace folder, its first reading done. */
  static async start(folder: string): Promise<ServerProcess> {
    const server = new ServerProcess();
    await server.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol's types ask for it
      rootUri: null,
      workspaceFolders: [{ uri: URI.file(folder).toString(), name: 'folder' }],
      initializationOptions: { isTrusted: true },
      capabilities: {
        workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
      },
    });
    const ready = server.nextChange();
    await server.connection.sendNotification(InitializedNotification.type, {});
    await ready;
    return server;
  }

  /** Passes on what happens in a folder. */
  watchFolder(folder: string): void {
    const names = new Set<string>();
    let timer: NodeJS.Timeout | undefined;
    const pass = () => {
      timer = undefined;
      const changes = Array.from(names, (name): FileEvent => ({
        uri: URI.file(join(folder, name)).toString(),
        type: FileChangeType.Changed,
      }));
      names.clear();
      void this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    };
    const watcher = watch(folder, (_, name) => {
      if (name?.endsWith('.py') !== true) return;
      names.add(name);
      timer ??= setTimeout(pass, COLLECT);
    });
    this.#watchers.push(watcher);
  }

  nextChange(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async open(path: string, text: string): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: URI.file(path).toString(), languageId: 'python', version: 1, text },
    });
  }

  async ask<M extends keyof RetortRequests>(
    method: M,
    params: RetortRequests[M]['params'],
  ): Promise<RetortRequests[M]['result']> {
    return await this.connection.sendRequest<RetortRequests[M]['result']>(method, params);
  }

  /** Asks again and again until `until` settles; the longest time in milliseconds an answer took. */
  async longestAnswer(until: Promise<unknown>): Promise<number> {
    const end = { isReached: false };
    void until.finally(() => (end.isReached = true));
    let longest = 0;
    while (!end.isReached) {
      const start = performance.now();
      await this.ask('retort/projects', {});
      longest = Math.max(longest, performance.now() - start);
    }
    return longest;
  }

  async stop(): Promise<void> {
    for (const watcher of this.#watchers) watcher.close();
    await this.connection.sendRequest(ShutdownRequest.type);
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }
}
