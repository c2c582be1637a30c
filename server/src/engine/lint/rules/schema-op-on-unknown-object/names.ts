// Which name of an operation is the unknown one, where it is written, and which names exist in its place.
import type { AnalysedStep } from '../../rule';
import { expressionWithSpan } from '../../../python/find';
import { argumentAt, namedCalls } from '../../namedCalls';
import type { Module } from '../../../python/syntax';
import type { Step } from '../../../operations/step';
import type { Schema, SchemaProblem } from '../../../schema/schema';
import type { Span } from '../../../text/span';

/** A name as it stands in the call, with the table of the call where it is another argument. */
export interface Written {
  readonly text: string;
  readonly span: Span;
  readonly table: string | undefined;
}

/** The string literal the problem is about; undefined when the name is computed. */
export function writtenName(module: Module, problem: SchemaProblem, source: string): Written | undefined {
  const call = expressionWithSpan(module, problem.span);
  if (call?.kind !== 'call' || source.length === 0) return undefined;
  const named = namedCalls(module).find((one) => one.call === call);
  const method = named?.path.split('.').at(-1) ?? '';
  const isTableFirst =
    /^(?:add_column|drop_column|alter_column|drop_table|create_table|rename_table|create_table_comment|drop_table_comment)$/.test(
      method,
    );
  const opening = named?.batch?.opening;
  const tableExpression =
    opening === undefined
      ? argumentAt(call, isTableFirst ? 0 : 1, method === 'rename_table' ? 'old_table_name' : 'table_name')
      : argumentAt(opening, 0, 'table_name');
  const table = tableExpression?.kind === 'string' ? tableExpression : undefined;
  if (problem.kind === 'unknown-table') {
    return table === undefined ? undefined : { text: table.value, span: table.span, table: undefined };
  }
  const position = opening === undefined && isTableFirst ? 1 : 0;
  const keyword =
    problem.kind === 'unknown-column'
      ? 'column_name'
      : problem.kind === 'unknown-index'
        ? 'index_name'
        : 'constraint_name';
  const value = argumentAt(call, position, keyword);
  if (value?.kind !== 'string' || !problem.message.includes(value.value)) return undefined;
  return { text: value.value, span: value.span, table: table?.value };
}

/** The names of that kind at this point; of one table where it is known. */
export function* knownNames(
  schema: Schema,
  kind: SchemaProblem['kind'],
  table: string | undefined,
): Generator<string> {
  for (const one of schema.tables.values()) {
    if (kind === 'unknown-table') yield one.name;
    if (kind === 'unknown-index') for (const { name } of one.indexes) yield name;
    if (one.name !== table) continue;
    if (kind === 'unknown-column') for (const { name } of one.columns) yield name;
    if (kind === 'unknown-constraint')
      for (const { name } of one.constraints) if (name !== undefined) yield name;
  }
}

/** True when a later step makes the table that the call at `span` names. */
export function makes(step: Step, span: Span, module: Module): boolean {
  if (step.kind !== 'operation' || step.operation.kind !== 'createTable') return false;
  const call = namedCalls(module).find(
    (one) => one.call.span.start === span.start && one.call.span.end === span.end,
  );
  const opening = call?.batch?.opening ?? call?.call;
  const { name } = step.operation.table;
  return opening?.arguments.some(({ value }) => value.kind === 'string' && value.value === name) === true;
}

/** True when an earlier step of the function took the object away: downgrade-order, or a mistake that shows there. */
export function isTakenEarlier(
  steps: readonly AnalysedStep[],
  now: Schema,
  kind: SchemaProblem['kind'],
  written: Written | undefined,
): boolean {
  const [first] = steps;
  if (first === undefined || written === undefined || first.before === now) return false;
  return [...knownNames(first.before, kind, written.table)].includes(written.text);
}
