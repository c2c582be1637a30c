// op.rename_table
import { optionalText, text } from '../interpreter/arguments';
import type { Directive } from './directive';

export const renameTable: Directive = {
  name: 'rename_table',
  parameters: 'old_table_name, new_table_name, *, schema=None',
  batchParameters: undefined,
  build: ({ get, span }) => ({
    kind: 'renameTable',
    table: {
      name: text(get('old_table_name'), 'the table name'),
      schema: optionalText(get('schema'), 'the schema'),
    },
    newName: text(get('new_table_name'), 'the new table name'),
    span,
  }),
};
