// Puts inverses together: the body of downgrade() for what upgrade() does, last operation first. What has no inverse
// becomes a comment that asks the author to decide; nothing is guessed.
import { invertAddColumn, invertAlterColumn, invertDropColumn } from './columns';
import { invertCreateConstraint, invertCreateIndex, invertDropConstraint, invertDropIndex } from './indexes';
import { noInverse, statements, type Inverse, type InverseContext } from './inverse';
import { invertCreateTable, invertDropTable, invertRenameTable, invertTableComment } from './tables';
import { writeType } from '../writing/definitions';
import { writeString } from '../writing/literals';
import type { ModuleNames } from '../writing/names';
import { lossOf } from './losses';
import { invertStatement } from './sql';
import type { AnalysedStep, RevisionContext } from '../rule';
import type { BatchAlterTable, CreateType, Operation } from '../../operations/operation';
import type { Step } from '../../operations/step';
import type { DataSql, ParsedSql } from '../../sqlText/parsedSql';
import { invertParsed } from './parsedText';
import { leavesNothing, passingOf, type Passing } from './passing';
import { LineIndex } from '../../text/lineIndex';

/** A function body as lines without the function's own indentation. */
export interface WrittenBody {
  readonly lines: readonly string[];
  /** False when a comment in it leaves something to the author. */
  readonly isComplete: boolean;
  /** False when not one operation could be undone, so that the body holds comments alone. */
  readonly hasStatements: boolean;
}

/** The body that undoes upgrade(). */
export function writeDowngradeBody(revision: RevisionContext, names: ModuleNames): WrittenBody {
  return invertSteps(revision, names, revision.upgrade.steps);
}

/** The lines that undo these steps of upgrade(), the last one first. */
export function invertSteps(
  revision: RevisionContext,
  names: ModuleNames,
  steps: readonly AnalysedStep[],
): WrittenBody {
  const lineIndex = new LineIndex(revision.source);
  const lines: string[] = [];
  let isComplete = true;
  let hasStatements = false;
  const passing = passingOf(revision.upgrade);
  for (const { step, before, after, parsed } of [...steps].reverse()) {
    const context: InverseContext = {
      before,
      after,
      dialect: revision.dialect,
      names,
      receiver: names.op,
      isBatch: false,
      namingConvention: revision.namingConvention,
      upgrade: revision.upgrade,
    };
    const inverse = needsNothing(step, parsed, passing)
      ? undefined
      : (invertParsed(parsed, context, passing, (operation) => invertOperation(operation, context)) ??
        invertStep(step, context));
    if (inverse === undefined) continue;
    if (inverse.kind === 'none') {
      isComplete = false;
      const line = lineIndex.positionAt(step.span.start).line + 1;
      lines.push(`# Decide how to undo line ${line} of upgrade(): ${inverse.reason}.`);
    } else {
      if (inverse.statements.length === 0) continue;
      hasStatements = true;
      lines.push(...lossOf(step));
      for (const statement of inverse.statements) lines.push(...statement.split('\n'));
    }
  }
  return { lines, isComplete, hasStatements };
}

/** True for rows that are written into what upgrade() itself makes or drops. */
function needsNothing(step: Step, parsed: AnalysedStep['parsed'], passing: Passing): boolean {
  if (step.kind === 'operation' && step.operation.kind === 'bulkInsert')
    return passing.hasTable(step.operation.table);
  if (step.kind !== 'statement') return false;
  if (parsed !== undefined && parsed.length > 0)
    return parsed.every((sql) => isData(sql) && leavesNothing(sql, passing));
  const { statement } = step;
  switch (statement.kind) {
    case 'insert':
    case 'delete':
      return passing.hasTable(statement.table);
    case 'update':
      return statement.values.every(([column]) => passing.hasColumn(statement.table, column));
    default:
      return false;
  }
}

function isData(sql: ParsedSql): sql is DataSql {
  return ['select', 'insert', 'update', 'delete'].includes(sql.kind);
}

