// The CHECK constraints that Boolean and Enum types bring along with create_constraint=True.
import type { CheckDefinition } from '../operations/definition';
import type { Dialect } from '../operations/evaluation';
import type { SqlExpression } from '../operations/expression';
import type { Literal } from '../operations/literal';
import type { KnownType, SqlType } from '../operations/sqlType';
import type { TypeCheck } from './tableModel';

/** Whether `type` is what the column really uses on this dialect, or the items of its ARRAY. */
function isUsed(columnType: SqlType, type: KnownType, dialect: Dialect): boolean {
  const used = columnType.kind === 'type' ? (columnType.variants[dialect] ?? columnType) : columnType;
  if (used === type) return true;
  return used.kind === 'type' && used.name === 'ARRAY' && used.arguments.item_type === type;
}

/** Whether the CHECK is made on this dialect: only where Booleans or Enums are not native. */
export function bringsCheck({ column, type }: TypeCheck, dialect: Dialect): boolean {
  if (!column.type || !isUsed(column.type, type, dialect)) return false;
  if (dialect === 'sqlite') return true;
  if (type.name === 'Boolean' || type.name === 'BOOLEAN') return false;
  return type.name !== 'ENUM' && type.arguments.native_enum === false;
}

/** The same CHECK as it would be written by hand. */
export function asCheck({ column, type }: TypeCheck): CheckDefinition {
  const { span } = column;
  const labels = type.arguments.labels;
  const values: readonly Literal[] =
    type.name === 'Boolean' || type.name === 'BOOLEAN'
      ? [0n, 1n]
      : labels !== null && typeof labels === 'object' && 'items' in labels
        ? labels.items
        : [];
  const items = values.map((value): SqlExpression => ({
    kind: 'bind',
    value,
    type: undefined,
    isInline: false,
    span,
  }));
  const name = type.arguments.name;
  return {
    kind: 'check',
    name: typeof name === 'string' ? { text: name, isFinal: false } : undefined,
    condition: {
      kind: 'binary',
      operator: 'in',
      left: { kind: 'column', name: column.name, table: undefined, type: undefined, isLiteral: false, span },
      right: { kind: 'list', operator: 'in', items, span },
      span,
    },
    deferrable: undefined,
    initially: undefined,
    options: {},
    span,
  };
}
