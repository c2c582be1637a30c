// op.create_table_comment and batch_op.create_table_comment
import { optionalText } from '../interpreter/arguments';
import type { Directive } from './directive';

export const createTableComment: Directive = {
  name: 'create_table_comment',
  parameters: 'table_name, comment, *, existing_comment=None, schema=None',
  batchParameters: 'comment, *, existing_comment=None',
  build: ({ table, get, span }) => ({
    kind: 'createTableComment',
    table: table(),
    comment: optionalText(get('comment'), 'the comment'),
    existingComment: optionalText(get('existing_comment'), 'existing_comment'),
    span,
  }),
};
