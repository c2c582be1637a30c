// Host patterns: which servers are protected whatever names them, as [tool.retort] protected_hosts and the user say it.

/** `RETORT_PROTECTED_HOSTS` holds the user's own patterns, separated by commas; the editor hands its setting over in it. */
export const PROTECTED_HOSTS_VARIABLE = 'RETORT_PROTECTED_HOSTS';

/** The patterns of the project and of the user together, or why those of the project cannot be read. */
export function protectedHosts(
  retort: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly patterns: readonly string[] } | { readonly problem: string } {
  const own = (environment[PROTECTED_HOSTS_VARIABLE] ?? '').split(',');
  const setting = retort['protected_hosts'] ?? [];
  const isList = Array.isArray(setting) && setting.every((pattern) => typeof pattern === 'string');
  if (!isList) return { problem: 'protected_hosts is not a list of host patterns' };
  const all = [...own, ...(setting as readonly string[])].map((pattern) => pattern.trim());
  return { patterns: all.filter((pattern) => pattern !== '') };
}

/** `*` stands for any characters, dots too, and `?` for one. Case and a dot at the end of a name make no difference. */
export function matchesHost(pattern: string, host: string): boolean {
  return matches(plain(pattern), plain(host));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/u, '');
}

/** Goes back to the last star only, so that no pattern takes longer than pattern times name. */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let inText = 0;
  let star = -1;
  let afterStar = 0;
  while (inText < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = at;
      at += 1;
      afterStar = inText;
    } else if (sign === '?' || (sign !== undefined && sign === text[inText])) {
      at += 1;
      inText += 1;
    } else if (star >= 0) {
      at = star + 1;
      afterStar += 1;
      inText = afterStar;
    } else return false;
  }
  return /^\**$/u.test(pattern.slice(at));
}
