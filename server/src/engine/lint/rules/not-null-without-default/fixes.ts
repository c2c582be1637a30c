// The three ways out of not-null-without-default: a server default, three steps, or a nullable column.
import type { Fix } from '../../finding';
import type { OperationContext } from '../../rule';
import { callWithSpan, lineIndent, setKeyword, statementOfCall } from '../../writing/calls';
import { writeType } from '../../writing/definitions';
import { linkedRevisions, type LinkedRevision } from '../../writing/linkedRevisions';
import { writeString } from '../../writing/literals';
import { planImports, type ModuleNames } from '../../writing/names';
import { neutralValue } from '../../writing/neutralValue';
import { batchPlace, sqlTable } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';
import type { AddColumn } from '../../../operations/operation';
import type { TextEdit } from '../../../text/edit';

/** Fixes in the order they are offered; none for a column that is not written as a plain call. */
export function fixesForColumn(operation: AddColumn, context: OperationContext): readonly Fix[] {
  const { source, module, path } = context.revision;
  const place = statementOfCall(module, operation.span);
  const column = place === undefined ? undefined : callWithSpan(place.call, operation.column.span);
  if (place === undefined || column === undefined) return [];
  const { names, complete } = planImports(module, source);
  const value = neutralValue(operation.column.type, names);
  const fix = (title: string, isPreferred: boolean, edits: readonly TextEdit[]): Fix => ({
    title,
    isPreferred,
    isSafe: false,
    files: [{ path, edits: complete(edits) }],
  });
  const nullable = setKeyword(column, source, 'nullable', 'True');
  const fixes: Fix[] = [];
  if (value !== undefined) {
    const edit = setKeyword(column, source, 'server_default', value.python);
    fixes.push(fix(`Add server_default=${value.python}`, true, [edit]));
    const type = operation.column.type === undefined ? undefined : writeType(operation.column.type, names);
    const isBatch = context.function.steps[context.stepIndex]?.step.span !== operation.span;
    const around = isBatch ? batchPlace(context, operation.span) : place;
    if (type !== undefined && around !== undefined) {
      const lines = backfillLines(operation, names, value.sql, type, isBatch);
      const indent = lineIndent(source, around.statement.span.start);
      const at = around.statement.span.end;
      const text = lines.map((line) => `\n${indent}${line}`).join('');
      fixes.push(
        fix('Add it nullable, fill existing rows, then set NOT NULL', false, [
          nullable,
          { span: { start: at, end: at }, text },
        ]),
      );
      const linked = linkedRevisions(context.revision, stepsOf(operation, lines, names, type, isBatch));
      if (linked !== undefined && context.function.direction === 'upgrade') {
        const nullableNow = fix(
          'Add it nullable here, fill it and set NOT NULL in two revisions behind',
          false,
          [nullable],
        );
        fixes.push({ ...nullableNow, files: [...nullableNow.files, ...linked] });
      }
    }
  }
  fixes.push(fix('Make the column nullable', value === undefined, [nullable]));
  return fixes;
}

/** Expand, backfill, contract: the rows are filled without the lock of the new column. */
function stepsOf(
  { table, column }: AddColumn,
  lines: readonly string[],
  names: ModuleNames,
  type: string,
  isBatch: boolean,
): readonly LinkedRevision[] {
  const [fill = '', ...contract] = lines;
  const what = `${column.name} of ${table.name}`;
  return [
    {
      tag: 'backfill',
      message: `Fill ${what}`,
      upgrade: ['# On a large table: in batches, outside of the transaction.', fill],
      downgrade: ['# The column goes with the revision that added it.'],
    },
    {
      tag: 'contract',
      message: `Require ${what}`,
      upgrade: contract,
      downgrade: alterLines({ table, column }, names, `existing_type=${type}, nullable=True`, isBatch),
    },
  ];
}

function backfillLines(
  operation: AddColumn,
  names: ModuleNames,
  value: string,
  type: string,
  isBatch: boolean,
): readonly string[] {
  const { table, column } = operation;
  const name = sqlName(column.name);
  const sql = `UPDATE ${sqlTable(table)} SET ${name} = ${value} WHERE ${name} IS NULL`;
  return [
    `${names.op}.execute(${writeString(sql)})`,
    ...alterLines({ table, column }, names, `existing_type=${type}, nullable=False`, isBatch),
  ];
}

/** alter_column, in a batch where the file works in batches. */
function alterLines(
  { table, column }: Pick<AddColumn, 'table' | 'column'>,
  names: ModuleNames,
  what: string,
  isBatch: boolean,
): readonly string[] {
  const schema = table.schema === undefined ? '' : `, schema=${writeString(table.schema)}`;
  const [tableName, columnName] = [writeString(table.name), writeString(column.name)];
  return isBatch
    ? [
        `with ${names.op}.batch_alter_table(${tableName}${schema}) as batch_op:`,
        `    batch_op.alter_column(${columnName}, ${what})`,
      ]
    : [`${names.op}.alter_column(${tableName}, ${columnName}, ${what}${schema})`];
}
