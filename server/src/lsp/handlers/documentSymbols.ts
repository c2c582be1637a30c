// textDocument/documentSymbol: the revision, its functions and their operations.
import { SymbolKind, type DocumentSymbol, type DocumentSymbolParams } from 'vscode-languageserver';
import { fileOutline, type LineIndex, type OutlineEntry } from '../../engine/index';
import { toRange } from '../convert';
import type { Session } from '../session';

const KINDS = {
  revision: SymbolKind.Event,
  function: SymbolKind.Function,
  operation: SymbolKind.Method,
} as const;

export function documentSymbols(session: Session, { textDocument }: DocumentSymbolParams): DocumentSymbol[] {
  const file = session.file(textDocument.uri);
  const lines = file?.project.lines(file.path);
  const header = file?.project.workspace.header(file.path);
  if (file === undefined || lines === undefined || header === undefined) return [];
  const { workspace } = file.project;
  const length = workspace.text(file.path)?.length ?? 0;
  const outline = fileOutline(header, workspace.module(file.path), length);
  return outline === undefined ? [] : [symbolOf(outline, lines)];
}

function symbolOf(
  { name, detail, kind, span, nameSpan, children }: OutlineEntry,
  lines: LineIndex,
): DocumentSymbol {
  return {
    name,
    detail,
    kind: KINDS[kind],
    range: toRange(span, lines),
    selectionRange: toRange(nameSpan, lines),
    children: children.map((child) => symbolOf(child, lines)),
  };
}
