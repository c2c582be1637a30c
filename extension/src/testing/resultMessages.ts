// A failed verification as test messages: the catalogue's difference as a diff, at the operation that is to blame.
import * as vscode from 'vscode';
import type { BlamedDifference, VerifyResult } from '../../../server/src/lsp/protocol';

/** One message for what went wrong, and one for each line that has differences to show. */
export function resultMessages(result: VerifyResult): vscode.TestMessage[] {
  const { reason, phase, sql, nextStep, path, line, differences } = result;
  const where = phase === undefined ? '' : `${phase}: `;
  const text = [`${where}${reason}`, ...(sql === undefined ? [] : [sql]), nextStep].filter(
    (part) => part !== '',
  );
  const lines = new Map<number | undefined, BlamedDifference[]>();
  for (const difference of differences) {
    lines.set(difference.line, [...(lines.get(difference.line) ?? []), difference]);
  }
  if (lines.size === 0) return [at(new vscode.TestMessage(text.join('\n')), path, line)];
  return [...lines].map(([place, found]) => {
    const before = found.flatMap(({ kind, name, before: was }) => describe(kind, name, was)).join('\n');
    const after = found.flatMap(({ kind, name, after: is }) => describe(kind, name, is)).join('\n');
    return at(vscode.TestMessage.diff(text.join('\n'), before, after), path, place ?? line);
  });
}

function describe(kind: string, name: string, definition: string | undefined): readonly string[] {
  if (definition === undefined) return [];
  return [`${kind} ${name}${definition === '' ? '' : `: ${definition}`}`];
}

function at(message: vscode.TestMessage, path: string, line: number | undefined): vscode.TestMessage {
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  message.location = new vscode.Location(vscode.Uri.file(path), position);
  return message;
}
