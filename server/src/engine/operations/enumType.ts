// The type that PostgreSQL has to make before a column can have it: one place for what makes it, names it and knows it.
import { isFlagSet, type KnownType, type SqlType, type UnknownType } from './sqlType';

/** A native enum, a domain that comes with its table, or a type of the project that may be either. */
type MadeType =
  | { readonly kind: 'enum'; readonly type: KnownType }
  | { readonly kind: 'domain'; readonly type: KnownType }
  | { readonly kind: 'unknown'; readonly type: UnknownType };

/** What a type makes on PostgreSQL, looked for inside ARRAY as well; undefined for a type that is there already. */
export function madeType(type: SqlType): MadeType | undefined {
  const used = type.kind === 'type' ? (type.variants['postgresql'] ?? type) : type;
  if (used.kind === 'unknownType') {
    // What prints fixed words is no Enum.
    return used.columnText === undefined ? { kind: 'unknown', type: used } : undefined;
  }
  switch (used.name) {
    case 'ARRAY': {
      const item = used.arguments['item_type'];
      return item !== null && typeof item === 'object' && 'kind' in item ? madeType(item) : undefined;
    }
    case 'DOMAIN':
      return isFlagSet(used, 'create_type', true) ? { kind: 'domain', type: used } : undefined;
    case 'ENUM':
      return { kind: 'enum', type: used };
    case 'Enum':
      return isFlagSet(used, 'native_enum', true) ? { kind: 'enum', type: used } : undefined;
    default:
      return undefined;
  }
}
