// The connections of the user's settings: reading, adding, changing and removing them. They never hold a password.
import * as vscode from 'vscode';
import { isDatabaseUrl, splitPassword } from './connectionUrl';

export const COLORS = ['red', 'orange', 'yellow', 'green', 'blue', 'purple'] as const;
export type ConnectionColor = (typeof COLORS)[number];

/** One entry of `retort.connections`. */
export interface SavedConnection {
  readonly name: string;
  /** Without a password; `embedded` and `env:NAME` also count. */
  readonly url: string;
  readonly isProtected: boolean;
  readonly allowsDowngrade: boolean;
  readonly color: ConnectionColor | undefined;
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u;

/** Why a name cannot be one; undefined when it can. */
export function nameProblem(name: string): string | undefined {
  if (NAME.test(name) && name !== 'embedded') return undefined;
  return vscode.l10n.t('Write letters, digits, blanks or . _ @ -, at most 100 of them.');
}

/**
 * The user's connections. A workspace value is not looked at, whatever VS Code merges: a repository must not be able to
 * name a server. An entry whose URL holds a password is left out, so that nobody gets used to it.
 */
export function savedConnections(): readonly SavedConnection[] {
  return entries().flatMap((entry) => {
    const connection = read(entry);
    return connection === undefined ? [] : [connection];
  });
}

/** Adds a connection, or replaces the one called `replaced`. */
export async function saveConnection(
  connection: SavedConnection,
  replaced: string | undefined,
): Promise<void> {
  const { name, url, isProtected, allowsDowngrade, color } = connection;
  const entry = {
    name,
    url,
    ...(isProtected ? { protected: true } : {}),
    ...(allowsDowngrade ? { allowDowngrade: true } : {}),
    ...(color === undefined ? {} : { color }),
  };
  const all = entries();
  const at = all.findIndex((each) => nameOf(each) === (replaced ?? name));
  await write(at < 0 ? [...all, entry] : all.map((each, index) => (index === at ? entry : each)));
}

export async function removeConnection(name: string): Promise<void> {
  await write(entries().filter((entry) => nameOf(entry) !== name));
}

function entries(): readonly unknown[] {
  const value = vscode.workspace.getConfiguration('retort').inspect<unknown>('connections')?.globalValue;
  return Array.isArray(value) ? value : [];
}

async function write(value: readonly unknown[]): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('retort');
  await configuration.update('connections', value, vscode.ConfigurationTarget.Global);
}

function read(entry: unknown): SavedConnection | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, url, protected: isProtected, allowDowngrade, color } = entry as Record<string, unknown>;
  if (typeof name !== 'string' || !NAME.test(name) || typeof url !== 'string') return undefined;
  const isAddress = isDatabaseUrl(url) || url === 'embedded' || /^env:[A-Za-z_]\w*$/u.test(url);
  if (!isAddress || splitPassword(url).password !== undefined) return undefined;
  return {
    name,
    url,
    isProtected: isProtected === true,
    allowsDowngrade: allowDowngrade === true,
    color: COLORS.find((each) => each === color),
  };
}

function nameOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
}
