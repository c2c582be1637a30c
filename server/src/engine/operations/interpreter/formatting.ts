// Text from values: the % operator, str.format() and format specifications, as Python prints them.
import { isObject, opaque, textOf, type Value } from '../values';
import { characters } from './characters';
import { toRepr, toText } from './representation';
import { NotKnown, PythonError } from './signals';

const WIDEST = 10_000;

/** Looks up `name.attribute[index]` parts of a replacement field. */
interface FieldAccess {
  attribute(value: Value, name: string): Value;
  item(value: Value, key: Value): Value;
}

/** `template % value`. */
export function formatPercent(template: string, value: Value): string {
  const isTuple = isObject(value) && value.kind === 'tuple';
  const positional = isTuple ? value.items : [value];
  let used = 0;
  const mapped = { isUsed: false };
  const next = (): Value => {
    const item = positional[used++];
    if (item === undefined) throw new PythonError('TypeError', 'not enough arguments for format string');
    return item;
  };
  const pattern = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gs;
  const result = template.replace(
    pattern,
    (
      _,
      key: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      type?: string,
    ) => {
      if (type === undefined) throw new PythonError('ValueError', 'incomplete format');
      if (type === '%') return '%';
      const size = width === '*' ? Number(next()) : Number(width ?? 0);
      const digits =
        precision === '*' ? Number(next()) : precision === undefined ? undefined : Number(precision);
      let item: Value;
      if (key === undefined) item = next();
      else {
        mapped.isUsed = true;
        item = mappingItem(value, key);
      }
      return pad(percentItem(type, item, flags, digits), size, flags);
    },
  );
  const leftOver = isTuple ? used < positional.length : used === 0 && !isMapping(value);
  if (leftOver && !mapped.isUsed)
    throw new PythonError('TypeError', 'not all arguments converted during string formatting');
  return result;
}

function isMapping(value: Value): boolean {
  if (!isObject(value)) return false;
  if (value.kind === 'opaque') throw new NotKnown(value.reason);
  return value.kind === 'dict' || value.kind === 'list';
}

function mappingItem(value: Value, key: string): Value {
  if (isObject(value) && value.kind === 'opaque') throw new NotKnown(value.reason);
  if (!isObject(value) || value.kind !== 'dict')
    throw new PythonError('TypeError', 'format requires a mapping');
  if (value.unknown !== undefined) throw new NotKnown(value.unknown);
  const entry = value.entries.get(`s${key}`);
  if (entry === undefined) throw new PythonError('KeyError', `'${key}'`);
  return entry[1];
}

function percentItem(type: string, value: Value, flags: string, precision: number | undefined): string {
  const cut = (text: string): string =>
    precision === undefined ? text : characters(text).slice(0, precision).join('');
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  switch (type) {
    case 's':
      return cut(toText(value));
    case 'r':
    case 'a':
      return cut(toRepr(value));
    case 'd':
    case 'i':
    case 'u': {
      const number = integerOf(value, `%${type} format: a real number is required, not `);
      return signed(
        number < 0n,
        (number < 0n ? -number : number).toString().padStart(precision ?? 0, '0'),
        sign,
      );
    }
    case 'x':
    case 'X':
    case 'o': {
      const number = integerOf(value, `%${type} format: an integer is required, not `);
      const digits = (number < 0n ? -number : number).toString(type === 'o' ? 8 : 16);
      const prefix = flags.includes('#') ? `0${type}` : '';
      return signed(number < 0n, prefix + (type === 'X' ? digits.toUpperCase() : digits), sign);
    }
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return floatFormat(numberOf(value), type, precision, sign);
    case 'c':
      return typeof value === 'bigint' ? String.fromCodePoint(Number(value)) : toText(value);
    default:
      throw new PythonError('ValueError', `unsupported format character '${type}'`);
  }
}

function integerOf(value: Value, message: string): bigint {
  if (typeof value === 'boolean') return BigInt(value);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(Math.trunc(value));
  if (isObject(value) && value.kind === 'opaque') throw new NotKnown(value.reason);
  if (isObject(value)) throw new NotKnown('the number to print is not plain');
  throw new PythonError('TypeError', message + (value === null ? 'NoneType' : 'str'));
}

