// From places in SQL to places in the revision file: by way of the string literal that holds the text.
import { descendants } from '../python/find';
import { sourceOffsets } from '../python/stringLiteral';
import type { Module, StringLiteral } from '../python/syntax';
import type { Span } from '../text/span';
import type { StepSql } from './sqlOf';

/** The literals of a file by their value; made once for a file. */
export type LiteralIndex = ReadonlyMap<string, readonly StringLiteral[]>;

const indexes = new WeakMap<Module, LiteralIndex>();

function literalsOf(module: Module): LiteralIndex {
  const known = indexes.get(module);
  if (known !== undefined) return known;
  const found = new Map<string, StringLiteral[]>();
  for (const node of descendants(module)) {
    if (node.kind !== 'string') continue;
    const same = found.get(node.value);
    if (same === undefined) found.set(node.value, [node]);
    else same.push(node);
  }
  indexes.set(module, found);
  return found;
}

/** The literal a text comes from: in the call itself, or the only one of the file that has this value. */
function literalOf(module: Module, value: string, call: Span): StringLiteral | undefined {
  const candidates = literalsOf(module).get(value) ?? [];
  const inside = candidates.find(({ span }) => span.start >= call.start && span.end <= call.end);
  return inside ?? (candidates.length === 1 ? candidates[0] : undefined);
}

/** Maps spans of the SQL into the file; to the whole call where the text is not one literal. */
export function placeInFile(module: Module, source: string, sql: StepSql, call: Span): (span: Span) => Span {
  const literal = literalOf(module, sql.value, call);
  if (literal === undefined) return () => call;
  const offsets = sourceOffsets(literal, source);
  const at = (valueOffset: number): number => offsets[valueOffset] ?? offsets.at(-1) ?? call.start;
  return ({ start, end }) => {
    const from = at(sql.valueOffset(start));
    if (end <= start) return { start: from, end: from };
    const last = sql.valueOffset(end - 1);
    // The end is where the character behind the last one begins, unless another part of the literal begins there.
    const part = literal.parts.find(({ contentSpan }) => at(last) < contentSpan.end);
    const next = at(last + 1);
    return { start: from, end: Math.min(next, part?.contentSpan.end ?? next) };
  };
}

/** The same value with every `span` in it moved. Values are plain data; what holds no span is shared. */
export function moved<T>(value: T, place: (span: Span) => Span): T {
  return move(value, place) as T;
}

function move(value: unknown, place: (span: Span) => Span): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => move(item, place));
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) =>
    key === 'span' ? [key, place(item as Span)] : [key, move(item, place)],
  );
  return Object.fromEntries(entries);
}
