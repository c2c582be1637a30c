// One step further in history: the schema after an operation, and what did not fit the schema before it.
import type { Operation } from '../operations/operation';
import type { StatementStep, Step } from '../operations/step';
import type { SqlReading } from '../sqlText/parsedSql';
import { applyAddColumn } from './apply/addColumn';
import { applyAlterColumn } from './apply/alterColumn';
import { applyCreateConstraint, applyDropConstraint } from './apply/constraints';
import { applyCreateTable } from './apply/createTable';
import { applyDropColumn } from './apply/dropColumn';
import { applyEnum } from './apply/enums';
import { applyCreateIndex, applyDropIndex } from './apply/indexes';
import { applySql, type ApplyOperation } from './apply/text/applySql';
import { applyDropTable, applyRenameTable, applyTableComment } from './apply/tables';
import { applyValidated } from './apply/validated';
import { applied, incomplete, type Applied, type ApplyContext } from './change';
import type { Schema } from './schema';
import { cheapEffect, type StatementEffect } from './statementEffect';

/** ApplyContext and, where there is one, the reader of parsed SQL; it answers undefined for what is no text. */
export interface StepContext extends ApplyContext {
  readonly readSql?: (step: StatementStep) => SqlReading | undefined;
}

/** What a MetaData of the file makes is not named by the convention of env.py. */
function ownNames(
  operation: Operation & { readonly through?: 'metadata' },
  context: StepContext,
): StepContext {
  return operation.through === undefined ? context : { ...context, namingConvention: { state: 'absent' } };
}

/** The schema after one operation. */
function applyOperation(schema: Schema, operation: Operation, context: StepContext): Applied {
  switch (operation.kind) {
    case 'createTable':
      return applyCreateTable(schema, operation, ownNames(operation, context));
    case 'dropTable':
      return applyDropTable(schema, operation);
    case 'renameTable':
      return applyRenameTable(schema, operation);
    case 'addColumn':
      return applyAddColumn(schema, operation, context);
    case 'dropColumn':
      return applyDropColumn(schema, operation);
    case 'alterColumn':
      return applyAlterColumn(schema, operation);
    case 'createIndex':
      return applyCreateIndex(schema, operation, context);
    case 'dropIndex':
      return applyDropIndex(schema, operation, context);
    case 'createConstraint':
      return applyCreateConstraint(schema, operation, ownNames(operation, context));
    case 'dropConstraint':
      return applyDropConstraint(schema, operation, ownNames(operation, context));
    case 'createTableComment':
    case 'dropTableComment':
      return applyTableComment(schema, operation);
    case 'createType':
    case 'dropType':
      return applyEnum(schema, operation, context);
    case 'bulkInsert':
      return applied(schema);
    case 'batchAlterTable':
      return applySteps(schema, operation.steps, context);
  }
}

function applyEffect(schema: Schema, effect: StatementEffect): Applied {
  if (effect.kind === 'none') return applied(schema);
  if (effect.kind === 'unknown') return applied(incomplete(schema));
  return applyValidated(schema, effect.table, effect.constraint);
}

/** Parsed SQL statement by statement; what is not parsed by its first words. */
function applyStatement(schema: Schema, step: StatementStep, context: StepContext): Applied {
  const reading = context.readSql?.(step);
  const effect = (): StatementEffect => cheapEffect(step.statement);
  if (reading?.state !== 'parsed') return applyEffect(schema, effect());
  // Naming conventions are SQLAlchemy's business: what SQL leaves unnamed, the server names.
  const inSql: StepContext = { ...context, namingConvention: { state: 'absent' } };
  const apply: ApplyOperation = (current, operation) => applyOperation(current, operation, inSql);
  let result = applied(schema);
  for (const statement of reading.statements) {
    const next = applySql(result.schema, statement, inSql, apply);
    // SQLite has its own grammar: what both write alike is understood, the rest is guessed by its words.
    if (next === undefined) return applyEffect(schema, effect());
    result = { schema: next.schema, problems: [...result.problems, ...next.problems] };
  }
  return result;
}

/** The schema after one step. Steps that are not understood leave it incomplete; nothing ever fails. */
export function applyStep(schema: Schema, step: Step, context: StepContext): Applied {
  switch (step.kind) {
    case 'operation':
      return applyOperation(schema, step.operation, context);
    case 'statement':
      return applyStatement(schema, step, context);
    case 'opaque':
    // What stands behind a mistake runs once that is corrected, and nobody knows how.
    case 'raise':
      return applied(incomplete(schema));
    case 'autocommit':
      return applied(schema);
  }
}

/** The schema after several steps. */
export function applySteps(schema: Schema, steps: readonly Step[], context: StepContext): Applied {
  return steps.reduce<Applied>((result, step) => {
    const next = applyStep(result.schema, step, context);
    return { schema: next.schema, problems: [...result.problems, ...next.problems] };
  }, applied(schema));
}
