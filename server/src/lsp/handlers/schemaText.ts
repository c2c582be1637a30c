// retort/schemaText: the schema before or after a revision, as SQL to read and to compare.
import type { CancellationToken } from 'vscode-languageserver';
import { describeSchema, schemaText as textOf } from '../../engine/index';
import { toUri } from '../convert';
import type { RetortRequests } from '../protocol';
import type { Session } from '../session';

export async function schemaText(
  session: Session,
  { projectId, revision, side }: RetortRequests['retort/schemaText']['params'],
  token: CancellationToken,
): Promise<{ readonly text: string }> {
  const path = session.project(projectId)?.workspace.pathOf(revision);
  if (path === undefined) return { text: `-- There is no revision ${revision} any more.\n` };
  await session.replayed(toUri(path), token);
  const workspace = session.project(projectId)?.workspace;
  if (workspace === undefined) return { text: '' };
  const { dialect, environment } = workspace.settings;
  const schema = side === 'before' ? workspace.schemaBefore(revision) : workspace.schemaAfter(revision);
  const objects = describeSchema(schema, { ...environment, dialect, mode: 'offline' });
  const text = textOf(objects, schema.isComplete);
  return { text: text === '' ? '-- No tables.\n' : text };
}
