// The [tool.retort] tables of a pyproject.toml: what is in them, and where each key stands.
import { parse } from 'smol-toml';
import { readTomlPlaces, type TomlKey } from './tomlPlaces';
import type { Span } from '../../text/span';

/** A key as it is written. `value` is undefined for a key that only stands in a `[header]`. */
export type KeyPlace = Pick<TomlKey, 'key' | 'value'>;

export interface RetortTable {
  readonly content: Readonly<Record<string, unknown>>;
  /** By the path below [tool.retort]; undefined where the file says it in a way that is not followed. */
  readonly placeOf: (path: readonly string[]) => KeyPlace | undefined;
  /** The first place that names the table. */
  readonly span: Span;
}

/** Undefined without the table, and for a file that is not TOML, which reading the project says. */
export function readRetortTable(text: string): RetortTable | undefined {
  let content: unknown;
  try {
    content = asTable(asTable(parse(text))?.['tool'])?.['retort'];
  } catch {
    return undefined;
  }
  const table = asTable(content);
  if (table === undefined) return undefined;
  const places = new Map<string, KeyPlace>();
  for (const { path, key, value } of readTomlPlaces(text).keys) {
    if (path[0] !== 'tool' || path[1] !== 'retort') continue;
    const name = JSON.stringify(path.slice(2));
    if (places.get(name)?.value === undefined) places.set(name, { key, value });
  }
  const [first] = places.values();
  return {
    content: table,
    placeOf: (path) => places.get(JSON.stringify(path)),
    span: first?.key ?? { start: 0, end: 0 },
  };
}

/** The table, when the value is one. */
export function asTable(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    return undefined;
  return value as Record<string, unknown>;
}
