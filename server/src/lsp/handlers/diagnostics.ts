// textDocument/diagnostic: everything known about one open file.
import { createHash } from 'node:crypto';
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { DocumentDiagnosticReportKind } from 'vscode-languageserver';
import { toPath } from '../convert';
import { configurationProblems, historyProblems, revisionProblems, severeEnough } from '../fileProblems';
import type { Session } from '../session';

export async function documentDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  await session.replayed(textDocument.uri, token);
  const items = diagnosticsOf(session, textDocument.uri);
  const resultId = resultIdOf(items);
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

function diagnosticsOf(session: Session, uri: string): Diagnostic[] {
  const file = session.file(uri);
  const { isLinting, minimumSeverity } = session.settings;
  if (file !== undefined) {
    const problems = isLinting ? revisionProblems : historyProblems;
    return severeEnough(problems(file.project, file.path), minimumSeverity);
  }
  const path = toPath(uri);
  if (path === undefined) return [];
  return severeEnough(configurationProblems(session.projects(), path, { isLinting }), minimumSeverity);
}

/** Equal diagnostics have equal ids, whatever happened in between. */
export function resultIdOf(items: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(items)).digest('base64url');
}
