// What the client said of itself at `initialize`: its folders, whether they are trusted, what it can do.
import type { ClientCapabilities, InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { toPath } from './convert';
import type { ServerOptions } from './protocol';

export class ClientFacts {
  #capabilities: ClientCapabilities = {};
  #folders: readonly string[] = [];
  #isTrusted = false;

  learn({ capabilities, workspaceFolders, initializationOptions }: InitializeParams): void {
    this.#capabilities = capabilities;
    this.#folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
    const options = initializationOptions as Partial<ServerOptions> | undefined | null;
    this.#isTrusted = options?.isTrusted === true;
  }

  changeRoots(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
  }

  /** The workspace folders on disk. */
  get roots(): readonly string[] {
    return this.#folders.map(toPath).filter((path) => path !== undefined);
  }

  /** Not trusted until the client says so: files outside the workspace folders are not read then. */
  get isTrusted(): boolean {
    return this.#isTrusted;
  }

  get hasConfiguration(): boolean {
    return this.#capabilities.workspace?.configuration === true;
  }

  get hasWorkspaceFolders(): boolean {
    return this.#capabilities.workspace?.workspaceFolders === true;
  }

  get canRegisterConfiguration(): boolean {
    return this.#capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  get canWatchFiles(): boolean {
    return this.#capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  /** True when watchers may name a folder outside the workspace folders. */
  get canWatchFolders(): boolean {
    return this.#capabilities.workspace?.didChangeWatchedFiles?.relativePatternSupport === true;
  }

  /** True when an edit may rename a file. */
  get canRenameFiles(): boolean {
    return this.#capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('rename') === true;
  }

  get canRefreshDiagnostics(): boolean {
    return this.#capabilities.workspace?.diagnostics?.refreshSupport === true;
  }

  get canRefreshCodeLens(): boolean {
    return this.#capabilities.workspace?.codeLens?.refreshSupport === true;
  }
}
