// The binds of a SQL text as SQLAlchemy finds them. text() declares names by one pattern, its compiler replaces by another and
// takes away backslashes by a third; they are not the same. Sources: _bind_params_regex in sqlalchemy/sql/elements.py,
// BIND_PARAMS and BIND_PARAMS_ESC in sqlalchemy/sql/compiler.py.
// They are made when a text has a colon, since classes of all letters take a millisecond to build.

import { applyEdits } from './edit';

const WORD = '\\p{L}\\p{N}_';

let patterns: Readonly<Record<'declared' | 'compiled' | 'escaped', RegExp>> | undefined;

function pattern(name: 'declared' | 'compiled' | 'escaped'): RegExp {
  patterns ??= {
    declared: new RegExp(`(?<![:${WORD}\\\\]):([${WORD}]+)(?!:)`, 'gu'),
    compiled: new RegExp(`(?<![:${WORD}$\\\\]):([${WORD}$]+)(?![:${WORD}$])`, 'gu'),
    escaped: new RegExp(`\\\\(:[${WORD}$]*)(?![:${WORD}$])`, 'gu'),
  };
  return patterns[name];
}

/** The names that text() knows as its binds, each once. */
export function declaredBinds(sql: string): ReadonlySet<string> {
  if (!sql.includes(':')) return new Set();
  return new Set(Array.from(sql.matchAll(pattern('declared')), ([, name = '']) => name));
}

/** A bind that the compiler replaces. `start` is the place of its colon. */
export interface PlacedBind {
  readonly name: string;
  readonly start: number;
}

export function compiledBinds(sql: string): readonly PlacedBind[] {
  if (!sql.includes(':')) return [];
  return Array.from(sql.matchAll(pattern('compiled')), ({ index, 1: name = '' }) => ({ name, start: index }));
}

/** The text with every bind replaced, then without the backslashes that keep a colon from being one. */
export function replaceBinds(sql: string, replacement: (name: string) => string): string {
  if (!sql.includes(':')) return sql;
  return sql
    .replace(pattern('compiled'), (_match, name: string) => replacement(name))
    .replace(pattern('escaped'), '$1');
}

/** Where backslashes stand that the compiler takes away. */
export function escapingBackslashes(sql: string): readonly number[] {
  if (!sql.includes(':')) return [];
  return Array.from(sql.matchAll(pattern('escaped')), ({ index }) => index);
}

/** SQL as an argument of text() that prints just this SQL. */
export function withEscapedColons(sql: string): string {
  const places = [...compiledBinds(sql).map(({ start }) => start), ...escapingBackslashes(sql)];
  return applyEdits(
    sql,
    places.map((start) => ({ span: { start, end: start }, text: '\\' })),
  );
}
