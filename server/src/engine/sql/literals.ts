// Values printed inside SQL, as SQLAlchemy's literal processors do for each type.
import type { Literal } from '../operations/literal';
import { isFlagSet, type KnownType, type SqlType } from '../operations/sqlType';
import type { Compilation } from './compilation';
import { dateText, floatText, offsetText, pythonRepr, timeText, totalSecondsText } from './pythonText';
import { compileError, UnknownText } from './signals';
import { doublePercents } from './text';
import { enumLabels, resolveVariant, typeFamily, type TypeFamily } from './types/family';
import { GENERIC_PRINTERS } from './types/printers';

/** The type of a bound value: its own, the one its Python value suggests, or NullType (an untyped column). */
export type LiteralType = SqlType | 'inferred' | 'null';

/** A string literal of a value: quotes doubled, and what else the dialect escapes. */
export function stringLiteral(compilation: Compilation, value: string): string {
  const text = doublePercents(compilation, value.replaceAll("'", "''"));
  return `'${escapeBackslashes(compilation, text)}'`;
}

/** Offline SQLAlchemy has not asked the server about its strings and doubles to be safe; a connected one does not. */
function escapeBackslashes(compilation: Compilation, text: string): string {
  const isDoubled = compilation.dialect.doublesBackslashes && compilation.options.mode === 'offline';
  return isDoubled ? text.replaceAll('\\', '\\\\') : text;
}

function noRenderer(value: Literal, typeName: string): Error {
  const shown = pythonRepr(value);
  if (shown === undefined) return new UnknownText(`a value has no literal of the type ${typeName}`);
  return compileError(
    `No literal value renderer is available for literal value "${shown}" with datatype ${typeName}`,
  );
}

/** A type as str() writes it in messages; undefined where that takes its own dialect to know. */
function typeDescription(compilation: Compilation, type: KnownType): string | undefined {
  if (type.name === 'Uuid') return 'CHAR(32)';
  if (type.name === 'Interval') return 'DATETIME';
  if (type.name === 'ARRAY' && type.module === 'sqlalchemy') return 'ARRAY';
  if (type.module !== 'sqlalchemy' && type.name !== 'UUID') return undefined;
  return GENERIC_PRINTERS[type.name]?.(type, compilation);
}

function cannotRender(compilation: Compilation, value: Literal, type: KnownType): Error {
  const shown = pythonRepr(value);
  const name = typeDescription(compilation, type);
  if (shown === undefined || name === undefined) {
    return new UnknownText(`this value is not rendered as a literal of the type ${type.name}`, type.span);
  }
  return compileError(
    `Could not render literal value "${shown}" with datatype ${name}; see parent stack trace for more detail.`,
  );
}

function numberText(value: Literal): string | undefined {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return floatText(value);
  if (value !== null && typeof value === 'object' && value.type === 'decimal') return value.text;
  if (typeof value === 'string' && /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(value))
    return value;
  return undefined;
}

function integerText(value: Literal): string | undefined {
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.trunc(value)).toString();
  if (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value))
    return BigInt(value.trim().replace('+', '')).toString();
  return undefined;
}

function temporalText(compilation: Compilation, family: string, value: Literal): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  const isSqlite = compilation.dialect.name === 'sqlite';
  if (family === 'datetime' && value.type === 'datetime') {
    const offset = isSqlite ? '' : offsetText(value.utcOffset);
    return `'${dateText(value)} ${timeText(value, isSqlite)}${offset}'`;
  }
  if (family === 'datetime' && value.type === 'date') {
    // A date in a datetime column: SQLite's format adds midnight, PostgreSQL prints isoformat().
    return isSqlite ? `'${dateText(value)} 00:00:00.000000'` : `'${dateText(value)}'`;
  }
  if (family === 'date' && (value.type === 'date' || value.type === 'datetime'))
    return `'${dateText(value)}'`;
  if (family === 'time' && value.type === 'time') {
    return `'${timeText(value, isSqlite)}${isSqlite ? '' : offsetText(value.utcOffset)}'`;
  }
  if (family === 'interval' && value.type === 'timedelta' && !isSqlite) {
    return `make_interval(secs=>${totalSecondsText(value)})`;
  }
  return undefined;
}

function uuidText(compilation: Compilation, type: KnownType, value: Literal): string | undefined {
  const isCharacter = !compilation.dialect.hasNativeUuid || !isFlagSet(type, 'native_uuid', true);
  if (isFlagSet(type, 'as_uuid', true)) {
    if (value !== null && typeof value === 'object' && value.type === 'uuid') {
      return `'${isCharacter ? value.text.replaceAll('-', '') : value.text}'`;
    }
    // A str has no `.hex`; str() of it is itself.
    if (typeof value === 'string' && !isCharacter) return `'${value.replaceAll("'", "''")}'`;
    return undefined;
  }
  if (typeof value !== 'string') return undefined;
  return `'${value.replaceAll('-', '').replaceAll("'", "''")}'`;
}