function numberOf(value: Value): number {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return Number(value);
  if (isObject(value) && value.kind === 'opaque') throw new NotKnown(value.reason);
  throw new NotKnown('the number to print is not plain');
}

function signed(isNegative: boolean, digits: string, sign: string): string {
  return (isNegative ? '-' : sign) + digits;
}

function floatFormat(value: number, type: string, precision: number | undefined, sign: string): string {
  if (!Number.isFinite(value)) throw new NotKnown('the number to print is not finite');
  const size = Math.abs(value);
  const digits = precision ?? 6;
  if (digits > 100) throw new NotKnown('the precision is too large');
  const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, 'e$10$2');
  let text: string;
  const kind = type.toLowerCase();
  if (kind === 'f')
    text =
      size >= 1e21
        ? BigInt(size).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '')
        : size.toFixed(digits);
  else if (kind === 'e') text = exponent(size.toExponential(digits));
  else {
    const significant = Math.max(digits, 1);
    const power = size === 0 ? 0 : Number(size.toExponential(significant - 1).split('e')[1]);
    text =
      power < -4 || power >= significant
        ? exponent(size.toExponential(significant - 1).replace(/\.?(?<!0)0+e/, 'e'))
        : withoutTrailingZeros(size.toFixed(Math.max(significant - 1 - power, 0)));
  }
  return signed(value < 0 || Object.is(value, -0), type === kind ? text : text.toUpperCase(), sign);
}

