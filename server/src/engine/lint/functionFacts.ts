// What one function does to which tables, gathered once per function, so that rules ask instead of walking its steps.
import type { AnalysedStep, FunctionAnalysis, OperationContext } from './rule';
import type { CreateTable, Operation, TableName } from '../operations/operation';
import type { Step } from '../operations/step';
import type { ParsedSql } from '../sqlText/parsedSql';
import { sqlOperations } from '../sqlText/sqlOperations';
import type { Span } from '../text/span';
import { findTable, objectKey, schemaKey } from '../schema/lookup';
import type { Schema, SchemaColumn, SchemaTable } from '../schema/schema';

/** An operation, also one inside a batch or one that SQL text equals, with the step it belongs to. */
export interface PlacedOperation {
  readonly operation: Operation;
  readonly stepIndex: number;
  readonly isBatch: boolean;
  readonly before: Schema;
  /** The statement of SQL text it is read from; undefined for a call of `op`. */
  readonly sql: ParsedSql | undefined;
}

/** A statement as lower-case SQL, or the table that a Core statement changes. */
export interface DataStatement {
  readonly stepIndex: number;
  readonly kind: 'text' | 'insert' | 'update' | 'delete';
  readonly sql: string;
  readonly table: string | undefined;
}

interface FunctionFacts {
  readonly operations: readonly PlacedOperation[];
  readonly statements: readonly DataStatement[];
  /** First step after which the table has no rows of older revisions; by key, and by bare name where SQL made it. */
  readonly made: ReadonlyMap<string, number>;
  readonly emptied: ReadonlyMap<string, number>;
  /** Steps that run outside the transaction, and those of them that stand in an autocommit block. */
  readonly outside: ReadonlySet<number>;
  readonly autocommit: ReadonlySet<number>;
  readonly firstOpaque: number;
  readonly lastOpaque: number;
  /** The last step that drops an index of this name. */
  readonly droppedIndexes: ReadonlyMap<string, number>;
  readonly parsedSql: readonly PlacedSql[];
  /** How many operations were made by the call that begins at an offset. */
  readonly callsAt: ReadonlyMap<number, number>;
}

const FACTS = new WeakMap<FunctionAnalysis, FunctionFacts>();

function factsOf(analysis: FunctionAnalysis): FunctionFacts {
  const known = FACTS.get(analysis);
  if (known !== undefined) return known;
  const facts = gather(analysis.steps);
  FACTS.set(analysis, facts);
  return facts;
}

/** All operations in execution order, those of a batch in place of the batch, those of SQL text in place of the text. */
export function operationsOf(analysis: FunctionAnalysis): readonly PlacedOperation[] {
  return factsOf(analysis).operations;
}

/** SQL and Core statements in execution order. */
export function statementsOf(analysis: FunctionAnalysis): readonly DataStatement[] {
  return factsOf(analysis).statements;
}

/** A statement of SQL text as PostgreSQL's parser reads it, with its step. */
export interface PlacedSql {
  readonly sql: ParsedSql;
  readonly stepIndex: number;
}

/** The parsed SQL of upgrade(), in execution order; text that is not parsed or cannot be is left out. */
export function parsedSqlOf(analysis: FunctionAnalysis): readonly PlacedSql[] {
  return factsOf(analysis).parsedSql;
}

/** True when this step, which may be a batch, or one behind it drops an index of the name. */
export function isIndexDroppedLater(analysis: FunctionAnalysis, stepIndex: number, name: string): boolean {
  return (factsOf(analysis).droppedIndexes.get(name) ?? -1) >= stepIndex;
}

/** True when the function itself made the table before this step: nobody else knows it yet. */
export function isNewTable(analysis: FunctionAnalysis, stepIndex: number, table: TableName): boolean {
  return isBefore(factsOf(analysis).made, table, stepIndex);
}

/** True when the table has no rows at this step: made or emptied before it in the same function. */
export function isEmptyTable(analysis: FunctionAnalysis, stepIndex: number, table: TableName): boolean {
  return isNewTable(analysis, stepIndex, table) || isBefore(factsOf(analysis).emptied, table, stepIndex);
}

/** True in upgrade() for a table that older revisions or others know: what is done to it is felt. */
export function isKnownElsewhere(context: OperationContext, table: TableName): boolean {
  return context.function.direction === 'upgrade' && !isNewTable(context.function, context.stepIndex, table);
}

/** True in upgrade() for a table that can have rows; those of a materialized view are not written by anybody. */
export function hasRows(context: OperationContext, table: TableName): boolean {
  return (
    context.function.direction === 'upgrade' &&
    !isEmptyTable(context.function, context.stepIndex, table) &&
    !context.before.objects.has(objectKey('materializedView', table.name, table.schema))
  );
}

/** True where IF EXISTS finds nothing: a history that is known to its last step has not made the table. */
export function isKnownMissing({ before }: OperationContext, table: TableName): boolean {
  return before.isComplete && tableBefore(before, table) === undefined;
}

