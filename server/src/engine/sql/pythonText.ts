// How Python itself writes values: str() of numbers and dates, repr() for messages of exceptions.
import type { Literal } from '../operations/literal';

type Tagged<T extends string> = Extract<Literal, { readonly type: T }>;

const pad = (value: number, width: number): string => value.toString().padStart(width, '0');

/** `str(float)`: shortest digits, always with a point or an exponent. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const [digits = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  // Python switches to an exponent outside 1e-4 .. 1e16.
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    const sign = exponent < 0 ? '-' : '+';
    return `${digits}e${sign}${pad(Math.abs(exponent), 2)}`;
  }
  const text = value.toString();
  if (!text.includes('e')) return Number.isInteger(value) && !text.includes('.') ? `${text}.0` : text;
  return value.toFixed(Math.max(0, digits.replace('-', '').length - 2 - exponent));
}

export function offsetText(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const absolute = Math.abs(seconds);
  const rest = absolute % 60;
  const hours = pad(Math.floor(absolute / 3600), 2);
  const minutes = pad(Math.floor((absolute % 3600) / 60), 2);
  return `${seconds < 0 ? '-' : '+'}${hours}:${minutes}${rest ? `:${pad(rest, 2)}` : ''}`;
}

export function dateText(value: Tagged<'date'> | Tagged<'datetime'>): string {
  return `${pad(value.year, 4)}-${pad(value.month, 2)}-${pad(value.day, 2)}`;
}

/** `isoformat()` of the time of day, without offset. */
export function timeText(value: Tagged<'time'> | Tagged<'datetime'>, alwaysMicroseconds = false): string {
  const base = `${pad(value.hour, 2)}:${pad(value.minute, 2)}:${pad(value.second, 2)}`;
  return value.microsecond || alwaysMicroseconds ? `${base}.${pad(value.microsecond, 6)}` : base;
}

/** `repr(str)`. */
function stringRepr(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = Array.from(text)
    .map((character) => {
      if (character === '\\' || character === mark) return `\\${character}`;
      if (character === '\n') return '\\n';
      if (character === '\r') return '\\r';
      if (character === '\t') return '\\t';
      const code = character.codePointAt(0) ?? 0;
      return code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, '0')}` : character;
    })
    .join('');
  return `${mark}${escaped}${mark}`;
}

/** `repr()` of a value; undefined where this does not know how Python writes it. */
export function pythonRepr(value: Literal): string | undefined {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'string') return stringRepr(value);
  const all = (items: readonly Literal[]): string | undefined => {
    const texts = items.map(pythonRepr);
    return texts.includes(undefined) ? undefined : texts.join(', ');
  };
  if (value.type === 'list') {
    const inner = all(value.items);
    return inner === undefined ? undefined : `[${inner}]`;
  }
  if (value.type === 'dict') {
    const inner = value.entries.map(([key, item]) => [pythonRepr(key), pythonRepr(item)] as const);
    if (inner.some(([key, item]) => key === undefined || item === undefined)) return undefined;
    return `{${inner.map(([key, item]) => `${String(key)}: ${String(item)}`).join(', ')}}`;
  }
  if (value.type === 'decimal') return `Decimal('${value.text}')`;
  if (value.type === 'uuid') return `UUID('${value.text}')`;
  if (value.type === 'date') return `datetime.date(${value.year}, ${value.month}, ${value.day})`;
  if (value.type === 'timedelta') return timedeltaRepr(value);
  return undefined;
}

function timedeltaRepr(value: Tagged<'timedelta'>): string {
  const parts = [
    value.days ? `days=${value.days}` : '',
    value.seconds ? `seconds=${value.seconds}` : '',
    value.microseconds ? `microseconds=${value.microseconds}` : '',
  ].filter((part) => part !== '');
  return `datetime.timedelta(${parts.length > 0 ? parts.join(', ') : '0'})`;
}

/** `str(timedelta.total_seconds())`. */
export function totalSecondsText(value: Tagged<'timedelta'>): string {
  const micro =
    (BigInt(value.days) * 86_400n + BigInt(value.seconds)) * 1_000_000n + BigInt(value.microseconds);
  return floatText(Number(micro) / 1_000_000);
}
