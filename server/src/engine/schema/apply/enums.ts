// Enum.create and Enum.drop.
import type { CreateType } from '../../operations/operation';
import { namedEnum } from '../build';
import { applied, originOf, withEnum, withoutEnum, type Applied, type ApplyContext } from '../change';
import { findEnum } from '../lookup';
import type { Schema } from '../schema';

export function applyEnum(schema: Schema, operation: CreateType, context: ApplyContext): Applied {
  const found = context.dialect === 'postgresql' ? namedEnum(operation.type) : undefined;
  if (!found) return applied(schema);
  if (operation.kind === 'dropType') return applied(withoutEnum(schema, found.name, found.schema));
  // checkfirst leaves an enum that is there as it is.
  if (findEnum(schema, found.name, found.schema)) return applied(schema);
  return applied(withEnum(schema, { ...found, origin: originOf(context, operation.span) }));
}
