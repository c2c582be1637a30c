// The [tool.alembic] and [tool.retort] tables of a pyproject.toml, with Alembic's handling of %(here)s in them.
import { parse, TomlError, type TomlTable } from 'smol-toml';

/** The tables this extension reads; an absent table is undefined. */
export interface ProjectToml {
  readonly kind: 'toml';
  readonly alembic: Readonly<Record<string, unknown>> | undefined;
  readonly retort: Readonly<Record<string, unknown>> | undefined;
}

/** Why the file is refused; `line` counts from 0. */
export interface TomlProblem {
  readonly kind: 'tomlProblem';
  readonly message: string;
  readonly line: number | undefined;
}

/** Reads the text of a pyproject.toml. */
export function parseProjectToml(text: string): ProjectToml | TomlProblem {
  let table: TomlTable;
  try {
    table = parse(text);
  } catch (error) {
    if (error instanceof TomlError) {
      const [summary] = error.message.split('\n');
      return { kind: 'tomlProblem', message: summary ?? 'Invalid TOML document', line: error.line - 1 };
    }
    return { kind: 'tomlProblem', message: String(error), line: undefined };
  }
  const tool = asTable(table['tool']);
  const alembic = tool?.['alembic'];
  if (alembic !== undefined && asTable(alembic) === undefined) {
    return { kind: 'tomlProblem', message: 'Incorrect TOML format', line: undefined };
  }
  return { kind: 'toml', alembic: asTable(alembic), retort: asTable(tool?.['retort']) };
}

/** The table, when the value is one. */
export function asTable(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    return undefined;
  return value as Record<string, unknown>;
}

/**
 * A text with Python's `%` formatting applied: `%%` and `%(here)s`. What Python would refuse is answered with the
 * exception it ends with.
 */
export function formatToml(text: string, here: string): string | { readonly refused: string } {
  let result = '';
  for (let at = 0; at < text.length;) {
    const percent = text.indexOf('%', at);
    if (percent < 0) return result + text.slice(at);
    result += text.slice(at, percent);
    if (text.startsWith('%%', percent)) {
      result += '%';
      at = percent + 2;
      continue;
    }
    const name = /^%\(([^()]*)\)s/.exec(text.slice(percent, percent + 200));
    if (name === null) {
      if (percent === text.length - 1) return { refused: 'ValueError: incomplete format' };
      if (/[diu]/.test(text.charAt(percent + 1))) {
        return {
          refused: `TypeError: %${text.charAt(percent + 1)} format: a real number is required, not dict`,
        };
      }
      return { refused: `ValueError: unsupported format character in '${text}'` };
    }
    if (name[1] !== 'here') return { refused: `KeyError: '${name[1] ?? ''}'` };
    result += here;
    at = percent + name[0].length;
  }
  return result;
}
