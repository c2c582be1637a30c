// One step further in history: the schema after an operation, and what did not fit the schema before it.
import type { Operation } from '../operations/operation';
import type { Step } from '../operations/step';
import { applyAddColumn } from './apply/addColumn';
import { applyAlterColumn } from './apply/alterColumn';
import { applyCreateConstraint, applyDropConstraint } from './apply/constraints';
import { applyCreateTable } from './apply/createTable';
import { applyDropColumn } from './apply/dropColumn';
import { applyEnum } from './apply/enums';
import { applyCreateIndex, applyDropIndex } from './apply/indexes';
import { applyDropTable, applyRenameTable, applyTableComment } from './apply/tables';
import { applyValidated } from './apply/validated';
import { applied, incomplete, type Applied, type ApplyContext } from './change';
import type { Schema } from './schema';
import { cheapEffect, type StatementEffect, type StatementReader } from './statementEffect';

/** ApplyContext and, where there is one, the reader of parsed SQL. */
export interface StepContext extends ApplyContext {
  readonly readStatement?: StatementReader;
}

/** The schema after one operation. */
function applyOperation(schema: Schema, operation: Operation, context: StepContext): Applied {
  switch (operation.kind) {
    case 'createTable':
      return applyCreateTable(schema, operation, context);
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
      return applyCreateConstraint(schema, operation, context);
    case 'dropConstraint':
      return applyDropConstraint(schema, operation, context);
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

function applyEffect(schema: Schema, effect: StatementEffect, context: StepContext): Applied {
  if (effect.kind === 'none') return applied(schema);
  if (effect.kind === 'unknown') return applied(incomplete(schema));
  if (effect.kind === 'validated') return applyValidated(schema, effect.table, effect.constraint);
  return effect.operations.reduce<Applied>((result, operation) => {
    const next = applyOperation(result.schema, operation, context);
    return { schema: next.schema, problems: [...result.problems, ...next.problems] };
  }, applied(schema));
}

/** The schema after one step. Steps that are not understood leave it incomplete; nothing ever fails. */
export function applyStep(schema: Schema, step: Step, context: StepContext): Applied {
  switch (step.kind) {
    case 'operation':
      return applyOperation(schema, step.operation, context);
    case 'statement':
      return applyEffect(schema, context.readStatement?.(step) ?? cheapEffect(step.statement), context);
    case 'opaque':
      return applied(incomplete(schema));
    case 'autocommit':
    case 'raise':
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
