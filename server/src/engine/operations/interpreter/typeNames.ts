// The names of Python's types as error messages have them.
import type { Value } from '../values';

/** The name of the value's type as Python's error messages have it. */
export function typeName(value: Value): string {
  if (value === null) return 'NoneType';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'float';
  if (typeof value === 'string') return 'str';
  if (value.kind === 'instance' || value.kind === 'enumMember') return value.class.name;
  if (value.kind === 'exception') return value.name;
  if (value.kind === 'iterator') return value.typeName;
  if (value.kind === 'data')
    return value.literal.type === 'uuid'
      ? 'UUID'
      : value.literal.type === 'decimal'
        ? 'decimal.Decimal'
        : value.literal.type;
  return value.kind;
}
