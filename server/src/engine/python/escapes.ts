// What the characters between the quotes of a literal stand for: escapes and line ends, unit by unit.
import { characterByName } from './characterNames';

/** How a literal is to be decoded. */
export interface DecodeMode {
  readonly raw: boolean;
  readonly bytes: boolean;
}

/** A piece of content with one value: plain text as long as possible, or one escape. `end` is exclusive. */
export interface DecodedUnit {
  readonly start: number;
  readonly end: number;
  /** `undefined` when Python refuses it, `null` when it is legal as far as one can see but not known here. */
  readonly value: string | null | undefined;
  /** True for text that stands for itself, character by character. */
  readonly plain: boolean;
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
  '\r': '',
};
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The units of a stretch of content, in order. */
export function* decodedUnits(
  source: string,
  start: number,
  end: number,
  mode: DecodeMode,
): Generator<DecodedUnit> {
  let at = start;
  let plainStart = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    const isEscape = code === 92 && !mode.raw;
    if (!isEscape && code !== 13) {
      if (mode.bytes && code > 127) {
        yield { start: at, end: at + 1, value: undefined, plain: false };
      }
      at++;
      continue;
    }
    if (at > plainStart)
      yield { start: plainStart, end: at, value: source.slice(plainStart, at), plain: true };
    const unit = isEscape ? escapeAt(source, at, end, mode) : lineEndAt(source, at);
    yield unit;
    at = unit.end;
    plainStart = at;
  }
  if (at > plainStart) yield { start: plainStart, end: at, value: source.slice(plainStart, at), plain: true };
}

/** Python reads every line end as `\n`. */
function lineEndAt(source: string, start: number): DecodedUnit {
  const end = source.charCodeAt(start + 1) === 10 ? start + 2 : start + 1;
  return { start, end, value: '\n', plain: false };
}

function escapeAt(source: string, start: number, limit: number, mode: DecodeMode): DecodedUnit {
  const unit = (end: number, value: string | null | undefined): DecodedUnit => ({
    start,
    end,
    value,
    plain: false,
  });
  if (start + 1 >= limit) return unit(limit, undefined);
  const letter = source.charAt(start + 1);
  const simple = SIMPLE[letter];
  if (simple !== undefined) {
    return unit(letter === '\r' && source.charAt(start + 2) === '\n' ? start + 3 : start + 2, simple);
  }
  const octal = /^[0-7]{1,3}/.exec(source.slice(start + 1, Math.min(start + 4, limit)))?.[0];
  if (octal !== undefined) {
    const code = parseInt(octal, 8);
    return unit(start + 1 + octal.length, String.fromCharCode(mode.bytes ? code & 0xff : code));
  }
  const hexLength = mode.bytes && letter !== 'x' ? undefined : HEX_LENGTH[letter];
  if (hexLength !== undefined) {
    const digits = source.slice(start + 2, Math.min(start + 2 + hexLength, limit));
    const code = new RegExp(`^[\\da-fA-F]{${hexLength}}$`).test(digits) ? parseInt(digits, 16) : undefined;
    const valid = code !== undefined && code <= 0x10ffff;
    return unit(start + 2 + digits.length, valid ? String.fromCodePoint(code) : undefined);
  }
  if (letter === 'N' && !mode.bytes) {
    const close = source.indexOf('}', start);
    if (source.charAt(start + 2) !== '{' || close < 0 || close >= limit) return unit(start + 2, undefined);
    const name = source.slice(start + 3, close);
    return unit(
      close + 1,
      characterByName(name) ?? (/^[A-Za-z][A-Za-z\d -]*$/.test(name) ? null : undefined),
    );
  }
  // An unknown escape stays as it is written; only the backslash belongs to it.
  return unit(start + 1, '\\');
}
