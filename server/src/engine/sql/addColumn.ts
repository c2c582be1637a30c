// op.add_column: ADD COLUMN, then what cannot stand on its line: constraints, index, comment.
import type { ForeignKeyDefinition } from '../operations/definition';
import type { AddColumn } from '../operations/operation';
import { inlineChecks } from './columns';
import { columnComment } from './comments';
import type { Compilation } from './compilation';
import { hasTypeCheck, referentialClauses } from './constraints';
import { addConstraintText, addTypeCheckText } from './constraintOperations';
import { checkNames, fromSet, type Printed } from './createTable';
import { quote, quoteDottedTable, quoteTable } from './identifiers';
import { createIndexText } from './indexes';
import { buildTable, columnConstraints, columnIndexes } from '../schema/tableModel';
import { withInheritedSchema } from './types/postgresqlPrinters';

/** The foreign key that goes into the column line: only with inline_references and only when it is the one there is. */
function inlineReference(operation: AddColumn): ForeignKeyDefinition | undefined {
  const keys = operation.column.constraints.filter((constraint) => constraint.kind === 'foreignKey');
  return operation.inlineReferences && keys.length === 1 ? keys[0] : undefined;
}

function referencesClause(compilation: Compilation, key: ForeignKeyDefinition): string {
  const { referred } = key;
  const columns = referred.columns.map((name) => quote(compilation, name)).join(', ');
  const target = quoteTable(compilation, referred.table, referred.schema);
  return ` REFERENCES ${target} (${columns})${referentialClauses(compilation, key)}`;
}

export function* addColumn(compilation: Compilation, operation: AddColumn): Generator<Printed> {
  const { table: name } = operation;
  const written = operation.column;
  const definition = written.type
    ? { ...written, type: withInheritedSchema(written.type, name.schema) }
    : written;
  const table = buildTable(name.name, name.schema, [definition], {}, undefined);
  const column = table.columns[0];
  if (!column) return;
  checkNames(compilation, table);
  const inline = inlineReference(operation);
  const specification = compilation.dialect.columnSpecification(compilation, table, column);
  const exists = operation.ifNotExists ? 'IF NOT EXISTS ' : '';
  const key = operation.inlinePrimaryKey && definition.primaryKey ? ' PRIMARY KEY' : '';
  const reference = inline ? referencesClause(compilation, inline) : '';
  const target = quoteDottedTable(compilation, name.name, name.schema);
  yield {
    text: `ALTER TABLE ${target} ADD COLUMN ${exists}${specification}${key}${reference}${inlineChecks(compilation, table, column)}`,
  };

  const constraints: string[] = [];
  for (const constraint of columnConstraints(definition)) {
    if (constraint.kind === 'foreignKey' && inline) continue;
    if (constraint.kind === 'typeCheck') {
      // SQLite warns and goes on where the CHECK belongs to a type.
      if (!compilation.dialect.canAlterConstraints || !hasTypeCheck(compilation, constraint)) continue;
      constraints.push(addTypeCheckText(compilation, table, constraint));
    } else {
      constraints.push(addConstraintText(compilation, table, constraint));
    }
  }
  yield* fromSet(constraints, 'createConstraint');
  for (const index of columnIndexes(definition)) {
    yield { text: createIndexText(compilation, table, index, { ifNotExists: false }), source: 'createIndex' };
  }
  if (definition.comment && compilation.dialect.hasComments) {
    yield {
      text: columnComment(compilation, table, definition.name, definition.comment),
      source: 'columnComment',
    };
  }
}
