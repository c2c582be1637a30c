// Small parts of making a table anew: what is refused, and definitions that were never written.
import type { ConstraintDefinition, ServerDefault } from '../operations/definition';
import type { AlterColumn, BatchAlterTable } from '../operations/operation';
import type { SqlType } from '../operations/sqlType';
import { UnknownText } from './signals';

/** A type whose class is known; stops at a type of the project. */
export function asType(type: SqlType): Extract<SqlType, { kind: 'type' }> {
  if (type.kind === 'type') return type;
  throw new UnknownText(`the type ${type.name} is not known: ${type.reason}`, type.span);
}

/** Types with a CHECK of their own are attached in a way that is not followed here. */
export function refuseTypeCheck(type: SqlType | undefined): void {
  if (type?.kind === 'type' && type.arguments.create_constraint === true) {
    throw new UnknownText('a type with a CHECK of its own is not recreated', type.span);
  }
}

/** Identity and computed defaults are attached in another way than plain ones. */
export function plainDefault(
  value: ServerDefault | undefined,
  operation: AlterColumn,
): ServerDefault | undefined {
  if (value?.kind === 'identity' || value?.kind === 'computed') {
    throw new UnknownText('this server default in a batch is not rendered', operation.span);
  }
  return value;
}

/** The primary key that column flags make, as a constraint. */
export function implicitKey(columns: readonly string[], batch: BatchAlterTable): ConstraintDefinition {
  return {
    kind: 'primaryKey',
    name: undefined,
    columns,
    deferrable: undefined,
    initially: undefined,
    options: {},
    span: batch.span,
  };
}
