// The type SQLAlchemy gives to literal(value) by the class of the value, so that it is told from a bare value.
import type { Literal } from '../literal';
import type { KnownType } from '../sqlType';
import type { Span } from '../../text/span';

const TAGGED: Readonly<Record<string, string>> = {
  bytes: 'LargeBinary',
  decimal: 'Numeric',
  datetime: 'DateTime',
  date: 'Date',
  time: 'Time',
  timedelta: 'Interval',
  uuid: 'Uuid',
};

/** The type, or undefined for None and for classes SQLAlchemy has no type for. */
export function literalType(value: Literal, span: Span): KnownType | undefined {
  const name = nameOf(value);
  return name === undefined
    ? undefined
    : { kind: 'type', module: 'sqlalchemy', name, arguments: {}, variants: {}, span };
}

function nameOf(value: Literal): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value === 'bigint') return 'Integer';
  if (typeof value === 'number') return 'Float';
  return typeof value === 'string' ? 'String' : TAGGED[value.type];
}
