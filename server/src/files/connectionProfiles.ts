// Databases under a name: [tool.retort.connections.NAME] of pyproject.toml and the user's own connections.json.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { CONNECTION_KEYS, nearestName } from '../engine/index';
import { asTable } from './toml';

/** A database under a name. `url` is `embedded`, `env:NAME` or a URL, checked only when it is used. */
export interface ConnectionProfile {
  readonly name: string;
  readonly url: string;
  readonly isProtected: boolean;
  readonly allowsDowngrade: boolean;
  /** Whose it is: the project's pyproject.toml or the user's file. */
  readonly source: 'project' | 'user';
  /** A setting that protects nothing as it is written, so that the connection must not be used; else undefined. */
  readonly problem: string | undefined;
}

/** One row of `retort connections --json`. */
export interface NamedDatabase {
  /** What --database takes. */
  readonly name: string;
  /** Where it is, without a password. */
  readonly address: string;
  readonly isProtected: boolean;
  readonly source: ConnectionProfile['source'] | 'dotenv';
  /** Why it cannot be used; undefined when it can. */
  readonly problem: string | undefined;
}

/** Why the user's file cannot be read. */
export interface ProfilesProblem {
  readonly path: string;
  readonly message: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `retort/connections.json` in the configuration folder of the XDG base directories. */
export function userProfilesFile(environment: Environment): string {
  const config = environment['XDG_CONFIG_HOME'];
  const root = config !== undefined && isAbsolute(config) ? config : join(homedir(), '.config');
  return join(root, 'retort', 'connections.json');
}

/** A name is no address and no option. */
export function isProfileName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u.test(text) && text !== 'embedded';
}

/**
 * All profiles by name. The user's own win, so that a repository cannot turn a name they know to another server; what
 * either of the two protects is protected.
 */
export function connectionProfiles(
  retort: Readonly<Record<string, unknown>>,
  environment: Environment,
): { readonly profiles: readonly ConnectionProfile[]; readonly problem: ProfilesProblem | undefined } {
  const { table, problem } = readUserFile(userProfilesFile(environment));
  const byName = new Map(
    profilesOf(asTable(retort['connections']), 'project').map((profile) => [profile.name, profile]),
  );
  for (const profile of profilesOf(table, 'user')) {
    const theirs = byName.get(profile.name);
    const isProtected = profile.isProtected || theirs?.isProtected === true;
    byName.set(profile.name, { ...profile, isProtected });
  }
  return { profiles: [...byName.values()], problem };
}

function profilesOf(
  table: Readonly<Record<string, unknown>> | undefined,
  source: ConnectionProfile['source'],
): readonly ConnectionProfile[] {
  return Object.entries(table ?? {}).flatMap(([name, value]) => {
    const entry = asTable(value);
    const url = entry?.['url'];
    if (entry === undefined || typeof url !== 'string' || !isProfileName(name)) return [];
    const isProtected = entry['protected'] === true;
    const allowsDowngrade = entry['allow_downgrade'] === true;
    return [{ name, url, isProtected, allowsDowngrade, source, problem: problemOf(entry) }];
  });
}

/** A mistyped `protected` leaves a database open to everything: it is not passed over. */
function problemOf(entry: Readonly<Record<string, unknown>>): string | undefined {
  for (const [key, value] of Object.entries(entry)) {
    const meant = CONNECTION_KEYS.includes(key) ? undefined : nearestName(key, CONNECTION_KEYS);
    if (meant !== undefined) return `"${key}" is not known; is "${meant}" meant?`;
    if ((key === 'protected' || key === 'allow_downgrade') && typeof value !== 'boolean')
      return `"${key}" has to be true or false, without quotes`;
  }
  return undefined;
}

function readUserFile(path: string): {
  readonly table: Readonly<Record<string, unknown>> | undefined;
  readonly problem: ProfilesProblem | undefined;
} {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return { table: undefined, problem: undefined };
  }
  try {
    const table = asTable(JSON.parse(text));
    return { table, problem: table === undefined ? { path, message: 'it holds no object' } : undefined };
  } catch (error) {
    // The parser's message may quote the text, and with it a password.
    const place = /position \d+/u.exec(error instanceof Error ? error.message : '')?.[0];
    return { table: undefined, problem: { path, message: `it is not JSON${place ? ` at ${place}` : ''}` } };
  }
}
