// op.drop_column and batch_op.drop_column
import { flag, text } from '../interpreter/arguments';
import { dialectOptions } from '../sqlalchemy/options';
import type { Directive } from './directive';

export const dropColumn: Directive = {
  name: 'drop_column',
  parameters: 'table_name, column_name, *, schema=None, **kw',
  batchParameters: 'column_name, **kw',
  build({ table, get, bound, span }) {
    const options = new Map(bound.extra);
    const ifExists = flag(options.get('if_exists') ?? null, 'if_exists');
    options.delete('if_exists');
    return {
      kind: 'dropColumn',
      table: table(),
      column: text(get('column_name'), 'the column name'),
      ifExists,
      options: dialectOptions(options, span),
      span,
    };
  },
};
