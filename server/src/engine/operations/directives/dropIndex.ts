// op.drop_index and batch_op.drop_index
import { flag, optionalText } from '../interpreter/arguments';
import { NotKnown } from '../interpreter/signals';
import { dialectOptions } from '../sqlalchemy/options';
import type { Directive } from './directive';

export const dropIndex: Directive = {
  name: 'drop_index',
  parameters: 'index_name, table_name=None, *, schema=None, if_exists=None, **kw',
  batchParameters: 'index_name, *, if_exists=None, **kw',
  build({ batch, name, get, bound, span }) {
    const index = name('index_name');
    if (index === undefined) throw new NotKnown('the index has no name');
    const tableName = optionalText(get('table_name'), 'the table name');
    const schema = batch === undefined ? optionalText(get('schema'), 'the schema') : batch.table.schema;
    return {
      kind: 'dropIndex',
      name: index,
      table: batch?.table ?? (tableName === undefined ? undefined : { name: tableName, schema }),
      schema,
      ifExists: flag(get('if_exists'), 'if_exists'),
      options: dialectOptions(bound.extra, span),
      span,
    };
  },
};
