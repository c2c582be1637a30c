// Where the table or column at a place was made, changed and dropped: for definition and references.
import type { CancellationToken, Location, Position } from 'vscode-languageserver';
import { displayOrder, objectHistory, type ObjectEvent, type ObjectName } from '../../engine/index';
import { toLocation } from '../convert';
import { cursorAt, type Cursor } from '../cursor';
import { replayGently } from '../gentleReplay';
import { schemaCursor } from '../schemaCursor';
import type { Session } from '../session';

/** The table or column named at the cursor; undefined for none. Constraints and indexes have no story of their own. */
function objectAt(cursor: Cursor): ObjectName | undefined {
  const name = schemaCursor(cursor)?.name;
  if (name === undefined) return undefined;
  if (name.kind === 'table') return { table: name.text, schema: name.schema, column: undefined };
  if (name.kind !== 'column' || name.table === undefined) return undefined;
  return { table: name.table, schema: name.schema, column: name.text };
}

/** Every event in the story of the object at a place, oldest first; empty where none is named. */
export async function objectEvents(
  session: Session,
  uri: string,
  position: Position,
  token: CancellationToken,
): Promise<{ readonly events: readonly ObjectEvent[]; readonly locate: (event: ObjectEvent) => Location[] }> {
  await session.replayed(uri, token);
  const cursor = cursorAt(session, uri, position);
  const object = cursor && objectAt(cursor);
  const revision = cursor?.project.workspace.revisionAt(cursor.path);
  if (cursor === undefined || object === undefined || revision === undefined)
    return { events: [], locate: () => [] };
  const { project } = cursor;
  const { workspace } = project;
  const order = displayOrder(workspace.graph).toReversed();
  for (const { path } of order) await replayGently(workspace, path, token);
  const entries = order.map(({ revision: id, path }) => ({
    revision: id,
    path,
    steps: workspace.analysis(path, 'upgrade').steps,
  }));
  return {
    events: objectHistory(entries, revision, object),
    locate: ({ path, span }) => {
      const lines = project.lines(path);
      return lines === undefined ? [] : [toLocation(path, span, lines)];
    },
  };
}
