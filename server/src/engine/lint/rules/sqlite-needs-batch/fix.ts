// The fix of sqlite-needs-batch: the call as it is, inside a batch of its own.
import type { Fix } from '../../finding';
import type { RevisionContext } from '../../rule';
import { argumentAt } from '../../namedCalls';
import { lineIndent, statementOfCall } from '../../writing/calls';
import type { Argument } from '../../../python/syntax';
import type { Span } from '../../../text/span';

/** None for a call that is not a statement of its own, or whose table is not the argument it usually is. */
export function batchFix({ module, source, path }: RevisionContext, span: Span): readonly Fix[] {
  const place = statementOfCall(module, span);
  if (place?.call.function.kind !== 'attribute') return [];
  const { call } = place;
  const { name } = place.call.function;
  const receiver = source.slice(place.call.function.object.span.start, place.call.function.object.span.end);
  const position = name === 'alter_column' ? 0 : 1;
  const table = argumentAt(call, position, name === 'create_foreign_key' ? 'source_table' : 'table_name');
  if (table === undefined) return [];
  const schema = call.arguments.find((one) => one.name === 'schema' || one.name === 'source_schema');
  const kept = call.arguments.filter((one) => one.value !== table && one !== schema);
  const text = (one: Argument): string => source.slice(one.span.start, one.span.end);
  const opening = [
    source.slice(table.span.start, table.span.end),
    ...(schema === undefined
      ? []
      : [`schema=${source.slice(schema.value.span.start, schema.value.span.end)}`]),
  ];
  const indent = lineIndent(source, span.start);
  const inner = `batch_op.${name}(${kept.map(text).join(', ')})`;
  const code = `with ${receiver}.batch_alter_table(${opening.join(', ')}) as batch_op:\n${indent}    ${inner}`;
  return [
    {
      title: 'Wrap it in batch_alter_table',
      isPreferred: true,
      isSafe: false,
      files: [{ path, edits: [{ span: place.statement.span, text: code }] }],
    },
  ];
}
