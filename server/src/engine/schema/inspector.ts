// Answers inspector questions of a revision from the simulated schema, following it while the function runs.
import type { EvaluationContext, SchemaInspector } from '../operations/evaluation';
import { applyStep, type StepContext } from './applyStep';
import { findTable, schemaKey } from './lookup';
import type { Schema, SchemaProblem } from './schema';

/** An inspector over a schema that may move on: `current` is asked for every question. */
export function schemaInspector(current: () => Schema): SchemaInspector {
  return {
    hasTable(name, schemaName) {
      const schema = current();
      return findTable(schema, name, schemaName) ? true : schema.isComplete ? false : undefined;
    },
    tableNames(schemaName) {
      const schema = current();
      if (!schema.isComplete) return undefined;
      const place = schemaKey('', schemaName);
      return [...schema.tables.values()]
        .filter((table) => schemaKey('', table.schema) === place)
        .map((table) => table.name)
        .sort();
    },
    columnNames(table, schemaName) {
      const found = findTable(current(), table, schemaName);
      return found?.isComplete ? found.columns.map((column) => column.name) : undefined;
    },
    indexNames(table, schemaName) {
      const found = findTable(current(), table, schemaName);
      return found?.isComplete ? found.indexes.map((index) => index.name) : undefined;
    },
    constraintNames(table, schemaName, type) {
      const found = findTable(current(), table, schemaName);
      if (!found?.isComplete) return undefined;
      const names = found.constraints
        .filter(({ definition }) => definition.kind === type)
        .map(({ name }) => name);
      return names.some((name) => name === undefined) ? undefined : names.flatMap((name) => name ?? []);
    },
    enumNames(schemaName) {
      const schema = current();
      if (!schema.isComplete) return undefined;
      const place = schemaKey('', schemaName);
      return [...schema.enums.values()]
        .filter((found) => schemaKey('', found.schema) === place)
        .map((found) => found.name);
    },
  };
}

/** Follows a running function: what to hand to the evaluator, and the schema and problems so far. */
export interface SchemaFollower extends Required<Pick<EvaluationContext, 'inspector' | 'observe'>> {
  readonly schema: () => Schema;
  readonly problems: () => readonly SchemaProblem[];
}

export function followSchema(start: Schema, context: StepContext): SchemaFollower {
  let schema = start;
  const problems: SchemaProblem[] = [];
  return {
    inspector: schemaInspector(() => schema),
    observe(step) {
      const next = applyStep(schema, step, context);
      schema = next.schema;
      problems.push(...next.problems);
    },
    schema: () => schema,
    problems: () => problems,
  };
}
