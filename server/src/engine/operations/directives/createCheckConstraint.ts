// op.create_check_constraint and batch_op.create_check_constraint
import { commonParts } from '../sqlalchemy/constraints';
import { textOrElement } from '../sqlalchemy/coerce';
import type { Directive } from './directive';

export const createCheckConstraint: Directive = {
  name: 'create_check_constraint',
  parameters: 'constraint_name, table_name, condition, *, schema=None, deferrable=None, initially=None, **kw',
  batchParameters: 'constraint_name, condition, *, deferrable=None, initially=None, **kw',
  build: ({ table, name, get, bound, span }) => ({
    kind: 'createConstraint',
    table: table(),
    constraint: {
      kind: 'check',
      ...commonParts('CheckConstraint', bound, name('constraint_name'), span),
      condition: textOrElement(get('condition'), 'the condition', span),
    },
    span,
  }),
};
