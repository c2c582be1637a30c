// Where a request about tables and columns points: the function, the schema at that place, and the name written there.
import {
  directionAt,
  schemaAtOffset,
  schemaNameAt,
  type Direction,
  type Schema,
  type SchemaName,
} from '../engine/index';
import type { Cursor } from './cursor';

export interface SchemaCursor {
  readonly direction: Direction;
  readonly schema: Schema;
  /** The table, column, constraint or index that the string at the cursor names; undefined for none. */
  readonly name: SchemaName | undefined;
}

/** Undefined outside upgrade() and downgrade(). The snapshot should be replayed up to the file. */
export function schemaCursor({ project, path, offset }: Cursor): SchemaCursor | undefined {
  const { workspace } = project;
  const module = workspace.module(path);
  const direction = directionAt(module, offset);
  if (direction === undefined) return undefined;
  const revision = workspace.revisionAt(path);
  const analysis = workspace.analysis(path, direction);
  const initial =
    analysis.steps[0]?.before ??
    (revision === undefined
      ? undefined
      : direction === 'upgrade'
        ? workspace.schemaBefore(revision)
        : workspace.schemaAfter(revision));
  if (initial === undefined) return undefined;
  const name = schemaNameAt(module, workspace.text(path) ?? '', offset);
  return { direction, schema: schemaAtOffset(analysis, initial, offset), name };
}
