// The trees that adapters hand in: libpg_query's JSON, which the engine reads with care because it comes from outside.

/** A node as libpg_query writes it: fields that have their default value are absent. */
export type SqlNode = Readonly<Record<string, unknown>>;

/** One parsed text: its statements with their places in bytes of UTF-8. */
export interface SqlTree {
  readonly stmts?: readonly {
    readonly stmt: SqlNode;
    readonly stmt_location?: number;
    readonly stmt_len?: number;
  }[];
}

/** The answer of PostgreSQL's parser for one text. The offset of an error counts UTF-16 units. */
export type SqlParseAnswer =
  | { readonly tree: SqlTree }
  | { readonly error: { readonly message: string; readonly offset: number | undefined } }
  | { readonly tooHard: string };

/** The field as an object; an empty one when it is something else. */
export function nodeOf(value: unknown): SqlNode {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as SqlNode) : {};
}

/** The only key and its value of `{ NodeName: fields }`. */
export function tagged(value: unknown): readonly [tag: string, node: SqlNode] {
  const [entry] = Object.entries(nodeOf(value));
  return entry === undefined ? ['', {}] : [entry[0], nodeOf(entry[1])];
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The text of a String node. */
export function stringOf(value: unknown): string | undefined {
  const [tag, node] = tagged(value);
  return tag === 'String' && typeof node['sval'] === 'string' ? node['sval'] : undefined;
}

/** The texts of a list of String nodes. */
export function stringsOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((item) => stringOf(item) ?? []);
}
