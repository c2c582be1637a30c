// json.dumps and json.loads as Python writes and reads them.
import { floatText } from '../interpreter/representation';
import { truth } from '../interpreter/operators';
import { NotKnown } from '../interpreter/signals';
import type { Literal } from '../literal';
import type { Value } from '../values';

/** json.dumps(value, **options); options that change the layout are not supported. */
export function jsonText(value: Literal, options: ReadonlyMap<string, Value>): string {
  let ascii = true;
  for (const [name, option] of options) {
    if (name === 'ensure_ascii') ascii = truth(option) !== false;
    else if (name !== 'indent' || option !== null)
      throw new NotKnown(`json.dumps() with ${name} is not supported`);
  }
  return write(value, ascii);
}

function write(value: Literal, ascii: boolean): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'string') return quote(value, ascii);
  if (value.type === 'list' || value.type === 'tuple')
    return `[${value.items.map((item) => write(item, ascii)).join(', ')}]`;
  if (value.type === 'dict') {
    return `{${value.entries.map(([key, item]) => `${keyText(key, ascii)}: ${write(item, ascii)}`).join(', ')}}`;
  }
  throw new NotKnown(`json.dumps() of a ${value.type} is not supported`);
}

function keyText(key: Literal, ascii: boolean): string {
  if (typeof key === 'string') return quote(key, ascii);
  if (typeof key === 'bigint') return `"${key.toString()}"`;
  throw new NotKnown('json.dumps() with such a key is not supported');
}

function quote(text: string, ascii: boolean): string {
  const quoted = JSON.stringify(text);
  if (!ascii) return quoted;
  return quoted.replace(/[\u007f-\uffff]/g, (character) =>
    character === '\u007f' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** json.loads(text). */
export function parseJson(text: string): Literal {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new NotKnown('the JSON text could not be read');
  }
  // A number loses its kind (1 or 1.0) and its digits in JavaScript; Python keeps both.
  if (/[-\d]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '')))
    throw new NotKnown('JSON with numbers is not read');
  return convert(parsed);
}

function convert(value: unknown): Literal {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return { type: 'list', items: value.map(convert) };
  return {
    type: 'dict',
    entries: Object.entries(value as Record<string, unknown>).map(([key, item]) => [key, convert(item)]),
  };
}
