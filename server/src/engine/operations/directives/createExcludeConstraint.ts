// op.create_exclude_constraint and batch_op.create_exclude_constraint
import { optionalText } from '../interpreter/arguments';
import { NotKnown } from '../interpreter/signals';
import { excludeConstraint } from '../sqlalchemy/constraints';
import { isObject } from '../values';
import type { Directive } from './directive';

export const createExcludeConstraint: Directive = {
  name: 'create_exclude_constraint',
  parameters: 'constraint_name, table_name, *elements, schema=None, **kw',
  batchParameters: 'constraint_name, *elements, **kw',
  build({ machine, batch, table, get, bound, span }) {
    const keywords = new Map(bound.extra);
    keywords.set('name', get('constraint_name'));
    const value = excludeConstraint(machine, { positional: bound.rest, keywords, span });
    if (!isObject(value) || value.kind !== 'constraint' || value.definition.kind !== 'exclude') {
      throw new NotKnown('the constraint is not known');
    }
    optionalText(batch === undefined ? get('schema') : null, 'the schema');
    return { kind: 'createConstraint', table: table(), constraint: value.definition, span };
  },
};
