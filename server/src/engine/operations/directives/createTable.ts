// op.create_table
import { flag, known, optionalText, text } from '../interpreter/arguments';
import { NotKnown } from '../interpreter/signals';
import { checkOptionNames, dialectOptions } from '../sqlalchemy/options';
import { checkItems } from '../sqlalchemy/tableChecks';
import { referenceOf, tableItems } from '../sqlalchemy/tables';
import type { Directive } from './directive';

/** Keywords that Table takes besides dialect options and that do not change the DDL. */
const SILENT = new Set([
  'info',
  'keep_existing',
  'extend_existing',
  'implicit_returning',
  'autoload_replace',
  'listeners',
]);

export const createTable: Directive = {
  name: 'create_table',
  parameters: 'table_name, *columns, if_not_exists=None, **kw',
  batchParameters: undefined,
  build({ machine, bound, span, get }) {
    const options = new Map(bound.extra);
    const take = (name: string): ReturnType<typeof get> => {
      const value = options.get(name) ?? null;
      options.delete(name);
      return value;
    };
    const schema = optionalText(take('schema'), 'the schema');
    const comment = optionalText(take('comment'), 'the comment');
    const prefixes = take('prefixes');
    if (known(take('quote')) !== null) throw new NotKnown('the parameter quote of a table is not supported');
    for (const name of SILENT) options.delete(name);
    checkOptionNames(options.keys(), 'Table');
    const name = text(get('table_name'), 'the table name');
    const items = tableItems(bound.rest);
    checkItems(name, items);
    return {
      kind: 'createTable',
      table: { name, schema },
      items,
      ifNotExists: flag(get('if_not_exists'), 'if_not_exists'),
      comment,
      prefixes:
        prefixes === null
          ? []
          : machine.iterate(known(prefixes), span).map((prefix) => text(prefix, 'a prefix')),
      options: dialectOptions(options, span),
      span,
    };
  },
  result(operation) {
    if (operation.kind !== 'createTable') return null;
    const { table, items, options, comment, prefixes } = operation;
    return {
      kind: 'table',
      reference: referenceOf(table.name, table.schema, items),
      definition: { table, items, options, comment, prefixes },
    };
  },
};
