// Reads a .env file as text: KEY=VALUE lines, nothing executed and nothing expanded.

/** A value, or that it would need `${...}` expanded, which is not done. */
export type EnvValue = { readonly value: string } | { readonly isExpanded: true };

const LINE = /^\s*(?:export\s+)?(?<name>[A-Za-z_]\w*)\s*=(?<rest>.*)$/u;

/** The variables of a .env file as python-dotenv reads them; later lines win. Lines of another form are left out. */
export function parseEnvFile(text: string): ReadonlyMap<string, EnvValue> {
  const found = new Map<string, EnvValue>();
  for (const line of text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u)) {
    const { name, rest } = LINE.exec(line)?.groups ?? {};
    if (name !== undefined && rest !== undefined) found.set(name, readValue(rest.trim()));
  }
  return found;
}

function readValue(rest: string): EnvValue {
  const single = /^'((?:[^'\\]|\\.)*)'/u.exec(rest)?.[1];
  if (single !== undefined) return { value: single.replace(/\\(['\\])/gu, '$1') };
  const double = /^"((?:[^"\\]|\\.)*)"/u.exec(rest)?.[1];
  const bare = double ?? rest.replace(/\s#.*$/u, '').trimEnd();
  if (/\$\{/u.test(bare)) return { isExpanded: true };
  return {
    value: double === undefined ? bare : double.replace(/\\(["\\$])/gu, '$1').replaceAll('\\n', '\n'),
  };
}
