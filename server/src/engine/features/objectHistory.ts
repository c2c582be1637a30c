// Who made, changed, renamed and dropped a table or column: its story through all revisions.
import type { AnalysedStep } from '../lint/rule';
import type { Operation } from '../operations/operation';
import { sqlOperations } from '../sqlText/sqlOperations';
import { findColumn, findTable } from '../schema/lookup';
import type { Schema, SchemaTable } from '../schema/schema';
import type { Span } from '../text/span';

/** A table, or one of its columns, by the names it has at one point of the history. */
export interface ObjectName {
  readonly table: string;
  readonly schema: string | undefined;
  readonly column: string | undefined;
}

/** One revision's steps, in the order in which revisions run. */
export interface HistoryEntry {
  readonly revision: string;
  readonly path: string;
  readonly steps: readonly AnalysedStep[];
}

export interface ObjectEvent {
  readonly revision: string;
  readonly path: string;
  readonly span: Span;
  readonly what: 'created' | 'changed' | 'renamed' | 'dropped';
}

function operationsOf({ step, parsed = [] }: AnalysedStep): readonly Operation[] {
  if (step.kind !== 'operation') return parsed.flatMap(sqlOperations);
  const { operation } = step;
  if (operation.kind !== 'batchAlterTable') return [operation];
  return operation.steps.flatMap((inner) => (inner.kind === 'operation' ? [inner.operation] : []));
}

const samePlace = (a: string | undefined, b: string | undefined): boolean =>
  (a ?? 'public') === (b ?? 'public');

/** The name before or after the step, when the step renames it. */
function renamed(step: AnalysedStep, name: ObjectName, direction: 'back' | 'on'): ObjectName | undefined {
  for (const operation of operationsOf(step)) {
    if (!('table' in operation) || operation.table === undefined) continue;
    if (!samePlace('schema' in operation.table ? operation.table.schema : undefined, name.schema)) continue;
    if (operation.kind === 'renameTable') {
      const [from, to] = [operation.table.name, operation.newName];
      if (direction === 'on' && from === name.table) return { ...name, table: to };
      if (direction === 'back' && to === name.table) return { ...name, table: from };
    }
    if (
      operation.kind === 'alterColumn' &&
      operation.newName !== undefined &&
      operation.table.name === name.table
    ) {
      if (direction === 'on' && operation.column === name.column)
        return { ...name, column: operation.newName };
      if (direction === 'back' && operation.newName === name.column)
        return { ...name, column: operation.column };
    }
  }
  return undefined;
}

/** What of a table is compared: its completeness alone is no change. */
function isChanged(before: SchemaTable, after: SchemaTable): boolean {
  return (['columns', 'constraints', 'indexes', 'comment'] as const).some(
    (key) => before[key] !== after[key],
  );
}

function found(schema: Schema, { table, schema: place, column }: ObjectName): object | undefined {
  const object = findTable(schema, table, place);
  return column === undefined ? object : object && findColumn(object, column);
}

function eventOf(step: AnalysedStep, name: ObjectName): ObjectEvent['what'] | undefined {
  const before = found(step.before, name);
  const after = found(step.after, name);
  if (before === after) return undefined;
  if (before === undefined) return 'created';
  if (after === undefined) return 'dropped';
  if (name.column !== undefined) return 'changed';
  return isChanged(before as SchemaTable, after as SchemaTable) ? 'changed' : undefined;
}

/** A table with another name is no event of its columns. */
function renameOf(name: ObjectName, other: ObjectName): 'renamed' | undefined {
  return name.column === undefined || name.column !== other.column ? 'renamed' : undefined;
}

/** The place in the call that is about the table: the operation of SQL text or of a batch, else the step. */
function placeOf(step: AnalysedStep, name: ObjectName): Span {
  const operation = operationsOf(step).find(
    (one) =>
      'table' in one && one.table !== undefined && 'name' in one.table && one.table.name === name.table,
  );
  return operation?.span ?? step.step.span;
}

/** All events of the object that has this name at the given step of the given entry, oldest first. */
export function objectHistory(
  entries: readonly HistoryEntry[],
  revision: string,
  name: ObjectName,
): readonly ObjectEvent[] {
  const at = entries.findIndex((entry) => entry.revision === revision);
  const events: ObjectEvent[] = [];
  let current = name;
  // Backwards from the place that was asked about: the object may have had other names.
  for (const entry of entries.slice(0, at + 1).toReversed()) {
    for (const step of entry.steps.toReversed()) {
      const older = renamed(step, current, 'back');
      const what = older ? renameOf(current, older) : eventOf(step, current);
      if (what)
        events.unshift({
          revision: entry.revision,
          path: entry.path,
          span: placeOf(step, older ?? current),
          what,
        });
      current = older ?? current;
    }
  }
  current = name;
  for (const entry of entries.slice(at + 1)) {
    for (const step of entry.steps) {
      const newer = renamed(step, current, 'on');
      const what = newer ? renameOf(current, newer) : eventOf(step, current);
      if (what)
        events.push({ revision: entry.revision, path: entry.path, span: placeOf(step, current), what });
      current = newer ?? current;
    }
  }
  return events;
}
