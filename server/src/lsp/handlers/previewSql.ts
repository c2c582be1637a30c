// retort/previewSql: what one function of a revision prints offline, and what of it is not known.
import { toRange } from '../convert';
import type { PreviewAnswer, RetortRequests } from '../protocol';
import type { Session } from '../session';

export function previewSql(
  session: Session,
  { projectId, revision, direction }: RetortRequests['retort/previewSql']['params'],
): PreviewAnswer {
  const project = session.project(projectId);
  const path = project?.workspace.pathOf(revision);
  const lines = path === undefined ? undefined : project?.lines(path);
  if (project === undefined || path === undefined || lines === undefined) {
    return { sql: '', unresolved: [], error: `there is no revision ${revision} any more` };
  }
  const { workspace } = project;
  const side = direction === 'downgrade' ? 'downgrade' : 'upgrade';
  const rendered = workspace.render(path, side, workspace.settings.dialect, 'offline');
  return {
    sql: rendered.statements.map(({ text }) => text).join('\n\n'),
    unresolved: rendered.unresolved.map(({ span, reason }) => {
      const { start } = toRange(span, lines);
      return { line: start.line + 1, column: start.character + 1, reason };
    }),
    error: rendered.error === undefined ? undefined : `${rendered.error.type}: ${rendered.error.message}`,
  };
}
