// DROP TABLE, RENAME TABLE and comments on tables.
import type { DropTable, RenameTable, TableComment } from '../../operations/operation';
import {
  applied,
  changeTable,
  tableLabel,
  unknownTable,
  withoutTable,
  withTable,
  type Applied,
} from '../change';
import { findTable } from '../lookup';
import type { Schema } from '../schema';

export function applyDropTable(schema: Schema, operation: DropTable): Applied {
  const { name, schema: schemaName } = operation.table;
  if (findTable(schema, name, schemaName)) return applied(withoutTable(schema, name, schemaName));
  return operation.ifExists
    ? applied(schema)
    : applied(schema, ...unknownTable(schema, operation.table, operation.span));
}

/** Foreign keys follow the table to its new name, as they do in the server. Constraint names stay. */
export function applyRenameTable(schema: Schema, operation: RenameTable): Applied {
  const { name, schema: schemaName } = operation.table;
  const table = findTable(schema, name, schemaName);
  if (!table) return applied(schema, ...unknownTable(schema, operation.table, operation.span));
  const taken = findTable(schema, operation.newName, schemaName);
  let next = withTable(withoutTable(schema, name, schemaName), { ...table, name: operation.newName });
  for (const other of next.tables.values()) {
    const refers = other.constraints.some(
      ({ definition }) =>
        definition.kind === 'foreignKey' &&
        definition.referred.table === name &&
        (definition.referred.schema ?? 'public') === (schemaName ?? 'public'),
    );
    if (!refers) continue;
    const constraints = other.constraints.map((constraint) => {
      const { definition } = constraint;
      if (definition.kind !== 'foreignKey' || definition.referred.table !== name) return constraint;
      const referred = { ...definition.referred, table: operation.newName };
      return { ...constraint, definition: { ...definition, referred } };
    });
    next = withTable(next, { ...other, constraints });
  }
  if (!taken) return applied(next);
  return applied(next, {
    span: operation.span,
    kind: 'already-exists',
    message: `The table ${tableLabel({ name: operation.newName, schema: schemaName })} exists already at this point of the history.`,
  });
}

export function applyTableComment(schema: Schema, operation: TableComment): Applied {
  const comment = operation.kind === 'createTableComment' ? operation.comment : undefined;
  return changeTable(schema, operation.table, operation.span, (table) => ({ table: { ...table, comment } }));
}
