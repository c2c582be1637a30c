// Offsets to positions, findings to diagnostics, paths to addresses, and back. Nobody else converts.
import type {
  CodeAction,
  CreateFile,
  Diagnostic,
  DiagnosticRelatedInformation,
  Location,
  Position,
  Range,
  TextDocumentEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { FileEdit, Finding, LineIndex, Severity, Span } from '../engine/index';

/** What conversion has to know of other files; a snapshot answers it. */
export interface Places {
  /** Line starts of a file of the snapshot; undefined when it has no such file. */
  lines(path: string): LineIndex | undefined;
  /** The version the client knows an open document by; null for a file that is not open. */
  version(path: string): number | null;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toUri(path: string): string {
  return URI.file(path).toString();
}

/** The path of a `file:` address; undefined for every other address and for what is none. */
export function toPath(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}

export function toRange(span: Span, lines: LineIndex): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** A position outside the text is moved to its edge, so the offset is always one of the text. */
export function toOffset(position: Position, lines: LineIndex): number {
  return lines.offsetAt(position);
}

export function toSpan(range: Range, lines: LineIndex): Span {
  const start = toOffset(range.start, lines);
  return { start, end: Math.max(start, toOffset(range.end, lines)) };
}

/** True when the spans overlap or meet; an editor asks with an empty span at the cursor. */
export function spansTouch(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The first character of a 1-based line, as an empty range. */
export function lineRange(line: number): Range {
  const position = { line: Math.max(0, line - 1), character: 0 };
  return { start: position, end: position };
}

export function toLocation(path: string, span: Span, lines: LineIndex): Location {
  return { uri: toUri(path), range: toRange(span, lines) };
}

export function toDiagnostic(finding: Finding, lines: LineIndex, places: Places): Diagnostic {
  const related: DiagnosticRelatedInformation[] = finding.related.flatMap(({ path, span, message }) => {
    const there = places.lines(path);
    return there === undefined ? [] : [{ location: toLocation(path, span, there), message }];
  });
  return {
    range: toRange(finding.span, lines),
    severity: SEVERITIES[finding.severity],
    source: 'retort',
    code: finding.ruleId,
    message: finding.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** Edits with the version they were made for, so that a client refuses them when the text has moved on. */
export function toDocumentEdits(files: readonly FileEdit[], places: Places): TextDocumentEdit[] | undefined {
  const edits: TextDocumentEdit[] = [];
  for (const file of files) {
    if (file.isNew === true) continue;
    const lines = places.lines(file.path);
    if (lines === undefined) return undefined;
    edits.push({
      textDocument: { uri: toUri(file.path), version: places.version(file.path) },
      edits: file.edits.map(({ span, text }) => ({ range: toRange(span, lines), newText: text })),
    });
  }
  return edits;
}

/**
 * Edits as a workspace edit that the client shows before anything is applied; the person ticks what they want. Undefined
 * when a file of it is not in the snapshot.
 */
export function toShownEdit(
  files: readonly FileEdit[],
  places: Places,
  words: { readonly label: string; readonly description: string },
): WorkspaceEdit | undefined {
  const changes = toDocumentEdits(files, places);
  if (changes === undefined) return undefined;
  return {
    documentChanges: changes.map(({ textDocument, edits }) => ({
      textDocument,
      edits: edits.map((edit) => ({ ...edit, annotationId: 'retort' })),
    })),
    changeAnnotations: { retort: { ...words, needsConfirmation: true } },
  };
}

/** A code action for a set of edits; undefined when a file of it is not in the snapshot. */
export function toCodeAction(
  action: Pick<CodeAction, 'title' | 'kind' | 'isPreferred' | 'diagnostics'>,
  files: readonly FileEdit[],
  places: Places,
): CodeAction | undefined {
  const edits = toDocumentEdits(files, places);
  if (edits === undefined) return undefined;
  return { ...action, edit: { documentChanges: [...edits, ...files.flatMap(toNewFile)] } };
}

/** Makes the file and puts its text in; a client refuses it as a whole when the file has come into being since. */
function toNewFile({ path, edits, isNew }: FileEdit): readonly (CreateFile | TextDocumentEdit)[] {
  if (isNew !== true) return [];
  const uri = toUri(path);
  const start = { line: 0, character: 0 };
  const inserted = edits.map(({ text }) => ({ range: { start, end: start }, newText: text }));
  return [
    { kind: 'create', uri, options: { overwrite: false, ignoreIfExists: false } },
    { textDocument: { uri, version: null }, edits: inserted },
  ];
}
