// The names PostgreSQL gives to constraints that were made without one (ChooseConstraintName and makeObjectName in its source).
import type { ConstraintDefinition } from '../operations/definition';
import type { SqlExpression } from '../operations/expression';

const LIMIT = 63;

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** The longest beginning of `text` that fits into `bytes`, whole characters only. */
function clip(text: string, bytes: number): string {
  let used = 0;
  let result = '';
  for (const character of text) {
    used += utf8Length(character);
    if (used > bytes) break;
    result += character;
  }
  return result;
}

/** `table_columns_label`, both parts shortened evenly until it fits 63 bytes. */
export function objectName(table: string, columns: string | undefined, label: string): string {
  const available = LIMIT - (utf8Length(label) + 1) - (columns === undefined ? 0 : 1);
  let first = utf8Length(table);
  let second = columns === undefined ? 0 : utf8Length(columns);
  while (first + second > available) {
    if (first > second) first--;
    else second--;
  }
  const parts = [clip(table, first), ...(columns === undefined ? [] : [clip(columns, second)]), label];
  return parts.join('_');
}

/** Words of a SQL text outside its string literals, folded as identifiers are; calls are left out. */
function identifiers(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const match of text.matchAll(/'(?:[^']|'')*'|"((?:[^"]|"")*)"|([\p{L}_][\p{L}\p{N}_$]*)(\s*\()?/gu)) {
    if (match[1] !== undefined) words.add(match[1].replaceAll('""', '"'));
    else if (match[2] !== undefined && match[3] === undefined) words.add(match[2].toLowerCase());
  }
  return words;
}

/** Columns a condition uses, of those the table has; undefined where that cannot be told. */
export function conditionColumns(
  condition: SqlExpression,
  columns: readonly string[],
): readonly string[] | undefined {
  switch (condition.kind) {
    case 'text': {
      const words = identifiers(condition.text);
      return columns.filter((column) => words.has(column));
    }
    case 'column':
      return [condition.name];
    case 'bind':
    case 'constant':
      return [];
    case 'binary':
      return both([condition.left, condition.right], columns);
    case 'list':
      return both(condition.items, columns);
    case 'function':
      return both(condition.arguments, columns);
    case 'unary':
    case 'cast':
    case 'collate':
      return conditionColumns(condition.operand, columns);
    default:
      return undefined;
  }
}

function both(items: readonly SqlExpression[], columns: readonly string[]): readonly string[] | undefined {
  const parts = items.map((item) => conditionColumns(item, columns));
  return parts.includes(undefined) ? undefined : [...new Set(parts.flatMap((part) => part ?? []))];
}

/** Column part and label of the name PostgreSQL would choose; undefined where it cannot be known. */
function nameParts(
  constraint: ConstraintDefinition,
  columns: readonly string[],
): readonly [columns: string | undefined, label: string] | undefined {
  switch (constraint.kind) {
    case 'primaryKey':
      return [undefined, 'pkey'];
    case 'unique':
      return [constraint.columns.join('_'), 'key'];
    case 'foreignKey':
      return [constraint.columns.join('_'), 'fkey'];
    case 'check': {
      const used = conditionColumns(constraint.condition, columns);
      return used && [used.length === 1 ? used[0] : undefined, 'check'];
    }
    case 'exclude': {
      const names = constraint.elements.map(({ expression }) =>
        expression.kind === 'column' ? expression.name : 'expr',
      );
      return [names.join('_'), 'excl'];
    }
  }
}

/** The name the server chooses; `taken` are the names it may not use. A number is added until it is free. */
export function serverName(
  table: string,
  constraint: ConstraintDefinition,
  columns: readonly string[],
  taken: ReadonlySet<string>,
): string | undefined {
  const parts = nameParts(constraint, columns);
  if (!parts) return undefined;
  const [columnPart, label] = parts;
  for (let pass = 0; ; pass++) {
    const name = objectName(table, columnPart, pass === 0 ? label : `${label}${pass}`);
    if (!taken.has(name)) return name;
  }
}
