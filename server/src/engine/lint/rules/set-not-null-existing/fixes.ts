// Ways out of set-not-null-existing: an UPDATE that fills the rows, or on PostgreSQL a CHECK that is validated without
// keeping others out.
import type { Fix } from '../../finding';
import { columnBefore, isInBatch } from '../../functionFacts';
import type { OperationContext } from '../../rule';
import { fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import { neutralValue } from '../../writing/neutralValue';
import {
  batchPlace,
  autocommitBlock,
  insertBefore,
  insertBehind,
  ownPlace,
  sqlTable,
  tableParts,
} from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';
import type { AlterColumn } from '../../../operations/operation';

export function fixesForNotNull(operation: AlterColumn, context: OperationContext): readonly Fix[] {
  const place = ownPlace(context, operation.span);
  if (place === undefined) return [];
  const { source, dialect } = context.revision;
  const { names, fix } = fixWriter(context.revision);
  const { table, column } = operation;
  const type = operation.type ?? operation.existingType ?? columnBefore(context.before, table, column)?.type;
  const value = neutralValue(type, names);
  const name = sqlName(column);
  const fill = (sql: string): string =>
    `${names.op}.execute(${writeString(`UPDATE ${sqlTable(table)} SET ${name} = ${sql} WHERE ${name} IS NULL`)})`;
  const fixes: Fix[] = [];
  const isBatch = isInBatch(context, operation.span);
  // A column that the same batch adds is not there before it.
  const around = isBatch ? batchPlace(context, operation.span) : place;
  const isThere = !isBatch || columnBefore(context.before, table, column) !== undefined;
  if (value !== undefined && around !== undefined && isThere) {
    fixes.push(
      fix(`Fill the empty rows with ${value.sql} before`, true, [
        insertBefore(source, around, [fill(value.sql)]),
      ]),
    );
  }
  if (dialect !== 'postgresql' || isBatch) return fixes;
  const check = `ck_${table.name}_${column}_not_null`;
  if (check.length > 63) return fixes;
  const { first, last } = tableParts(table);
  const written = writeString(check);
  const filled =
    value === undefined ? 'Prove it with' : `Fill the empty rows with ${value.sql} and prove it with`;
  const condition = writeString(`${name} IS NOT NULL`);
  const validate = `ALTER TABLE ${sqlTable(table)} VALIDATE CONSTRAINT ${sqlName(check)}`;
  const schema = last.map((part) => `, ${part}`).join('');
  const inAutocommit = context.function.steps.some(({ step }) => step.kind === 'autocommit');
  if (inAutocommit) return fixes;
  fixes.push(
    fix(`${filled} a CHECK first, so that the table is not read under the lock`, false, [
      insertBefore(source, place, [
        ...(value === undefined ? [] : [fill(value.sql)]),
        `${names.op}.create_check_constraint(${written}, ${first}, ${condition}${schema}, postgresql_not_valid=True)`,
        autocommitBlock(names.op),
        `    ${names.op}.execute(${writeString(validate)})`,
      ]),
      insertBehind(source, place, [
        `${names.op}.drop_constraint(${written}, ${first}, type_='check'${schema})`,
      ]),
    ]),
  );
  return fixes;
}
