// Letters at the end of rows in a tree. VS Code draws them for the address of a row, so the address says which they are.
import * as vscode from 'vscode';

const SCHEME = 'retort-row';

/** The address of rows with a badge of one or two letters; no file has it. */
export function badgedUri({ letters, words }: { letters: string; words: string }): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: '/row', query: letters, fragment: words });
}

export class RowBadges implements vscode.FileDecorationProvider {
  provideFileDecoration({ scheme, query, fragment }: vscode.Uri): vscode.FileDecoration | undefined {
    return scheme === SCHEME ? new vscode.FileDecoration(query, fragment) : undefined;
  }
}
