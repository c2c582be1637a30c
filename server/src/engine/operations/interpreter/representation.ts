// str() and repr() of values as Python prints them; an unknown or unprintable value is NotKnown.
import type { EnumMemberValue, TaggedLiteral, Value } from '../values';
import { isObject, textOf, unknownReason } from '../values';
import { NotKnown } from './signals';

const LONGEST = 2_000_000;

/** What Python's str() gives. */
export function toText(value: Value): string {
  const text = textOf(value);
  if (text !== undefined && !(isObject(value) && value.kind === 'enumMember')) return text;
  if (isObject(value)) {
    if (value.kind === 'data' && value.literal.type !== 'bytes') return dataText(value.literal);
    if (value.kind === 'enumMember') return memberText(value);
    if (value.kind === 'exception') {
      if (value.arguments.length === 0) return '';
      return value.arguments.length === 1
        ? toText(value.arguments[0] ?? null)
        : toRepr({ kind: 'tuple', items: value.arguments });
    }
    if (
      value.kind === 'expression' &&
      value.expression.kind === 'text' &&
      value.expression.binds.length === 0
    ) {
      return value.expression.text;
    }
  }
  return toRepr(value);
}

/** str() of an enum member; for IntEnum it differs between versions of Python. */
function memberText(member: EnumMemberValue): string {
  const { enumKind, name } = member.class;
  if (enumKind === 'text') return toText(member.value);
  if (enumKind === 'int') throw new NotKnown('the text of an integer enum depends on the version of Python');
  return `${name}.${member.name}`;
}

/** What Python's repr() gives. */
export function toRepr(value: Value, depth = 0): string {
  if (depth > 30) throw new NotKnown('the data is nested too deeply');
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'string') return quoteText(value);
  const each = (items: readonly Value[]): string => {
    const text = items.map((item) => toRepr(item, depth + 1)).join(', ');
    if (text.length > LONGEST) throw new NotKnown('the text is too long to follow');
    return text;
  };
  const reason = unknownReason(value);
  if (reason !== undefined) throw new NotKnown(reason);
  switch (value.kind) {
    case 'finalName':
      return quoteText(value.text);
    case 'list':
      return `[${each(value.items)}]`;
    case 'tuple':
      return `(${each(value.items)}${value.items.length === 1 ? ',' : ''})`;
    case 'set':
      // Sets of strings print in an order that changes from run to run.
      if (value.items.length > 1) throw new NotKnown('the order of a set is not known');
      return value.items.length === 0 ? 'set()' : `{${each(value.items)}}`;
    case 'dict':
      return `{${[...value.entries.values()].map(([k, v]) => `${toRepr(k, depth + 1)}: ${toRepr(v, depth + 1)}`).join(', ')}}`;
    case 'data':
      return dataRepr(value.literal);
    case 'enumMember':
      return `<${value.class.name}.${value.name}: ${toRepr(value.value, depth + 1)}>`;
    case 'exception':
      return `${value.name}(${each(value.arguments)})`;
    default:
      throw new NotKnown(`the text of a ${value.kind} is not known`);
  }
}

/** A float as Python prints it. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  const text = value.toString();
  return text.includes('.') ? text : `${text}.0`;
}

function quoteText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\\' || character === quote) result += `\\${character}`;
    else if (character === '\n') result += '\\n';
    else if (character === '\r') result += '\\r';
    else if (character === '\t') result += '\\t';
    else if (character !== ' ' && /[\p{C}\p{Z}]/u.test(character)) result += escaped(code);
    else result += character;
  }
  return result + quote;
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

const two = (value: number): string => value.toString().padStart(2, '0');
const four = (value: number): string => value.toString().padStart(4, '0');

function offsetText(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const size = Math.abs(seconds);
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest}`;
}

function clockText(time: { hour: number; minute: number; second: number; microsecond: number }): string {
  const fraction = time.microsecond === 0 ? '' : `.${time.microsecond.toString().padStart(6, '0')}`;
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction}`;
}

/** isoformat() of dates and times with the given separator; str() of the other tagged data. */
export function dataText(literal: TaggedLiteral, separator = ' '): string {
  switch (literal.type) {
    case 'decimal':
    case 'uuid':
      return literal.text;
    case 'date':
      return `${four(literal.year)}-${two(literal.month)}-${two(literal.day)}`;
    case 'datetime':
      return `${four(literal.year)}-${two(literal.month)}-${two(literal.day)}${separator}${clockText(literal)}${offsetText(literal.utcOffset)}`;
    case 'time':
      return clockText(literal) + offsetText(literal.utcOffset);
    case 'timedelta': {
      const days =
        literal.days === 0 ? '' : `${literal.days} day${Math.abs(literal.days) === 1 ? '' : 's'}, `;
      const clock = clockText({
        hour: 0,
        minute: Math.floor(literal.seconds / 60) % 60,
        second: literal.seconds % 60,
        microsecond: literal.microseconds,
      });
      return `${days}${Math.floor(literal.seconds / 3600)}${clock.slice(2)}`;
    }
    case 'bytes':
      return dataRepr(literal);
  }
}

function dataRepr(literal: TaggedLiteral): string {
  switch (literal.type) {
    case 'decimal':
      return `Decimal('${literal.text}')`;
    case 'uuid':
      return `UUID('${literal.text}')`;
    case 'bytes': {
      const quote = literal.value.includes("'") && !literal.value.includes('"') ? '"' : "'";
      let text = '';
      for (const character of literal.value) {
        const code = character.charCodeAt(0);
        if (character === '\\' || character === quote) text += `\\${character}`;
        else if (character === '\n') text += '\\n';
        else if (character === '\r') text += '\\r';
        else if (character === '\t') text += '\\t';
        else text += code < 32 || code > 126 ? `\\x${code.toString(16).padStart(2, '0')}` : character;
      }
      return `b${quote}${text}${quote}`;
    }
    default:
      throw new NotKnown(`repr() of a ${literal.type} is not supported`);
  }
}
