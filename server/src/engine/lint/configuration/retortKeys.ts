// What [tool.retort] may hold. docs/retort.schema.json says the same for editors that check TOML.

export const RETORT_KEYS: readonly string[] = [
  'database',
  'dialect',
  'server_version',
  'scratch',
  'protected_hosts',
  'rules',
  'connections',
];

/** The keys of a [tool.retort.connections.NAME]. */
export const CONNECTION_KEYS: readonly string[] = ['url', 'protected', 'allow_downgrade'];

export const SEVERITIES: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];
