// Python source text of plain values, as a careful author would type it.
import type { Literal } from '../../operations/literal';

/** A str literal with Python's own choice of quotes (single unless the text has only single ones). */
export function writeString(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let text = '';
  for (const character of value) {
    if (character === '\\') text += '\\\\';
    else if (character === quote) text += `\\${quote}`;
    else if (character === '\n') text += '\\n';
    else if (character === '\r') text += '\\r';
    else if (character === '\t') text += '\\t';
    else if (/[\p{Cc}\p{Cs}\p{Cf}]/u.test(character)) text += escapeCode(character.codePointAt(0) ?? 0);
    else text += character;
  }
  return `${quote}${text}${quote}`;
}

function escapeCode(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

/** Source of a value, or undefined for kinds that would need an import of their own (dates, decimals, ...). */
export function writeLiteral(value: Literal): string | undefined {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value === 'string') return writeString(value);
  switch (value.type) {
    case 'list':
    case 'tuple':
    case 'set':
      return writeItems(value.type, value.items);
    case 'dict': {
      const entries: string[] = [];
      for (const [key, item] of value.entries) {
        const left = writeLiteral(key);
        const right = writeLiteral(item);
        if (left === undefined || right === undefined) return undefined;
        entries.push(`${left}: ${right}`);
      }
      return `{${entries.join(', ')}}`;
    }
    default:
      return undefined;
  }
}

function writeItems(type: 'list' | 'tuple' | 'set', items: readonly Literal[]): string | undefined {
  const texts: string[] = [];
  for (const item of items) {
    const text = writeLiteral(item);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  const inner = texts.join(', ');
  if (type === 'list') return `[${inner}]`;
  if (type === 'tuple') return texts.length === 1 ? `(${inner},)` : `(${inner})`;
  return texts.length === 0 ? 'set()' : `{${inner}}`;
}