/** True when the step runs in an autocommit block, or behind a COMMIT of the revision's own. */
export function isOutsideTransaction(analysis: FunctionAnalysis, stepIndex: number): boolean {
  return factsOf(analysis).outside.has(stepIndex);
}

/** True when the step stands in an autocommit block. */
export function isInAutocommitBlock(analysis: FunctionAnalysis, stepIndex: number): boolean {
  return factsOf(analysis).autocommit.has(stepIndex);
}

/** True for an operation inside a batch: it is written without its table. */
export function isInBatch({ function: analysis, stepIndex }: OperationContext, span: Span): boolean {
  const step = analysis.steps[stepIndex]?.step;
  return step?.span.start !== span.start || step.span.end !== span.end;
}

/** True when the call at this place made one operation only: it is not run several times by a loop or a helper. */
export function isRunOnce(analysis: FunctionAnalysis, span: Span): boolean {
  return factsOf(analysis).callsAt.get(span.start) === 1;
}

/** True when something before this step could not be read. */
export function isBehindOpaque(analysis: FunctionAnalysis, stepIndex: number): boolean {
  return factsOf(analysis).firstOpaque < stepIndex;
}

/** True when something behind this step could not be read. */
export function isOpaqueBehind(analysis: FunctionAnalysis, stepIndex: number): boolean {
  return factsOf(analysis).lastOpaque > stepIndex;
}

/** True when a statement before this step changes rows of the table, or SQL text names it. */
export function isWrittenBefore(analysis: FunctionAnalysis, stepIndex: number, table: string): boolean {
  return factsOf(analysis).statements.some(
    (statement) => statement.stepIndex < stepIndex && concerns(statement, table),
  );
}

/** True when the statement changes the table, or its text has the table's name in it as a word. */
export function concerns(statement: DataStatement, table: string): boolean {
  if (statement.table !== undefined) return statement.table === table;
  return hasWord(statement.sql, table.toLowerCase());
}

