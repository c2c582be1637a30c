// Takes the password out of a database URL and puts it back in. Nothing else of the URL is understood here.

/** A URL and the password it held; `password` is undefined where it held none. */
export interface SplitUrl {
  readonly url: string;
  readonly password: string | undefined;
}

const USER_INFO = /^([\w+]+:\/\/)([^:@/?#]*):([^@]*)@/u;
const IN_QUERY = /([?&])password=([^&]*)(&?)/u;

/** The password of either place a URL can have one, decoded; the URL without it. */
export function splitPassword(text: string): SplitUrl {
  const trimmed = text.trim();
  const inUser = USER_INFO.exec(trimmed);
  if (inUser !== null) {
    const [all, scheme = '', user = '', password = ''] = inUser;
    const url = `${scheme}${user}@${trimmed.slice(all.length)}`;
    return { url: splitPassword(url).url, password: decoded(password) };
  }
  const inQuery = IN_QUERY.exec(trimmed);
  if (inQuery === null) return { url: trimmed, password: undefined };
  const [all, before = '', password = '', after = ''] = inQuery;
  const kept = after === '' ? '' : before;
  const url = trimmed.slice(0, inQuery.index) + kept + trimmed.slice(inQuery.index + all.length);
  return { url: splitPassword(url).url, password: decoded(password.replaceAll('+', ' ')) };
}

/** The URL with the password where SQLAlchemy expects it; a URL without a user gets it as a parameter. */
export function withPassword(url: string, password: string | undefined): string {
  if (password === undefined || password === '') return url;
  const encoded = encodeURIComponent(password);
  const user = /^([\w+]+:\/\/)([^:@/?#]+)@/u.exec(url);
  if (user !== null) return `${user[1] ?? ''}${user[2] ?? ''}:${encoded}@${url.slice(user[0].length)}`;
  return `${url}${url.includes('?') ? '&' : '?'}password=${encoded}`;
}

/** True for a URL of a database Retort can run on. */
export function isDatabaseUrl(url: string): boolean {
  return /^(?:postgres(?:ql)?(?:\+(?:psycopg|psycopg2|psycopg2cffi|psycopg_async|asyncpg|pg8000))?|sqlite(?:\+(?:pysqlite|aiosqlite))?):\/\//u.test(
    url,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
