// op.drop_table
import { flag } from '../interpreter/arguments';
import type { Directive } from './directive';

export const dropTable: Directive = {
  name: 'drop_table',
  parameters: 'table_name, *, schema=None, if_exists=None, **kw',
  batchParameters: undefined,
  build: ({ table, get, span }) => ({
    kind: 'dropTable',
    table: table(),
    ifExists: flag(get('if_exists'), 'if_exists'),
    span,
  }),
};
