// op.create_primary_key and batch_op.create_primary_key
import { textList } from '../interpreter/arguments';
import { commonParts } from '../sqlalchemy/constraints';
import type { Directive } from './directive';

export const createPrimaryKey: Directive = {
  name: 'create_primary_key',
  parameters: 'constraint_name, table_name, columns, *, schema=None',
  batchParameters: 'constraint_name, columns',
  build: ({ machine, table, name, get, bound, span }) => ({
    kind: 'createConstraint',
    table: table(),
    constraint: {
      kind: 'primaryKey',
      ...commonParts('PrimaryKeyConstraint', bound, name('constraint_name'), span),
      columns: textList(machine, get('columns'), 'a column', span),
    },
    span,
  }),
};
