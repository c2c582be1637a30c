// retort/formatSql: the SQL string at a position laid out anew, or why it stays as it is.
import { layOutSql, sqlStringAt, writePythonString } from '../../engine/index';
import { formatSql as format } from '../../database/sqlFormatting';
import { systemClock } from '../../database/clock';
import { toDocumentEdits } from '../convert';
import { cursorAt } from '../cursor';
import type { FormatSqlAnswer, RetortRequests } from '../protocol';
import type { Session } from '../session';

export async function formatSql(
  session: Session,
  { uri, position, keywordCase, indent }: RetortRequests['retort/formatSql']['params'],
): Promise<FormatSqlAnswer> {
  const cursor = cursorAt(session, uri, position);
  if (cursor === undefined) return { edit: undefined, problem: 'this is no revision file' };
  const { project, path, offset } = cursor;
  const source = project.workspace.text(path) ?? '';
  const found = sqlStringAt(project.workspace.module(path), source, offset);
  if (found === undefined) {
    const problem =
      'put the cursor into a string that is given to execute() or text(), and that is no f-string';
    return { edit: undefined, problem };
  }
  const { dialect } = project.workspace.settings;
  const answer = await format(
    { sql: found.value, dialect, keywordCase, indent: Math.min(8, Math.max(1, Math.round(indent) || 2)) },
    (formatted) => layOutSql(formatted, found.indent),
    { script: session.formatWorker, parser: session.sqlParser, clock: systemClock },
  );
  if ('problem' in answer) return { edit: undefined, problem: answer.problem };
  if (answer.formatted === found.value) return { edit: undefined, problem: undefined };
  // The person may have typed on meanwhile.
  const now = session.file(uri)?.project;
  if (now?.workspace.text(path) !== source) return { edit: undefined, problem: 'the file has just changed' };
  const edits = [{ span: found.span, text: writePythonString(answer.formatted) }];
  const documentChanges = toDocumentEdits([{ path, edits }], now);
  if (documentChanges === undefined) return { edit: undefined, problem: 'the file has just changed' };
  return { edit: { documentChanges }, problem: undefined };
}
