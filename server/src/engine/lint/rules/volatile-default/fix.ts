// The way out of volatile-default: the column comes without a default, gets it for new rows, and is filled.
import type { Fix } from '../../finding';
import { isInBatch } from '../../functionFacts';
import type { OperationContext } from '../../rule';
import { callWithSpan, removeArgument, setKeyword } from '../../writing/calls';
import { writeType } from '../../writing/definitions';
import { fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import { insertBehind, ownPlace, sqlTable, tableParts } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';
import type { AddColumn } from '../../../operations/operation';
import { keywordArgument } from '../../../python/find';

export function fillLaterFix(operation: AddColumn, context: OperationContext): Fix | undefined {
  const { table, column, span } = operation;
  const { source } = context.revision;
  const place = ownPlace(context, span);
  const call = place === undefined ? undefined : callWithSpan(place.call, column.span);
  const written = call === undefined ? undefined : keywordArgument(call, 'server_default');
  const value = column.serverDefault;
  if (place === undefined || call === undefined || written === undefined || isInBatch(context, span))
    return undefined;
  if (value?.kind !== 'expression' || value.expression.kind !== 'text' || column.primaryKey) return undefined;
  const { names, fix } = fixWriter(context.revision);
  const type = column.type === undefined ? undefined : writeType(column.type, names);
  const isRequired = column.nullable === false;
  if (type === undefined) return undefined;
  const { first, last } = tableParts(table);
  const name = sqlName(column.name);
  const alter = (...parts: readonly string[]): string =>
    `${names.op}.alter_column(${[first, writeString(column.name), ...parts, ...last].join(', ')})`;
  const update = `UPDATE ${sqlTable(table)} SET ${name} = ${value.expression.text} WHERE ${name} IS NULL`;
  const defaultText = source.slice(written.value.span.start, written.value.span.end);
  return fix('Add it without the default, set the default, then fill the old rows', true, [
    removeArgument(source, written),
    ...(isRequired ? [setKeyword(call, source, 'nullable', 'True')] : []),
    insertBehind(source, place, [
      alter(`server_default=${defaultText}`),
      `${names.op}.execute(${writeString(update)})`,
      ...(isRequired ? [alter(`existing_type=${type}`, 'nullable=False')] : []),
    ]),
  ]);
}