function pad(text: string, width: number, flags: string): string {
  if (!(width <= WIDEST)) throw new NotKnown('the text is too wide');
  const missing = width - characters(text).length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0')) return ' '.repeat(missing) + text;
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

/** `format(value, specification)`. */
export function formatValue(value: Value, specification: string): string {
  if (isObject(value) && value.kind === 'enumMember' && value.class.enumKind === 'str') {
    throw new NotKnown('how a str enum is formatted depends on the version of Python');
  }
  if (specification === '') return toText(value);
  if (isObject(value) && value.kind === 'opaque') throw new NotKnown(value.reason);
  const match = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su.exec(
    specification,
  );
  if (match === null) throw new NotKnown('the format specification is not supported');
  const [, fillText, alignText, sign = '', , alternate, zero, widthText, grouping, precisionText, type] =
    match;
  const precision = precisionText === undefined ? undefined : Number(precisionText);
  const width = Number(widthText ?? 0);
  if (width > WIDEST) throw new NotKnown('the text is too wide');
  const isNumeric = typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
  const text = textOf(value);
  if (!isNumeric && text === undefined) throw new NotKnown('formatting this kind of value is not supported');
  let body: string;
  if (isNumeric && (typeof value !== 'boolean' || type !== undefined)) {
    body = numericFormat(value, type, precision, sign === '-' ? '' : sign, grouping, alternate !== undefined);
  } else {
    if (type !== undefined && type !== 's') {
      throw new PythonError('ValueError', `Unknown format code '${type}' for object of type 'str'`);
    }
    const whole = text ?? toText(value);
    body = precision === undefined ? whole : characters(whole).slice(0, precision).join('');
  }
  const align = alignText ?? (zero !== undefined && isNumeric ? '=' : isNumeric ? '>' : '<');
  const fill = fillText ?? (zero === undefined ? ' ' : '0');
  const missing = width - characters(body).length;
  if (missing <= 0) return body;
  if (align === '<') return body + fill.repeat(missing);
  if (align === '>') return fill.repeat(missing) + body;
  if (align === '^') return fill.repeat(missing >> 1) + body + fill.repeat(missing - (missing >> 1));
  const lead = /^[-+ ]?(?:0[xobXOB])?/.exec(body)?.[0] ?? '';
  return lead + fill.repeat(missing) + body.slice(lead.length);
}

function numericFormat(
  value: bigint | number | boolean,
  type: string | undefined,
  precision: number | undefined,
  sign: string,
  grouping: string | undefined,
  alternate: boolean,
): string {
  let text: string;
  const isInteger = typeof value !== 'number';
  if (isInteger && (type === undefined || 'dxXobn'.includes(type))) {
    const number = BigInt(value);
    const base = type === 'x' || type === 'X' ? 16 : type === 'o' ? 8 : type === 'b' ? 2 : 10;
    let digits = (number < 0n ? -number : number).toString(base);
    if (type === 'X') digits = digits.toUpperCase();
    text = signed(number < 0n, (alternate && base !== 10 ? `0${type ?? ''}` : '') + digits, sign);
  } else if (type === '%') text = `${floatFormat(Number(value) * 100, 'f', precision, sign)}%`;
  else if (type === undefined) {
    text =
      precision === undefined
        ? signed(false, toText(value), Number(value) < 0 ? '' : sign)
        : floatFormat(Number(value), 'g', precision, sign);
    if (precision !== undefined && !/[.e]/.test(text))
      throw new NotKnown('the format specification is not supported');
  } else text = floatFormat(Number(value), type, precision, sign);
  if (grouping === undefined) return text;
  return text.replace(/\d+/, (digits) => inThrees(digits).join(grouping));
}

function withoutTrailingZeros(number: string): string {
  return number.includes('.') ? number.replace(/\.?(?<!0)0+$/, '') : number;
}

/** The digits from the right in groups of three. */
function inThrees(digits: string): readonly string[] {
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.push(digits.slice(Math.max(end - 3, 0), end));
  return groups.reverse();
}

/** `template.format(...)`. */
export function formatBraces(
  template: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  access: FieldAccess,
  depth = 0,
): string {
  let result = '';
  let automatic = 0;
  for (let i = 0; i < template.length; i++) {
    const character = template.charAt(i);
    if (character === '{' && template.charAt(i + 1) === '{') {
      result += '{';
      i++;
    } else if (character === '}') {
      if (template.charAt(i + 1) !== '}')
        throw new PythonError('ValueError', "Single '}' encountered in format string");
      result += '}';
      i++;
    } else if (character !== '{') result += character;
    else {
      const end = closingBrace(template, i);
      const field = /^([^!:]*)(?:!(.))?(?::(.*))?$/s.exec(template.slice(i + 1, end));
      if (field === null || depth > 2)
        throw new PythonError('ValueError', "expected ':' after conversion specifier");
      const [, path = '', conversion, rawSpecification = ''] = field;
      const first = /^[^.[]*/.exec(path)?.[0] ?? '';
      let value: Value | undefined;
      if (first === '') value = positional[automatic++];
      else if (/^\d+$/.test(first)) value = positional[Number(first)];
      else {
        value = named.get(first);
        if (value === undefined) throw new PythonError('KeyError', `'${first}'`);
      }
      if (value === undefined) {
        throw new PythonError(
          'IndexError',
          `Replacement index ${first === '' ? automatic - 1 : first} out of range for positional args tuple`,
        );
      }
      const steps = Array.from(path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]+)\]/gy));
      if (steps.reduce((length, [step]) => length + step.length, first.length) < path.length)
        throw new NotKnown('the replacement field is not supported');
      for (const step of steps) {
        value =
          step[1] === undefined
            ? access.item(value, /^\d+$/.test(step[2] ?? '') ? BigInt(step[2] ?? 0) : (step[2] ?? ''))
            : access.attribute(value, step[1]);
      }
      const specification = rawSpecification.includes('{')
        ? formatBraces(rawSpecification, positional.slice(automatic), named, access, depth + 1)
        : rawSpecification;
      result += formatConverted(value, conversion, specification);
      i = end;
    }
  }
  return result;
}

/** One replacement field of an f-string or of format(). */
export function formatConverted(value: Value, conversion: string | undefined, specification: string): string {
  if (conversion === undefined) return formatValue(value, specification);
  return formatValue(conversion === 's' ? toText(value) : toRepr(value), specification);
}

function closingBrace(template: string, open: number): number {
  let depth = 0;
  for (let i = open; i < template.length; i++) {
    if (template.charAt(i) === '{') depth++;
    else if (template.charAt(i) === '}' && --depth === 0) return i;
  }
  throw new PythonError('ValueError', "expected '}' before end of string");
}

/** Runs a formatting function; what it cannot know becomes an opaque value. */
export function orOpaque(produce: () => Value): Value {
  try {
    return produce();
  } catch (error) {
    if (error instanceof NotKnown) return opaque(error.message);
    throw error;
  }
}
