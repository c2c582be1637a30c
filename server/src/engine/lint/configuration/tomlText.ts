// The [tool.alembic] table of a pyproject.toml with the places of its keys and values, as the rules about it want them.
import type { ConfigEntry } from './iniText';
import { readTomlPlaces } from './tomlPlaces';
import type { Comment } from '../../python/syntax';
import type { Span } from '../../text/span';

export interface TomlText {
  /** The header `[tool.alembic]`; undefined when there is no such table. */
  readonly table: Span | undefined;
  /** The lines below that header, for others can be added beside them. Values are as written, quotes included. */
  readonly entries: readonly ConfigEntry[];
  readonly comments: readonly Comment[];
}

/** What of the file is in that table, whether the rest is TOML or not. */
export function readTomlText(text: string): TomlText {
  const { keys, comments } = readTomlPlaces(text);
  const isTable = (path: readonly string[]): boolean => path.join('\n') === 'tool\nalembic';
  const header = keys.find(({ form, path }) => form === 'header' && isTable(path));
  const entries = keys.flatMap(({ path, table, form, key, value, span }): readonly ConfigEntry[] => {
    const name = path[2];
    if (form !== 'line' || !isTable(table) || path.length !== 3 || value === undefined || name === undefined)
      return [];
    const written = text.slice(value.start, value.end);
    return [{ key: name, value: written, keySpan: key, valueSpan: value, span }];
  });
  return { table: header?.span, entries, comments };
}

/** The text between the quotes of a string value; undefined for other values. */
export function stringValue({ value }: ConfigEntry): string | undefined {
  const content = /^"((?:[^"\\]|\\.)*)"$|^'([^']*)'$/.exec(value);
  return content === null ? undefined : (content[1] ?? content[2]);
}
