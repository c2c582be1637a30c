// Asks the client to watch exactly the files that matter, and asks again when the projects have other folders.
import {
  DidChangeWatchedFilesNotification,
  type Connection,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import type { ClientFacts } from './clientFacts';
import { toUri } from './convert';
import { GIT_REFS } from './defaultBranch';
import type { DiskProject } from './projectDisk';

/** A project appears or changes its mind through these, wherever they are in the workspace. */
const CONFIGURATION: readonly FileSystemWatcher[] = [
  { globPattern: '**/alembic.ini' },
  { globPattern: '**/pyproject.toml' },
  // A fetch or a checkout changes what the default branch has, and where this branch parts from it.
  { globPattern: `**/${GIT_REFS}` },
];

export class FileWatching {
  readonly #connection: Connection;
  readonly #client: ClientFacts;
  readonly #log: (message: string) => void;
  #registered = '';
  #registration: Promise<{ dispose(): void }> | undefined;

  constructor(connection: Connection, client: ClientFacts, log: (message: string) => void) {
    this.#connection = connection;
    this.#client = client;
    this.#log = log;
  }

  /** Watches the configuration files and the folders of these projects instead of what was watched before. */
  async watch(projects: readonly DiskProject[]): Promise<void> {
    if (!this.#client.canWatchFiles) return;
    const watchers = [...CONFIGURATION, ...projects.flatMap((project) => this.#watchers(project))];
    const key = JSON.stringify(watchers);
    if (key === this.#registered) return;
    this.#registered = key;
    const before = this.#registration;
    this.#registration = this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers,
    });
    try {
      await this.#registration;
      (await before)?.dispose();
    } catch (error) {
      this.#log(`watching files: ${String(error)}`);
    }
  }

  #watchers({ watched }: DiskProject): readonly FileSystemWatcher[] {
    return watched.map(({ folder, pattern }) => ({
      globPattern: this.#client.canWatchFolders
        ? { baseUri: toUri(folder), pattern }
        : `${folder.replaceAll('\\', '/')}/${pattern}`,
    }));
  }
}
