// op.create_unique_constraint and batch_op.create_unique_constraint
import { textList } from '../interpreter/arguments';
import { commonParts } from '../sqlalchemy/constraints';
import type { Directive } from './directive';

export const createUniqueConstraint: Directive = {
  name: 'create_unique_constraint',
  parameters: 'constraint_name, table_name, columns, *, schema=None, deferrable=None, initially=None, **kw',
  batchParameters: 'constraint_name, columns, *, deferrable=None, initially=None, **kw',
  build: ({ machine, table, name, get, bound, span }) => ({
    kind: 'createConstraint',
    table: table(),
    constraint: {
      kind: 'unique',
      ...commonParts('UniqueConstraint', bound, name('constraint_name'), span),
      columns: textList(machine, get('columns'), 'a column', span),
    },
    span,
  }),
};
