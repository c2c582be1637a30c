// The [tool.retort] table of pyproject.toml: which database a project uses and how its rules are set.

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
