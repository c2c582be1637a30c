// op.batch_alter_table: gives a batch object; the operation is recorded when its `with` block ends.
import type { BatchAlterTable } from '../operation';
import type { Step } from '../step';
import { dictionary, known, optionalText, text, textList } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature, type BoundArguments } from '../interpreter/signature';
import { tableItems } from '../sqlalchemy/tables';
import { isObject, type BatchValue, type CallArguments, type NativeValue } from '../values';

const BATCH = parseSignature(
  'AbstractOperations.batch_alter_table(self, table_name, schema=None, recreate=auto, partial_reordering=None, copy_from=None, table_args=(), table_kwargs=?, reflect_args=(), reflect_kwargs=?, naming_convention=None)',
);

export const batchAlterTable: NativeValue = {
  kind: 'native',
  name: 'batch_alter_table',
  hasEffect: true,
  call: (machine, call) => makeBatch(machine, call),
};

function makeBatch(machine: Machine, call: CallArguments): BatchValue {
  const bound = bindArguments(BATCH, { ...call, positional: [null, ...call.positional] });
  const { span } = call;
  const table = {
    name: text(bound.get('table_name'), 'the table name'),
    schema: optionalText(bound.get('schema'), 'the schema'),
  };
  for (const name of ['reflect_args', 'reflect_kwargs', 'table_kwargs']) {
    const value = known(bound.get(name));
    if (value === null) continue;
    const isEmpty =
      isObject(value) &&
      ((value.kind === 'dict' && value.entries.size === 0) || ('items' in value && value.items.length === 0));
    if (!isEmpty && machine.dialect === 'sqlite')
      throw new NotKnown(`the parameter ${name} of batch_alter_table is not supported`);
  }
  const operation: Omit<BatchAlterTable, 'steps'> = {
    kind: 'batchAlterTable',
    table,
    recreate: recreateOf(bound),
    copyFrom: copyFromOf(bound),
    partialReordering: reorderingOf(machine, bound, span),
    tableArguments: argumentsOf(machine, bound, span),
    namingConvention: conventionOf(bound),
    span,
  };
  return {
    kind: 'batch',
    table,
    steps: [],
    isOpen: false,
    close: (steps: readonly Step[]) => ({ kind: 'operation', operation: { ...operation, steps }, span }),
  };
}

function recreateOf(bound: BoundArguments): BatchAlterTable['recreate'] {
  if (!bound.has('recreate')) return 'auto';
  const value = known(bound.get('recreate'));
  if (value === 'auto' || value === 'always' || value === 'never') return value;
  throw new NotKnown("the value of recreate is not 'auto', 'always' or 'never'");
}

function copyFromOf(bound: BoundArguments): BatchAlterTable['copyFrom'] {
  const value = known(bound.get('copy_from'));
  if (value === null) return undefined;
  if (isObject(value) && value.kind === 'table' && value.definition !== undefined) {
    const { table, items, options } = value.definition;
    return { table, items, options };
  }
  throw new NotKnown('the table given as copy_from is not known');
}

function reorderingOf(
  machine: Machine,
  bound: BoundArguments,
  span: CallArguments['span'],
): readonly (readonly string[])[] {
  const value = known(bound.get('partial_reordering'));
  if (value === null) return [];
  return machine.iterate(value, span).map((group) => textList(machine, group, 'a column name', span));
}

function argumentsOf(
  machine: Machine,
  bound: BoundArguments,
  span: CallArguments['span'],
): BatchAlterTable['tableArguments'] {
  const value = known(bound.get('table_args'));
  if (value === null) return [];
  return tableItems(machine.iterate(value, span)).flatMap((item) => (item.kind === 'column' ? [] : [item]));
}

function conventionOf(bound: BoundArguments): Readonly<Record<string, string>> | undefined {
  const value = known(bound.get('naming_convention'));
  if (value === null) return undefined;
  const result: Record<string, string> = {};
  for (const [key, item] of dictionary(value, 'naming_convention').entries.values()) {
    result[text(key, 'a key of the naming convention')] = text(item, 'a template of the naming convention');
  }
  return result;
}
