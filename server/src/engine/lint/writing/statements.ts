// Edits of whole statements: lines before or behind one, and putting one into an autocommit block.
import { lineIndent, lineStart, statementOfCall, type StatementPlace } from './calls';
import { writeString } from './literals';
import type { OperationContext } from '../rule';
import type { TableName } from '../../operations/operation';
import { topLevelFunction } from '../../python/find';
import type { Call } from '../../python/syntax';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import { sqlName } from '../../text/sqlName';
import { isRunOnce } from '../functionFacts';
import { namedCalls } from '../namedCalls';

/** A call that is a statement of its own in the function that is judged. */
export type CallPlace = StatementPlace & { readonly call: Call };

/**
 * Where an operation is written, if what is written there means this operation alone: a statement with its lines to
 * itself, directly in upgrade() or downgrade(), not run several times by a loop or a helper.
 */
export function ownPlace(
  { revision, function: analysis }: OperationContext,
  span: Span,
): CallPlace | undefined {
  const place = statementOfCall(revision.module, span);
  const around = analysis.evaluation.span;
  if (place === undefined || around === undefined) return undefined;
  if (span.start < around.start || span.end > around.end) return undefined;
  return isRunOnce(analysis, span) && hasOwnLines(place, revision.source) ? place : undefined;
}

/**
 * The `with op.batch_alter_table(...)` around an operation: code before it runs before the whole batch. `name` is what the
 * batch is called; undefined outside of one, and where the block does not stand directly in the function.
 */
export function batchPlace(
  { revision, function: analysis }: OperationContext,
  span: Span,
): (Pick<StatementPlace, 'statement'> & { readonly name: string }) | undefined {
  const found = namedCalls(revision.module).find(
    ({ call }) => call.span.start === span.start && call.span.end === span.end,
  );
  const definition = topLevelFunction(revision.module, analysis.direction);
  const batch = found?.batch;
  if (batch === undefined || definition?.body.includes(batch.statement) !== true) return undefined;
  const { start, end } = batch.statement.span;
  const isAlone = revision.source.slice(lineStart(revision.source, start), start).trim() === '';
  const newline = revision.source.indexOf('\n', end);
  const rest = revision.source.slice(end, newline < 0 ? undefined : newline);
  return isAlone && /^[ \t]*(?:#.*)?\r?$/.test(rest)
    ? { statement: batch.statement, name: batch.name }
    : undefined;
}

/** True when nothing else stands on the lines of the statement, and no string in it goes over lines. */
function hasOwnLines({ statement }: StatementPlace, source: string): boolean {
  const before = source.slice(lineStart(source, statement.span.start), statement.span.start);
  const newline = source.indexOf('\n', statement.span.end);
  const after = source.slice(statement.span.end, newline < 0 ? source.length : newline);
  const own = source.slice(statement.span.start, statement.span.end);
  return before.trim() === '' && /^[ \t]*(?:#.*)?\r?$/.test(after) && !/"""|'''|\\\r?\n/.test(own);
}

/** Lines of code in front of a statement. */
export function insertBefore(
  source: string,
  { statement }: Pick<StatementPlace, 'statement'>,
  lines: readonly string[],
): TextEdit {
  const at = lineStart(source, statement.span.start);
  const indent = lineIndent(source, statement.span.start);
  return { span: { start: at, end: at }, text: lines.map((line) => `${indent}${line}\n`).join('') };
}

/** Lines of code behind a statement. */
export function insertBehind(
  source: string,
  { statement }: Pick<StatementPlace, 'statement'>,
  lines: readonly string[],
): TextEdit {
  const indent = lineIndent(source, statement.span.start);
  const newline = source.indexOf('\n', statement.span.end);
  const at = newline < 0 ? source.length : newline - (source[newline - 1] === '\r' ? 1 : 0);
  return { span: { start: at, end: at }, text: lines.map((line) => `\n${indent}${line}`).join('') };
}

/** The head of an autocommit block. */
export function autocommitBlock(op: string): string {
  return `with ${op}.get_context().autocommit_block():`;
}

/** Puts a statement into an autocommit block of its own: the line above it, and four more blanks on each of its lines. */
export function wrapInAutocommit(source: string, place: StatementPlace, op: string): readonly TextEdit[] {
  const { start, end } = place.statement.span;
  const edits: TextEdit[] = [];
  for (let at = source.indexOf('\n', start) + 1; at > 0 && at <= end; at = source.indexOf('\n', at) + 1) {
    if (source[at] !== '\n' && source[at] !== '\r')
      edits.push({ span: { start: at, end: at }, text: '    ' });
  }
  const indent = lineIndent(source, start);
  return [{ span: { start, end: start }, text: `${autocommitBlock(op)}\n${indent}    ` }, ...edits];
}

/** The arguments that name a table outside a batch: `'t'` first, `schema='s'` last. */
export function tableParts(table: TableName): { readonly first: string; readonly last: readonly string[] } {
  return {
    first: writeString(table.name),
    last: table.schema === undefined ? [] : [`schema=${writeString(table.schema)}`],
  };
}

/** `[schema.]table` for SQL text. */
export function sqlTable({ name, schema }: TableName): string {
  return schema === undefined ? sqlName(name) : `${sqlName(schema)}.${sqlName(name)}`;
}
