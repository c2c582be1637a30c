// The table that the operation at a place works on, as SQL: as the operation leaves it, or as it was when it is dropped.
import type { FunctionAnalysis } from '../lint/rule';
import { findTable } from '../schema/lookup';
import { sqlOperations } from '../sqlText/sqlOperations';
import type { RenderOptions } from '../sql/rendering';
import { tableSql } from './schemaSql';

export interface TableAt {
  /** False when the table is gone afterwards. */
  readonly isAfter: boolean;
  readonly statements: readonly string[];
}

/** Undefined where no operation on a table stands, or the table is not known. */
export function tableAt(
  { steps }: FunctionAnalysis,
  offset: number,
  options: RenderOptions,
): TableAt | undefined {
  const found = steps.findLast(({ step }) => step.span.start <= offset && step.span.end >= offset);
  if (found === undefined) return undefined;
  const { step, parsed = [], before, after } = found;
  const operations = step.kind === 'operation' ? [step.operation] : parsed.flatMap(sqlOperations);
  for (const operation of operations) {
    if (operation.kind === 'bulkInsert' || !('table' in operation) || operation.table === undefined) continue;
    const { name, schema } = operation.table;
    const newName = operation.kind === 'renameTable' ? operation.newName : name;
    const left = findTable(after, newName, schema);
    const table = left ?? findTable(before, name, schema);
    if (table === undefined) continue;
    const { statements, later } = tableSql(table, options);
    return { isAfter: left !== undefined, statements: [...statements, ...later] };
  }
  return undefined;
}
