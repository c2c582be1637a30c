// lock_timeout and statement_timeout: whether a revision or the sessions of the project have such a limit, and the line that
// sets one for the transaction.
import type { Fix } from './finding';
import { isNewTable, isOutsideTransaction, operationsOf, type PlacedOperation } from './functionFacts';
import type { RevisionContext } from './rule';
import { fixWriter } from './writing/fix';
import { writeString } from './writing/literals';
import { lineIndent, lineStart } from './writing/calls';
import type { TableName } from '../operations/operation';
import { topLevelFunction } from '../python/find';
import type { Statement } from '../python/syntax';

export type Limit = 'lock_timeout' | 'statement_timeout';

/** True when something in the file or on the way to a session names the setting, also in a form nobody can follow. */
export function hasLimit({ source, sessionSources }: RevisionContext, limit: Limit): boolean {
  return source.includes(limit) || sessionSources().some((text) => text.includes(limit));
}

/** An operation on a table. */
export interface FeltOperation {
  readonly operation: PlacedOperation['operation'];
  readonly table: TableName;
}

/** The first operation of upgrade() on a table that others use, in the transaction, of which `isFelt` says yes. */
export function firstFelt(
  { upgrade }: RevisionContext,
  isFelt: (operation: PlacedOperation['operation']) => boolean,
): FeltOperation | undefined {
  for (const { operation, stepIndex } of operationsOf(upgrade)) {
    if (!('table' in operation) || operation.table === undefined || isOutsideTransaction(upgrade, stepIndex))
      continue;
    const { table } = operation;
    if (!isNewTable(upgrade, stepIndex, table) && isFelt(operation)) return { operation, table };
  }
  return undefined;
}

/** Sets the limit for this transaction, as the first line of upgrade(); none where the function is on one line. */
export function limitFix(revision: RevisionContext, limit: Limit, value: string): readonly Fix[] {
  const { source, module } = revision;
  const upgrade = topLevelFunction(module, 'upgrade');
  const first = isDocstring(upgrade?.body[0]) ? upgrade?.body[1] : upgrade?.body[0];
  if (upgrade === undefined || first === undefined) return [];
  const at = lineStart(source, first.span.start);
  if (at < upgrade.headerEnd || source.slice(at, first.span.start).trim() !== '') return [];
  const { names, fix } = fixWriter(revision);
  const line = `${names.op}.execute(${writeString(`SET LOCAL ${limit} = '${value}'`)})`;
  const text = `${lineIndent(source, first.span.start)}${line}\n`;
  return [fix(`Set ${limit} to ${value} for this revision`, true, [{ span: { start: at, end: at }, text }])];
}

function isDocstring(statement: Statement | undefined): boolean {
  return statement?.kind === 'expressionStatement' && statement.expression.kind === 'string';
}
