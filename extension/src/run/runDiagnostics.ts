// Failures of a run, shown on the guilty line until the file is edited or the project runs again.
import * as vscode from 'vscode';

/** Where a run failed and what the database said. `line` counts from 1. */
export interface RunFailure {
  readonly uri: vscode.Uri;
  readonly line: number;
  readonly message: string;
  readonly code: string | undefined;
}

/** The problems that runs left, apart from the language server's. */
export class RunDiagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('retort-run');
  readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.#collection.delete(document.uri);
  });

  clear(): void {
    this.#collection.clear();
  }

  /** False when there is no such file, so nothing can be shown in it. */
  async show(failure: RunFailure): Promise<boolean> {
    const range = await rangeOfLine(failure);
    if (range === undefined) return false;
    const diagnostic = new vscode.Diagnostic(range, failure.message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = 'Alembic run';
    if (failure.code !== undefined) diagnostic.code = failure.code;
    this.#collection.set(failure.uri, [diagnostic]);
    return true;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#collection.dispose();
  }
}

/** The line without its indentation; undefined when the file cannot be opened. */
async function rangeOfLine({ uri, line }: RunFailure): Promise<vscode.Range | undefined> {
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const text = document.lineAt(Math.min(Math.max(line - 1, 0), document.lineCount - 1));
    return new vscode.Range(
      text.lineNumber,
      text.firstNonWhitespaceCharacterIndex,
      text.lineNumber,
      text.text.length,
    );
  } catch {
    return undefined;
  }
}
