// Edits that add a constraint NOT VALID and validate it where that keeps nobody out.
import { setKeyword } from './calls';
import { fixWriter } from './fix';
import { writeString } from './literals';
import { autocommitBlock, insertBehind, ownPlace, sqlTable } from './statements';
import { sqlName } from '../../text/sqlName';
import type { Fix } from '../finding';
import { isInBatch } from '../functionFacts';
import type { OperationContext } from '../rule';
import type { CreateConstraint } from '../../operations/operation';
import { findTable } from '../../schema/lookup';

/** The fix; undefined where the name of the constraint is not known or the call is not a statement of its own. */
export function notValidFix(operation: CreateConstraint, context: OperationContext): Fix | undefined {
  const place = ownPlace(context, operation.span);
  const name = nameInDatabase(operation, context);
  if (place === undefined || name === undefined || isInBatch(context, operation.span)) return undefined;
  const { source } = context.revision;
  const { names, fix } = fixWriter(context.revision);
  const validate = `ALTER TABLE ${sqlTable(operation.table)} VALIDATE CONSTRAINT ${sqlName(name)}`;
  return fix('Add it NOT VALID, then validate it outside the transaction', true, [
    setKeyword(place.call, source, 'postgresql_not_valid', 'True'),
    insertBehind(source, place, [
      autocommitBlock(names.op),
      `    ${names.op}.execute(${writeString(validate)})`,
    ]),
  ]);
}

/** The name after naming conventions, as the schema behind the operation has it. */
function nameInDatabase(
  { table, span, constraint }: CreateConstraint,
  { function: analysis, stepIndex }: OperationContext,
): string | undefined {
  const after = analysis.steps[stepIndex]?.after;
  const found = after === undefined ? undefined : findTable(after, table.name, table.schema);
  const made = found?.constraints.find(({ definition }) => definition.span.start === span.start);
  if (made !== undefined) return made.name;
  return constraint.name?.isFinal === true || found === undefined ? constraint.name?.text : undefined;
}
