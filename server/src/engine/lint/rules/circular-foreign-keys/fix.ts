// The fix of circular-foreign-keys: one of the two goes behind both tables.
import type { Fix } from '../../finding';
import type { RevisionContext } from '../../rule';
import type { TableForeignKey } from '../../foreignKeys';
import { lineIndent, statementOfCall } from '../../writing/calls';
import { foreignKeyOptions } from '../../writing/definitions';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';
import { calls } from '../../../python/find';
import type { Span } from '../../../text/span';

/** None when the foreign key is not an argument that can be cut out of its call. */
export function takeOut(
  revision: RevisionContext,
  foreignKey: TableForeignKey,
  behind: Span,
): readonly Fix[] {
  const { module, source, path } = revision;
  const place = statementOfCall(module, behind);
  let cut: Span | undefined;
  for (const call of calls(module)) {
    const index = call.arguments.findIndex(
      ({ value }) => value.span.start === foreignKey.span.start && value.span.end === foreignKey.span.end,
    );
    const previous = call.arguments[index - 1];
    if (index > 0 && previous !== undefined) cut = { start: previous.span.end, end: foreignKey.span.end };
  }
  if (place === undefined || cut === undefined || foreignKey.columns.length === 0) return [];
  const { names, complete } = planImports(module, source);
  const { table, referred, columns } = foreignKey;
  const list = (all: readonly string[]): string => `[${all.map(writeString).join(', ')}]`;
  const name = foreignKey.name?.text ?? `${table.name}_${columns.join('_')}_fkey`;
  const parts = [
    writeString(name),
    writeString(table.name),
    writeString(referred.table),
    list(columns),
    list(referred.columns),
    ...foreignKeyOptions({ ...foreignKey.definition, name: undefined }, names),
    ...(table.schema === undefined ? [] : [`source_schema=${writeString(table.schema)}`]),
    ...(referred.schema === undefined ? [] : [`referent_schema=${writeString(referred.schema)}`]),
  ];
  const at = place.statement.span.end;
  const line = `\n${lineIndent(source, place.statement.span.start)}${names.op}.create_foreign_key(${parts.join(', ')})`;
  const edits = complete([
    { span: cut, text: '' },
    { span: { start: at, end: at }, text: line },
  ]);
  return [
    {
      title: 'Add this foreign key behind both tables',
      isPreferred: true,
      isSafe: false,
      files: [{ path, edits }],
    },
  ];
}
