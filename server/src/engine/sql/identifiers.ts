// Quoting of names. Names of constraints and indexes, which may be cut, are in names.ts.
import type { Compilation } from './compilation';
import { doublePercents } from './text';

const LEGAL = /^[A-Za-z0-9_$]+$/;

function needsQuotes(compilation: Compilation, name: string): boolean {
  const lower = name.toLowerCase();
  return (
    compilation.dialect.reservedWords.has(lower) ||
    /^[0-9$]/.test(name) ||
    !LEGAL.test(name) ||
    lower !== name
  );
}

/** A name in double quotes where the dialect needs them. */
export function quote(compilation: Compilation, name: string): string {
  if (!needsQuotes(compilation, name)) return name;
  return `"${doublePercents(compilation, name.replaceAll('"', '""'))}"`;
}

/** `[schema.]table`; a dotted schema is one name, as SQLAlchemy's own statements print it. */
export function quoteTable(compilation: Compilation, name: string, schema: string | undefined): string {
  const table = quote(compilation, name);
  return schema ? `${quote(compilation, schema)}.${table}` : table;
}

/** `[schema.]table`; a dotted schema is quoted part by part, as Alembic's ALTER forms print it. */
export function quoteDottedTable(compilation: Compilation, name: string, schema: string | undefined): string {
  const table = quote(compilation, name);
  if (!schema) return table;
  const parts = schema.split('.').map((part) => (part === '' ? '' : quote(compilation, part)));
  return `${parts.join('.')}.${table}`;
}
