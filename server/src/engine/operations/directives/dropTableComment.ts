// op.drop_table_comment and batch_op.drop_table_comment
import { optionalText } from '../interpreter/arguments';
import type { Directive } from './directive';

export const dropTableComment: Directive = {
  name: 'drop_table_comment',
  parameters: 'table_name, *, existing_comment=None, schema=None',
  batchParameters: '*, existing_comment=None',
  build: ({ table, get, span }) => ({
    kind: 'dropTableComment',
    table: table(),
    comment: undefined,
    existingComment: optionalText(get('existing_comment'), 'existing_comment'),
    span,
  }),
};
