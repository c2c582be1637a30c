// Which database each project of this window works on, and how a child process gets to it. Nothing is connected here.
import * as vscode from 'vscode';
import { withPassword } from './connectionUrl';
import { savedConnections, type SavedConnection } from './savedConnections';
import { databaseSetting, envFileSetting } from '../settings';
import { URL_IN_CONFIGURATION, type ProjectSummary } from '../../../server/src/lsp/protocol';

/** A database a project can work on. */
export interface DatabaseChoice {
  /** The same for the same database of the same project; holds no secret. */
  readonly key: string;
  /** What people call it before it was asked: `staging`, `shop@embedded`. */
  readonly label: string;
  /** The connection of the settings, where it is one. */
  readonly saved: SavedConnection | undefined;
  /** What `--database` gets; undefined where the project's own configuration decides. */
  readonly database: string | undefined;
  /** False for the address in alembic.ini, which nobody chose for Retort: it is not asked before a command. */
  readonly isChosen: boolean;
}

/** Arguments and variables with which a child reaches a database. The variables may hold a password. */
export interface DatabaseAccess {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

type Remembered = { readonly saved: string } | { readonly database: string };

/** Choices of this workspace, and passwords in the editor's secret storage. */
export class Connections implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  /** Another choice, another list of connections, or another password. */
  readonly onDidChange = this.#changed.event;

  constructor({ workspaceState, secrets }: Pick<vscode.ExtensionContext, 'workspaceState' | 'secrets'>) {
    this.#memory = workspaceState;
    this.#secrets = secrets;
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      const names = ['retort.database', 'retort.connections', 'retort.envFile'];
      if (names.some((name) => event.affectsConfiguration(name))) this.#changed.fire();
    });
  }

  /** The database of a project: the one chosen in this workspace, else the user's setting, else what the project says. */
  chosen(project: ProjectSummary): DatabaseChoice | undefined {
    const remembered = this.#memory.get<Remembered>(memoryKey(project));
    if (remembered !== undefined && 'saved' in remembered) {
      const saved = savedConnections().find(({ name }) => name === remembered.saved);
      if (saved !== undefined) return savedChoice(saved);
    }
    if (remembered !== undefined && 'database' in remembered && typeof remembered.database === 'string') {
      return namedChoice(project, remembered.database);
    }
    return this.own(project);
  }

  /** What applies without a choice in this workspace. */
  own(project: ProjectSummary): DatabaseChoice | undefined {
    const setting = databaseSetting();
    if (setting !== undefined) return namedChoice(project, setting);
    const { database, name } = project;
    if (database === undefined) return undefined;
    const isChosen = database !== URL_IN_CONFIGURATION;
    const label = isChosen ? labelOf(project, database) : name;
    return { key: `project:${database}`, label, saved: undefined, database: undefined, isChosen };
  }

  /** Every database the editor knows for a project, the chosen one among them. */
  all(project: ProjectSummary): readonly DatabaseChoice[] {
    const found = [this.own(project), ...savedConnections().map(savedChoice), this.chosen(project)];
    const byKey = new Map(found.flatMap((choice) => (choice === undefined ? [] : [[choice.key, choice]])));
    return [...byKey.values()];
  }

  /** Remembered for this workspace and project, not in the repository. Undefined: what applies without a choice. */
  async choose(project: ProjectSummary, choice: DatabaseChoice | undefined): Promise<void> {
    const remembered: Remembered | undefined =
      choice?.saved !== undefined
        ? { saved: choice.saved.name }
        : choice?.database === undefined
          ? undefined
          : { database: choice.database };
    await this.#memory.update(memoryKey(project), remembered);
    this.#changed.fire();
  }

  /** From now on sessions with this address may go unencrypted, in this workspace. */
  async agreeToPlainText(choice: DatabaseChoice): Promise<void> {
    await this.#memory.update(plainTextKey(choice), true);
    this.#changed.fire();
  }

  /** How a child reaches it. The password goes by environment, and only where there is one. */
  async access(choice: DatabaseChoice | undefined): Promise<DatabaseAccess> {
    const hasAgreed = choice !== undefined && this.#memory.get(plainTextKey(choice)) === true;
    const { words, environment } = await this.#way(choice);
    return hasAgreed
      ? { words, environment }
      : { words, environment: { RETORT_UNENCRYPTED: 'refuse', ...environment } };
  }

  async #way(choice: DatabaseChoice | undefined): Promise<DatabaseAccess> {
    if (choice === undefined) return { words: [], environment: {} };
    const { saved, database } = choice;
    if (saved === undefined) {
      return database === undefined ? { words: envFile(''), environment: {} } : plainAccess(database);
    }
    const isUrl = saved.url.includes('://');
    const word = isUrl ? 'env:RETORT_CONNECTION_URL' : saved.url;
    const url: Record<string, string> = isUrl
      ? { RETORT_CONNECTION_URL: withPassword(saved.url, await this.password(saved.name)) }
      : {};
    return {
      words: ['--database', word, ...(isUrl ? [] : envFile(saved.url))],
      environment: {
        ...url,
        RETORT_CONNECTION_DATABASE: word,
        RETORT_CONNECTION_NAME: saved.name,
        RETORT_CONNECTION_PROTECTED: saved.isProtected ? '1' : '0',
        RETORT_CONNECTION_ALLOW_DOWNGRADE: saved.allowsDowngrade ? '1' : '0',
      },
    };
  }

  async password(name: string): Promise<string | undefined> {
    return await this.#secrets.get(secretKey(name));
  }

  /** Undefined forgets it. */
  async setPassword(name: string, password: string | undefined): Promise<void> {
    if (password === undefined || password === '') await this.#secrets.delete(secretKey(name));
    else await this.#secrets.store(secretKey(name), password);
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function plainAccess(database: string): DatabaseAccess {
  return { words: ['--database', database, ...envFile(database)], environment: {} };
}

/** The user's .env file, for what names a variable and for what the project may name. */
function envFile(database: string): readonly string[] {
  const file = envFileSetting();
  return file === undefined || database === 'embedded' ? [] : ['--dotenv', file];
}

function savedChoice(saved: SavedConnection): DatabaseChoice {
  return { key: `saved:${saved.name}`, label: saved.name, saved, database: undefined, isChosen: true };
}

/** `embedded`, `env:NAME` or the name of a connection that the command line knows. */
export function namedChoice(project: ProjectSummary, database: string): DatabaseChoice {
  const label = labelOf(project, database);
  return { key: `named:${database}`, label, saved: undefined, database, isChosen: true };
}

function labelOf({ name }: ProjectSummary, database: string): string {
  return database === 'embedded' ? `${name}@embedded` : database;
}

function memoryKey({ id }: ProjectSummary): string {
  return `retort.connection/${id}`;
}

/** The address is part of it: who agreed to one server did not agree to the next. */
function plainTextKey({ key, saved }: DatabaseChoice): string {
  return `retort.unencrypted/${key}/${saved?.url ?? ''}`;
}

function secretKey(name: string): string {
  return `retort.password/${name}`;
}
