// What SQLAlchemy remembers while it prints one statement: names it makes up, and the queries that stand before it.
import type { TableReference } from '../operations/expression';
import type { Compilation } from './compilation';
import { quote } from './identifiers';

/** Names are numbered over the whole statement, and one object has one name wherever it stands. */
export interface Labels {
  readonly counts: Map<string, number>;
  readonly made: Map<object, string>;
  /** Common table expressions by what they are made of, in the order they are printed. */
  readonly ctes: Map<object, { readonly name: string; readonly text: string; readonly isRecursive: boolean }>;
  /** What a common table expression that is being printed stands for inside of itself. */
  readonly restated: Set<object>;
}

/** Nothing yet. */
export function newLabels(): Labels {
  return { counts: new Map(), made: new Map(), ctes: new Map(), restated: new Set() };
}

/** The name SQLAlchemy makes up for an object: a base and a number. */
export function numberedName(
  compilation: Compilation,
  object: object,
  base: string,
  { counts, made }: Labels,
): string {
  const known = made.get(object);
  if (known !== undefined) return known;
  const count = (counts.get(base) ?? 0) + 1;
  counts.set(base, count);
  const name = quote(compilation, `${base}_${count}`);
  made.set(object, name);
  return name;
}

/** The name of an alias, subquery or common table expression; undefined for a table under its own name. */
export function aliasName(
  compilation: Compilation,
  table: TableReference,
  labels: Labels,
): string | undefined {
  if (table.alias !== undefined) return quote(compilation, table.alias);
  const object = table.source ?? table.anonymous;
  return object === undefined ? undefined : numberedName(compilation, object, table.name, labels);
}

/** The statement with the common table expressions that were met in it before it. */
export function withCtes(text: string, { ctes }: Labels): string {
  if (ctes.size === 0) return text;
  const all = [...ctes.values()];
  const word = all.some(({ isRecursive }) => isRecursive) ? 'WITH RECURSIVE' : 'WITH';
  return `${word} ${all.map((cte) => cte.text).join(', \n')}\n ${text}`;
}
