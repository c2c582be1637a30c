// VALIDATE CONSTRAINT: the constraint holds for all rows from here on, and is no longer marked NOT VALID.
import type { TableName } from '../../operations/operation';
import { applied, withTable, type Applied } from '../change';
import { findTable } from '../lookup';
import type { Schema } from '../schema';

/** The schema with the mark taken off; unchanged when the constraint is not known. */
export function applyValidated(schema: Schema, name: TableName, constraintName: string): Applied {
  const table = findTable(schema, name.name, name.schema);
  if (!table) return applied(schema);
  const constraints = table.constraints.map((constraint) => {
    if (constraint.name !== constraintName) return constraint;
    const options = Object.fromEntries(
      Object.entries(constraint.definition.options).filter(([key]) => key !== 'postgresql_not_valid'),
    );
    return { ...constraint, definition: { ...constraint.definition, options } };
  });
  return applied(withTable(schema, { ...table, constraints }));
}