/** undefined: the step needs no undoing. */
function invertStep(step: Step, context: InverseContext): Inverse | undefined {
  switch (step.kind) {
    case 'operation':
      return invertOperation(step.operation, context);
    case 'statement':
      return invertStatement(step, context.names);
    case 'opaque':
      return noInverse(`it cannot be read statically (${step.reason})`);
    case 'autocommit':
    case 'raise':
      return undefined;
  }
}

function invertOperation(operation: Operation, context: InverseContext): Inverse | undefined {
  switch (operation.kind) {
    case 'createTable':
      return invertCreateTable(operation, context);
    case 'dropTable':
      return invertDropTable(operation, context);
    case 'renameTable':
      return invertRenameTable(operation, context);
    case 'addColumn':
      return invertAddColumn(operation, context);
    case 'dropColumn':
      return invertDropColumn(operation, context);
    case 'alterColumn':
      return invertAlterColumn(operation, context);
    case 'createIndex':
      return invertCreateIndex(operation, context);
    case 'dropIndex':
      return invertDropIndex(operation, context);
    case 'createConstraint':
      return invertCreateConstraint(operation, context);
    case 'dropConstraint':
      return invertDropConstraint(operation, context);
    case 'createTableComment':
    case 'dropTableComment':
      return invertTableComment(operation, context);
    case 'bulkInsert':
      return noInverse(`it inserts rows into ${operation.table.name}`);
    case 'createType':
    case 'dropType':
      return invertType(operation, context);
    case 'batchAlterTable':
      return invertBatch(operation, context);
  }
}

function invertType(operation: CreateType, { names, before, after }: InverseContext): Inverse {
  if (before.enums === after.enums && before.isComplete) return statements();
  const type = writeType(operation.type, names);
  if (type === undefined) return noInverse('the enum type cannot be written');
  const method = operation.kind === 'createType' ? 'drop' : 'create';
  return statements(`${type}.${method}(${names.op}.get_bind(), checkfirst=True)`);
}

/** The batch in reverse order, under the same table; each inner inverse sees the schema around the whole batch. */
function invertBatch(operation: BatchAlterTable, context: InverseContext): Inverse {
  const inner: string[] = [];
  for (const step of [...operation.steps].reverse()) {
    const inverse = invertStep(step, { ...context, receiver: 'batch_op', isBatch: true });
    if (inverse === undefined) continue;
    if (inverse.kind === 'none') return inverse;
    inner.push(...inverse.statements.flatMap((statement) => statement.split('\n')));
  }
  const schema =
    operation.table.schema === undefined ? '' : `, schema=${writeString(operation.table.schema)}`;
  const head = `with ${context.names.op}.batch_alter_table(${writeString(operation.table.name)}${schema}) as batch_op:`;
  return inner.length === 0
    ? statements()
    : statements([head, ...inner.map((line) => `    ${line}`)].join('\n'));
}

/** True when a step changes the schema in a way that is known, so that leaving it undone is a mistake. */
export function changesSchema({ step }: AnalysedStep): boolean {
  if (step.kind === 'operation') {
    const { operation } = step;
    if (operation.kind === 'batchAlterTable') {
      return operation.steps.some(
        (inner) => inner.kind === 'operation' && inner.operation.kind !== 'bulkInsert',
      );
    }
    return operation.kind !== 'bulkInsert';
  }
  if (step.kind !== 'statement') return false;
  switch (step.statement.kind) {
    case 'textStatement':
      return isDefinition(step.statement.text.text);
    case 'ddlText':
      return isDefinition(step.statement.text);
    case 'createSequence':
    case 'dropSequence':
    case 'createSchema':
    case 'dropSchema':
      return true;
    default:
      return false;
  }
}

/** The first word of SQL text says whether it defines something; extensions and comments on objects are left alone. */
function isDefinition(sql: string): boolean {
  const withoutComments = sql.slice(0, 2000).replace(/^(?:\s|--[^\n]*\n)+/, '');
  return /^(?:create|alter|drop)\s+(?!extension\b)/i.test(withoutComments);
}

/** The source lines of a body, indented for a function at module level. */
export function indentBody(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
}
