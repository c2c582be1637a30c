// op.bulk_insert
import type { SqlExpression } from '../expression';
import { flag, known, text } from '../interpreter/arguments';
import { PythonError } from '../interpreter/signals';
import { bound as boundValue, tableOf } from '../sqlalchemy/coerce';
import { isObject, type Value } from '../values';
import type { Directive, DirectiveCall } from './directive';

function rowOf({ span }: DirectiveCall, row: Value): Readonly<Record<string, SqlExpression>> {
  const value = known(row);
  if (!isObject(value) || value.kind !== 'dict')
    throw new PythonError('TypeError', 'List of dictionaries expected');
  const result: Record<string, SqlExpression> = {};
  for (const [key, item] of value.entries.values()) result[text(key, 'a column name')] = cell(item, span);
  return result;
}

function cell(value: Value, span: DirectiveCall['span']): SqlExpression {
  return value === null
    ? { kind: 'bind', value: null, type: undefined, isInline: false, span }
    : boundValue(value, span);
}

export const bulkInsert: Directive = {
  name: 'bulk_insert',
  parameters: 'table, rows, *, multiinsert=True',
  batchParameters: undefined,
  build(call) {
    const { machine, get, bound, span } = call;
    const rows = known(get('rows'));
    if (!isObject(rows) || rows.kind !== 'list') throw new PythonError('TypeError', 'List expected');
    machine.spend(rows.items.length);
    return {
      kind: 'bulkInsert',
      table: tableOf(get('table')),
      rows: rows.items.map((row) => rowOf(call, row)),
      multiInsert: bound.has('multiinsert') ? flag(get('multiinsert'), 'multiinsert') : true,
      span,
    };
  },
};
