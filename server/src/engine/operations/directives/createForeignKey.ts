// op.create_foreign_key and batch_op.create_foreign_key
import { flag, known, optionalText, text, textList } from '../interpreter/arguments';
import { commonParts } from '../sqlalchemy/constraints';
import { PythonError } from '../interpreter/signals';
import type { Directive } from './directive';

const OPTIONS = 'onupdate=None, ondelete=None, deferrable=None, initially=None, match=None';

export const createForeignKey: Directive = {
  name: 'create_foreign_key',
  parameters: `constraint_name, source_table, referent_table, local_cols, remote_cols, *, ${OPTIONS}, source_schema=None, referent_schema=None, **dialect_kw`,
  batchParameters: `constraint_name, referent_table, local_cols, remote_cols, *, referent_schema=None, ${OPTIONS}, **dialect_kw`,
  build({ machine, batch, name, get, bound, span }) {
    const columns = textList(machine, get('local_cols'), 'a local column', span);
    const referred = textList(machine, get('remote_cols'), 'a referred column', span);
    if (columns.length !== referred.length) {
      throw new PythonError(
        'ArgumentError',
        'ForeignKeyConstraint number of constrained columns must match the number of referenced columns.',
      );
    }
    return {
      kind: 'createConstraint',
      table: batch?.table ?? {
        name: text(get('source_table'), 'the table name'),
        schema: optionalText(get('source_schema'), 'the schema'),
      },
      constraint: {
        kind: 'foreignKey',
        ...commonParts('ForeignKeyConstraint', bound, name('constraint_name'), span),
        columns,
        referred: {
          schema: optionalText(get('referent_schema'), 'the schema'),
          table: text(get('referent_table'), 'the referred table'),
          columns: referred,
        },
        onDelete: optionalText(get('ondelete'), 'ondelete'),
        onUpdate: optionalText(get('onupdate'), 'onupdate'),
        match: optionalText(get('match'), 'match'),
        useAlter: flag(known(bound.extra.get('use_alter') ?? null), 'use_alter'),
      },
      span,
    };
  },
};
