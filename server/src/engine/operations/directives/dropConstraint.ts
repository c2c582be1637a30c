// op.drop_constraint and batch_op.drop_constraint
import { flag, optionalText } from '../interpreter/arguments';
import { PythonError } from '../interpreter/signals';
import type { Directive } from './directive';

const TYPES = new Set(['foreignkey', 'primary', 'unique', 'check']);

export const dropConstraint: Directive = {
  name: 'drop_constraint',
  parameters: 'constraint_name, table_name, type_=None, *, schema=None, if_exists=None',
  batchParameters: 'constraint_name, type_=None',
  build({ table, name, get, span }) {
    const type = optionalText(get('type_'), 'the type of the constraint');
    if (type !== undefined && !TYPES.has(type)) {
      throw new PythonError(
        'TypeError',
        "'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None",
      );
    }
    return {
      kind: 'dropConstraint',
      table: table(),
      name: name('constraint_name'),
      type,
      ifExists: flag(get('if_exists'), 'if_exists'),
      span,
    };
  },
};
