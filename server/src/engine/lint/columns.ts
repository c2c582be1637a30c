// The columns an operation makes, and edits of how their types are written.
import type { ColumnDefinition } from '../operations/definition';
import type { AddColumn, CreateTable } from '../operations/operation';
import type { SqlType } from '../operations/sqlType';
import { expressionWithSpan } from '../python/find';
import type { Call, Expression, Module } from '../python/syntax';

/** The columns of create_table and add_column. */
export function columnsOf(operation: CreateTable | AddColumn): readonly ColumnDefinition[] {
  if (operation.kind === 'addColumn') return [operation.column];
  return operation.items.filter((item) => item.kind === 'column');
}

/** How the type of a column is written: the second argument of its call, or `type_`; undefined when it is elsewhere. */
export function writtenType(module: Module, column: ColumnDefinition): Expression | undefined {
  const call = expressionWithSpan(module, column.span);
  if (call?.kind !== 'call') return undefined;
  const named = call.arguments.find(({ name }) => name === 'type_');
  if (named !== undefined) return named.value;
  const [first, second] = call.arguments;
  return first?.form === 'positional' && second?.form === 'positional' ? second.value : undefined;
}

/** The call that makes the type itself, without `.with_variant(...)` behind it; undefined for a class without a call. */
export function typeCall(written: Expression | undefined): Call | undefined {
  if (written?.kind !== 'call') return undefined;
  const callee = written.function;
  return callee.kind === 'attribute' && callee.name === 'with_variant' ? typeCall(callee.object) : written;
}

/** The type a dialect uses. */
export function typeOn(type: SqlType | undefined, dialect: string): SqlType | undefined {
  return type?.kind === 'type' ? (type.variants[dialect] ?? type) : type;
}
