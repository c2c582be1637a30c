// op.add_column and batch_op.add_column
import { flag, known, optionalText } from '../interpreter/arguments';
import { NotKnown } from '../interpreter/signals';
import { isObject } from '../values';
import { checkWaiting } from '../sqlalchemy/attachment';
import { checkColumn } from '../sqlalchemy/tableChecks';
import type { Directive } from './directive';

export const addColumn: Directive = {
  name: 'add_column',
  parameters:
    'table_name, column, *, schema=None, if_not_exists=None, inline_references=None, inline_primary_key=None',
  batchParameters:
    'column, *, insert_before=None, insert_after=None, if_not_exists=None, inline_references=None, inline_primary_key=None',
  build({ table, get, span }) {
    const column = known(get('column'));
    if (!isObject(column) || column.kind !== 'column') throw new NotKnown('the column is not a sa.Column');
    checkColumn(column.definition);
    checkWaiting([column], []);
    return {
      kind: 'addColumn',
      table: table(),
      column: column.definition,
      ifNotExists: flag(get('if_not_exists'), 'if_not_exists'),
      inlineReferences: flag(get('inline_references'), 'inline_references'),
      inlinePrimaryKey: flag(get('inline_primary_key'), 'inline_primary_key'),
      insertBefore: optionalText(get('insert_before'), 'insert_before'),
      insertAfter: optionalText(get('insert_after'), 'insert_after'),
      span,
    };
  },
};
