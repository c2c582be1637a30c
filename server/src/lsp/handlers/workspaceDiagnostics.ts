// workspace/diagnostic: what is wrong in files nobody opened. Held open until something changed; see the choice below.
import { setImmediate } from 'node:timers/promises';
import type {
  CancellationToken,
  Diagnostic,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { toPath, toUri } from '../convert';
import { configurationProblems, historyProblems, revisionProblems, severeEnough } from '../fileProblems';
import { Cancelled } from '../guard';
import type { OpenProject } from '../openProject';
import type { Session } from '../session';
import { resultIdOf } from './diagnostics';

const EMPTY = resultIdOf([]);

/** Answers with the files whose diagnostics differ from what the client has; waits while there are none. */
export async function workspaceDiagnostics(
  session: Session,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  for (;;) {
    const change = session.nextChange(token);
    const items = await changedReports(session, known, token);
    if (items.length > 0) return { items };
    await change;
    if (token.isCancellationRequested) throw new Cancelled();
  }
}

async function changedReports(
  session: Session,
  known: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const reports: WorkspaceDocumentDiagnosticReport[] = [];
  const seen = new Set<string>();
  const { isLinting, minimumSeverity } = session.settings;
  const add = (uri: string, found: readonly Diagnostic[]) => {
    if (seen.has(uri)) return;
    seen.add(uri);
    const items = severeEnough(found, minimumSeverity);
    const resultId = resultIdOf(items);
    if (resultId === (known.get(uri) ?? EMPTY)) return;
    const version = session.version(uri);
    reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items });
  };
  for (const project of session.projects()) {
    if (project.summary.problem !== undefined) {
      const { uri } = project.summary.problem;
      add(uri, configurationProblems(session.projects(), toPath(uri) ?? '', { isLinting }));
    }
    for (const { path } of project.workspace.settings.configuration?.outside ?? []) {
      if (session.version(toUri(path)) !== null || session.file(toUri(path)) !== undefined) continue;
      add(toUri(path), configurationProblems(session.projects(), path, { isLinting }));
    }
    for (const path of project.workspace.paths) {
      const uri = toUri(path);
      // Open files are asked for one by one.
      if (session.version(uri) !== null || seen.has(uri)) continue;
      add(uri, await unopenedProblems(session, project, path, token));
      await setImmediate();
      if (token.isCancellationRequested) throw new Cancelled();
    }
  }
  for (const uri of known.keys()) if (session.version(uri) === null) add(uri, []);
  return reports;
}

/**
 * An old project would drown its owner in findings about revisions that ran long ago. Unopened files are judged whole
 * only when the database is known not to have them; of the others only what stops Alembic is said.
 */
async function unopenedProblems(
  session: Session,
  project: OpenProject,
  path: string,
  token: CancellationToken,
): Promise<readonly Diagnostic[]> {
  const { isLinting, checksUnopened } = session.settings;
  if (!isLinting || !checksUnopened || !session.databases.isPending(project, path))
    return historyProblems(project, path);
  const file = await session.replayed(toUri(path), token);
  return file === undefined ? [] : revisionProblems(file.project, file.path);
}
