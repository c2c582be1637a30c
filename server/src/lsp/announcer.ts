// Tells the client that revisions changed, once things have settled. What changed it asks for itself.
import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import type { ClientFacts } from './clientFacts';
import { REVISIONS_CHANGED } from './protocol';

/** Milliseconds after the last keystroke until the client is told. */
const TYPING_REST = 300;

export class Announcer {
  readonly #connection: Connection;
  readonly #client: ClientFacts;
  readonly #log: (message: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #isRead = false;
  #isDisposed = false;

  constructor(connection: Connection, client: ClientFacts, log: (message: string) => void) {
    this.#connection = connection;
    this.#client = client;
    this.#log = log;
  }

  /** After a reading the client is told at once, after typing a little later; several reasons are one message. */
  announce(reason: 'typed' | 'read' | 'database'): void {
    if (this.#isDisposed) return;
    // The client told this itself; only what stands above the code follows from it.
    if (reason === 'database') {
      void this.#refreshLenses();
      return;
    }
    this.#isRead ||= reason === 'read';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tell(), this.#isRead ? 0 : TYPING_REST);
  }

  /** Nothing is said any more: the connection is about to end. */
  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    const isRead = this.#isRead;
    this.#isRead = false;
    try {
      await this.#connection.sendNotification(REVISIONS_CHANGED);
      // The client pulls again for the file that is typed in, but not for those that changed on disk.
      if (isRead && this.#client.canRefreshDiagnostics)
        await this.#connection.languages.diagnostics.refresh();
      if (isRead) await this.#refreshLenses();
    } catch (error) {
      this.#complain(error);
    }
  }

  async #refreshLenses(): Promise<void> {
    if (!this.#client.canRefreshCodeLens) return;
    try {
      await this.#connection.sendRequest(CodeLensRefreshRequest.type);
    } catch (error) {
      this.#complain(error);
    }
  }

  /** Requests that the end of the connection overtook are no news. */
  #complain(error: unknown): void {
    if (!this.#isDisposed) this.#log(`telling the client: ${String(error)}`);
  }
}