/** The table whose rows the statement updates or deletes, in lower case where it is told from text. */
export function targetOf({ table, sql }: DataStatement): string | undefined {
  if (table !== undefined) return table;
  const written = /\b(?:update|delete\s+from)\s+(?:only\s+)?([\w".]{1,200})/.exec(sql)?.[1];
  return written?.replaceAll('"', '').split('.').at(-1);
}

/** True when a name stands in SQL text on its own. */
export function hasWord(sql: string, name: string): boolean {
  for (let at = sql.indexOf(name); at >= 0; at = sql.indexOf(name, at + 1)) {
    if (!/\w/.test(sql[at - 1] ?? '') && !/\w/.test(sql[at + name.length] ?? '')) return true;
  }
  return false;
}

/** The table an operation works on, as the schema before it knows it. */
export function tableBefore(before: Schema, table: TableName): SchemaTable | undefined {
  return findTable(before, table.name, table.schema);
}

/** The column an operation works on, as the schema before it knows it. */
export function columnBefore(before: Schema, table: TableName, column: string): SchemaColumn | undefined {
  return tableBefore(before, table)?.columns.find(({ name }) => name === column);
}

/** True when the function adds the column before this step. */
export function isNewColumn(
  analysis: FunctionAnalysis,
  stepIndex: number,
  table: TableName,
  column: string,
): boolean {
  return operationsOf(analysis).some(
    ({ operation, stepIndex: at }) =>
      at <= stepIndex &&
      operation.kind === 'addColumn' &&
      operation.column.name === column &&
      sameTable(operation.table, table),
  );
}

export function sameTable(a: TableName, b: TableName): boolean {
  return schemaKey(a.name, a.schema) === schemaKey(b.name, b.schema);
}

function isBefore(places: ReadonlyMap<string, number>, table: TableName, stepIndex: number): boolean {
  const at = places.get(schemaKey(table.name, table.schema)) ?? places.get(bareKey(table.name));
  return at !== undefined && at < stepIndex;
}

/** Names from SQL text have lost their schema and, without quotes, their case. */
function bareKey(name: string): string {
  return `\n${name.toLowerCase()}`;
}

const MAKES = /\bcreate\s+(?:unlogged\s+|(?:global\s+|local\s+)?temp(?:orary)?\s+)?table\s+([\w".]{1,200})/g;
const EMPTIES =
  /\b(?:truncate(?:\s+table)?(?:\s+only)?|delete\s+from)\s+([\w".]{1,200})\s*(?=;|$|cascade|restart)/g;

/** With if_not_exists a table that the history has already stays what it is. */
function isMade({ table, ifNotExists }: CreateTable, before: Schema): boolean {
  return !ifNotExists || findTable(before, table.name, table.schema) === undefined;
}

function gather(steps: readonly AnalysedStep[]): FunctionFacts {
  const operations: PlacedOperation[] = [];
  const statements: DataStatement[] = [];
  const made = new Map<string, number>();
  const emptied = new Map<string, number>();
  const outside = new Set<number>();
  const autocommit = new Set<number>();
  const droppedIndexes = new Map<string, number>();
  const parsedSql: PlacedSql[] = [];
  let firstOpaque = Infinity;
  let lastOpaque = -1;
  let isOutside = false;
  let isInBlock = false;
  const add = (places: Map<string, number>, key: string, at: number): void => {
    if (!places.has(key)) places.set(key, at);
  };
  const note = (operation: Operation, stepIndex: number, before: Schema): void => {
    if (operation.kind === 'dropIndex') droppedIndexes.set(operation.name.text, stepIndex);
    if (operation.kind === 'createTable' && isMade(operation, before)) {
      add(made, schemaKey(operation.table.name, operation.table.schema), stepIndex);
    }
    if (operation.kind !== 'renameTable') return;
    for (const places of [made, emptied]) {
      if (isBefore(places, operation.table, stepIndex))
        add(places, schemaKey(operation.newName, operation.table.schema), stepIndex);
    }
  };
  steps.forEach(({ step, before, parsed = [] }, stepIndex) => {
    for (const sql of parsed) {
      parsedSql.push({ sql, stepIndex });
      if (sql.kind === 'truncate') for (const { name } of sql.tables) add(emptied, bareKey(name), stepIndex);
      for (const operation of judgedOperations(sql)) {
        operations.push({ operation, stepIndex, isBatch: false, before, sql });
        note(operation, stepIndex, before);
      }
    }
    if (step.kind === 'autocommit') isOutside = isInBlock = step.edge === 'begin';
    if (step.kind === 'opaque') {
      firstOpaque = Math.min(firstOpaque, stepIndex);
      lastOpaque = stepIndex;
    }
    if (isOutside) outside.add(stepIndex);
    if (isInBlock) autocommit.add(stepIndex);
    for (const inner of step.kind === 'operation' ? innerSteps(step) : [step]) {
      if (inner.kind === 'operation') {
        const { operation } = inner;
        operations.push({ operation, stepIndex, isBatch: inner !== step, before, sql: undefined });
        note(operation, stepIndex, before);
      }
      const statement = inner.kind === 'statement' ? dataStatement(inner, stepIndex) : undefined;
      if (statement === undefined) continue;
      statements.push(statement);
      if (/^\s*(?:commit|end)\b/.test(statement.sql)) isOutside = true;
      for (const match of statement.sql.matchAll(MAKES)) add(made, sqlKey(match[1]), stepIndex);
      for (const match of statement.sql.matchAll(EMPTIES)) add(emptied, sqlKey(match[1]), stepIndex);
      if (
        inner.kind === 'statement' &&
        inner.statement.kind === 'delete' &&
        inner.statement.where.length === 0
      ) {
        add(emptied, bareKey(inner.statement.table.name), stepIndex);
      }
    }
  });
  const callsAt = new Map<number, number>();
  for (const { operation, sql } of operations) {
    if (sql !== undefined) continue;
    callsAt.set(operation.span.start, (callsAt.get(operation.span.start) ?? 0) + 1);
  }
  return {
    operations,
    statements,
    made,
    emptied,
    outside,
    autocommit,
    firstOpaque,
    lastOpaque,
    droppedIndexes,
    parsedSql,
    callsAt,
  };
}

/** What a statement of SQL text equals; a table whose columns are not all known, or that does not last, is nothing to judge. */
function judgedOperations(sql: ParsedSql): readonly Operation[] {
  return sql.kind === 'createTable' && (!sql.isWhole || sql.isTemporary) ? [] : sqlOperations(sql);
}

function innerSteps(step: Step & { readonly kind: 'operation' }): readonly Step[] {
  return step.operation.kind === 'batchAlterTable' ? step.operation.steps : [step];
}

function sqlKey(written: string | undefined): string {
  return bareKey((written ?? '').replaceAll('"', '').split('.').at(-1) ?? '');
}

function dataStatement(
  { statement }: Step & { readonly kind: 'statement' },
  stepIndex: number,
): DataStatement | undefined {
  switch (statement.kind) {
    case 'textStatement':
      return { stepIndex, kind: 'text', sql: bareSql(statement.text.text), table: undefined };
    case 'ddlText':
      return { stepIndex, kind: 'text', sql: bareSql(statement.text), table: undefined };
    case 'insert':
    case 'update':
    case 'delete':
      return { stepIndex, kind: statement.kind, sql: '', table: statement.table.name };
    default:
      return undefined;
  }
}

/** SQL in lower case, without comments. */
function bareSql(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .toLowerCase();
}

/** The tables whose schema an operation changes in place, under a lock that keeps others out. */
export function changedTables(operation: Operation): readonly TableName[] {
  switch (operation.kind) {
    case 'addColumn':
    case 'dropColumn':
    case 'alterColumn':
    case 'createConstraint':
    case 'dropConstraint':
    case 'renameTable':
      return [operation.table];
    default:
      return [];
  }
}
