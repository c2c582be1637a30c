// op.alter_column and batch_op.alter_column
import type { ServerDefault } from '../definition';
import { known, optionalFlag, optionalText, text } from '../interpreter/arguments';
import type { Given } from '../operation';
import { requiredType, serverDefault } from '../sqlalchemy/coerce';
import { instanceOf } from '../sqlalchemy/customTypes';
import { dialectOptions } from '../sqlalchemy/options';
import type { Directive, DirectiveCall } from './directive';

const PARAMETERS =
  'nullable=None, comment=False, server_default=False, new_column_name=None, type_=None, existing_type=None, existing_server_default=False, existing_nullable=None, existing_comment=None';

/** For these parameters False means "not given" and None means "remove it". */
function givenDefault({ bound, span }: DirectiveCall, name: string): Given<ServerDefault | undefined> {
  const value = bound.named.get(name);
  if (value === undefined || value === false) return { given: false };
  return { given: true, value: serverDefault(value, span) };
}

function givenComment({ bound }: DirectiveCall): Given<string | undefined> {
  const value = bound.named.get('comment');
  if (value === undefined || value === false) return { given: false };
  return { given: true, value: optionalText(known(value), 'the comment') };
}

export const alterColumn: Directive = {
  name: 'alter_column',
  parameters: `table_name, column_name, *, ${PARAMETERS}, schema=None, **kw`,
  batchParameters: `column_name, *, ${PARAMETERS}, insert_before=None, insert_after=None, **kw`,
  build(call) {
    const { machine, table, get, bound, span } = call;
    return {
      kind: 'alterColumn',
      table: table(),
      column: text(get('column_name'), 'the column name'),
      nullable: optionalFlag(get('nullable'), 'nullable'),
      comment: givenComment(call),
      serverDefault: givenDefault(call, 'server_default'),
      newName: optionalText(get('new_column_name'), 'the new column name'),
      type: requiredType(instanceOf(machine, get('type_'), span), span),
      existingType: requiredType(instanceOf(machine, get('existing_type'), span), span),
      existingServerDefault: givenDefault(call, 'existing_server_default'),
      existingNullable: optionalFlag(get('existing_nullable'), 'existing_nullable'),
      existingComment: optionalText(get('existing_comment'), 'existing_comment'),
      options: dialectOptions(bound.extra, span),
      insertBefore: optionalText(get('insert_before'), 'insert_before'),
      insertAfter: optionalText(get('insert_after'), 'insert_after'),
      span,
    };
  },
};
