// The settings a client asks for while it connects, as `SELECT set_config(...)`: PGlite ignores them in its own start-up.

const NOT_SETTINGS = new Set(['user', 'database', 'options', 'replication']);

/** Names and values in the order in which PostgreSQL applies them. */
export function startupSettings(parameters: ReadonlyMap<string, string>): [name: string, value: string][] {
  const settings = optionSettings(parameters.get('options') ?? '');
  for (const [name, value] of parameters) {
    if (!NOT_SETTINGS.has(name) && !name.startsWith('_pq_.') && !name.startsWith('retort.'))
      settings.push([name, value]);
  }
  return settings;
}

export function setConfig([name, value]: readonly [string, string]): string {
  return `SELECT pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`;
}

/** `-c name=value` and `--name=value`, split at blanks that no backslash guards. */
function optionSettings(options: string): [string, string][] {
  const settings: [string, string][] = [];
  const words = [...options.matchAll(/(?:\\.|[^\s\\])+/gsu)].map(([word]) => word.replace(/\\(.)/gsu, '$1'));
  for (let index = 0; index < words.length; index += 1) {
    let word = words[index] ?? '';
    if (word === '-c') word = words[(index += 1)] ?? '';
    else if (word.startsWith('-c') || word.startsWith('--')) word = word.slice(2);
    else continue;
    const equals = word.indexOf('=');
    if (equals > 0) settings.push([word.slice(0, equals).replaceAll('-', '_'), word.slice(equals + 1)]);
  }
  return settings;
}

function literal(value: string): string {
  const escaped = value.replaceAll("'", "''");
  return escaped.includes('\\') ? `E'${escaped.replaceAll('\\', '\\\\')}'` : `'${escaped}'`;
}
