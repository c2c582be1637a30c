// The [tool.retort] table of pyproject.toml: which database a project uses and how its rules are set.
import type { Project } from './project';

/** Severity per rule id, or 'off'. */
export type RuleTable = Readonly<Record<string, 'error' | 'warning' | 'info' | 'hint' | 'off'>>;

/** `rules = { "rule-id" = "warning" }`; entries that are not a severity are left out. */
export function lintRules(retort: Readonly<Record<string, unknown>>): RuleTable {
  const table = retort['rules'];
  if (typeof table !== 'object' || table === null) return {};
  const entries = Object.entries(table).filter((entry): entry is [string, RuleTable[string]] =>
    ['error', 'warning', 'info', 'hint', 'off'].includes(String(entry[1])),
  );
  return Object.fromEntries(entries);
}

/** `database = "embedded"`, a profile name or `env:NAME`; undefined when it is not set. */
export function databaseSetting(retort: Readonly<Record<string, unknown>>): string | undefined {
  const value = retort['database'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What a project's database speaks, as far as its configuration tells. */
export interface ProjectDialect {
  readonly dialect: 'postgresql' | 'sqlite';
  /** The name of a dialect that is neither, where the configuration names one; then `dialect` stands in for lint only. */
  readonly unsupported: string | undefined;
}

/** `dialect` of [tool.retort], else the scheme of `sqlalchemy.url`; PostgreSQL where neither says anything. */
export function projectDialect({
  retort,
  databaseUrl,
}: Pick<Project, 'retort' | 'databaseUrl'>): ProjectDialect {
  const setting = retort['dialect'];
  const scheme = /^(\w+)(?:\+\w+)?:/.exec(databaseUrl ?? '')?.[1]?.toLowerCase();
  const name = typeof setting === 'string' ? setting.toLowerCase() : scheme === 'driver' ? undefined : scheme;
  if (name === undefined || name.startsWith('postgres'))
    return { dialect: 'postgresql', unsupported: undefined };
  if (name === 'sqlite') return { dialect: 'sqlite', unsupported: undefined };
  return { dialect: 'postgresql', unsupported: name };
}

/** `server_version = 15` (or "15.4") of [tool.retort] as a major version; undefined when it is not set. */
export function serverVersion(retort: Readonly<Record<string, unknown>>): number | undefined {
  const value = retort['server_version'];
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const major = /^\d{1,3}/.exec(String(value))?.[0];
  return major === undefined ? undefined : Number(major);
}
