// Whether a person who gave a command goes on with something else while it works: what comes late must not take the keyboard.
import * as vscode from 'vscode';

/** From its making until it is disposed of: has somebody typed, or put the cursor anywhere in a text? */
export class Attention implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  #isElsewhere = false;

  constructor() {
    this.#subscription = vscode.window.onDidChangeTextEditorSelection(({ kind }) => {
      // What a command or an extension selects is no sign of a person.
      this.#isElsewhere ||=
        kind === vscode.TextEditorSelectionChangeKind.Keyboard ||
        kind === vscode.TextEditorSelectionChangeKind.Mouse;
    });
  }

  get isElsewhere(): boolean {
    return this.#isElsewhere;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