function enumText(compilation: Compilation, type: KnownType, value: Literal): string | undefined {
  if (typeof value === 'string') return stringLiteral(compilation, value);
  if (value !== null && typeof value === 'object' && value.type === 'enumMember') {
    const labels = enumLabels(type);
    if (labels.includes(value.name)) return stringLiteral(compilation, value.name);
    if (typeof value.value === 'string' && labels.includes(value.value)) {
      return stringLiteral(compilation, value.value);
    }
  }
  throw new UnknownText('how this value of the Enum is printed is not known', type.span);
}

function arrayText(compilation: Compilation, type: KnownType, value: Literal): string {
  const item = type.arguments.item_type;
  if (
    item === undefined ||
    item === null ||
    typeof item !== 'object' ||
    !('kind' in item) ||
    value === null ||
    typeof value !== 'object' ||
    (value.type !== 'list' && value.type !== 'tuple') ||
    value.items.some((element) => element === null || typeof element === 'object')
  ) {
    throw new UnknownText('an array of this kind is not rendered as a literal', type.span);
  }
  const prefix = compilation.dialect.name === 'postgresql' || type.module === 'postgresql' ? 'ARRAY' : '';
  return `${prefix}[${value.items.map((element) => renderLiteral(compilation, element, item)).join(', ')}]`;
}

function typedLiteral(compilation: Compilation, value: Literal, type: KnownType): string {
  const family = typeFamily(type);
  const text = ((): string | undefined => {
    switch (family) {
      case 'string':
        if (type.name === 'Enum' || type.name === 'ENUM') return enumText(compilation, type, value);
        return typeof value === 'string' ? stringLiteral(compilation, value) : undefined;
      case 'integer':
        return integerText(value);
      case 'numeric':
        return numberText(value);
      case 'boolean':
        if (typeof value === 'boolean') {
          return value ? compilation.dialect.trueText : compilation.dialect.falseText;
        }
        if (value === 1n) return compilation.dialect.trueText;
        return value === 0n ? compilation.dialect.falseText : undefined;
      case 'datetime':
      case 'date':
      case 'time':
      case 'interval':
        return temporalText(compilation, family, value);
      case 'uuid':
        return uuidText(compilation, type, value);
      case 'array':
        return arrayText(compilation, type, value);
      case 'json':
        if (type.name === 'JSON' || type.name === 'JSONB') throw noRenderer(value, type.name);
        return undefined;
      case 'binary':
        return bytesText(compilation, value);
      case 'other':
        throw new UnknownText(`literals of the type ${type.name} are not rendered`, type.span);
    }
  })();
  if (text !== undefined) return text;
  throw isFailure(family, value)
    ? cannotRender(compilation, value, type)
    : new UnknownText(`this value is not rendered as a literal of the type ${type.name}`, type.span);
}

/** Whether Python's processor for the type is sure to fail on the value; otherwise what it does is not known here. */
function isFailure(family: TypeFamily, value: Literal): boolean {
  const isText = typeof value === 'string';
  const isTagged = value !== null && typeof value === 'object';
  switch (family) {
    case 'string':
      return !isTagged;
    case 'datetime':
    case 'date':
    case 'time':
    case 'boolean':
    case 'uuid':
      return isText || typeof value === 'bigint';
    case 'interval':
      return isText || (isTagged && value.type === 'timedelta');
    case 'integer':
      return isText && !/^[\s\d_+-]*$/.test(value);
    case 'numeric':
      return isText && /^[^\d_]+$/.test(value) && !/nan|inf/i.test(value);
    default:
      return false;
  }
}

/** Bytes are decoded and quoted; only ASCII is known to survive that. */
function bytesText(compilation: Compilation, value: Literal): string | undefined {
  if (value === null || typeof value !== 'object' || value.type !== 'bytes') return undefined;
  if (!/^[\x20-\x7e\s]*$/.test(value.value)) return undefined;
  const text = value.value.replaceAll("'", "''");
  return `'${escapeBackslashes(compilation, text)}'`;
}

const NOWHERE = { start: 0, end: 0 };
const named = (name: string): KnownType => ({
  kind: 'type',
  module: 'sqlalchemy',
  name,
  arguments: {},
  variants: {},
  span: NOWHERE,
});

/** The type SQLAlchemy takes for a bare Python value; undefined means NullType, which has no literals. */
export function inferredType(value: Literal): KnownType | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return named('Boolean');
  if (typeof value === 'bigint') return named('Integer');
  if (typeof value === 'number') return named('Float');
  if (typeof value === 'string') return named('String');
  const names: Readonly<Record<string, string>> = {
    bytes: 'LargeBinary',
    decimal: 'Numeric',
    datetime: 'DateTime',
    date: 'Date',
    time: 'Time',
    timedelta: 'Interval',
    uuid: 'Uuid',
  };
  const name = names[value.type];
  return name === undefined ? undefined : named(name);
}

/** A value as SQL text. None is NULL whatever the type. */
export function renderLiteral(compilation: Compilation, value: Literal, type: LiteralType): string {
  if (value === null) return 'NULL';
  if (type === 'null') throw noRenderer(value, 'NULL');
  const chosen = type === 'inferred' ? inferredType(value) : resolveVariant(type, compilation.dialect.name);
  if (!chosen) throw noRenderer(value, 'NULL');
  return typedLiteral(compilation, value, chosen);
}
