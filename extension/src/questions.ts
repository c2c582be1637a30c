// The lists and input boxes of commands. One that was answered stays until the next of its chain has taken its place: where it
// goes first, the editor gives the keyboard back to whatever is behind, and a page there takes it a moment later, from the
// next box (VS Code focuses a webview 50 ms after it was asked to).
import * as vscode from 'vscode';

/** What a list looks like. */
export interface ListOptions {
  readonly title?: string;
  readonly placeHolder?: string;
  readonly matchOnDescription?: boolean;
  readonly matchOnDetail?: boolean;
  /** False for a list that goes when the person clicks elsewhere. */
  readonly ignoreFocusOut?: boolean;
}

/** What is asked for in words. `validateInput` says what is wrong with a text. */
export interface TextOptions {
  readonly title?: string;
  readonly prompt: string;
  readonly placeHolder?: string;
  readonly value?: string;
  readonly password?: boolean;
  /** False for a box that goes when the person clicks elsewhere. */
  readonly ignoreFocusOut?: boolean;
  readonly validateInput?: (text: string) => string | undefined;
}

/** The one that was answered last and has not gone yet. */
let answered: vscode.QuickInput | undefined;

/** The row that is chosen; undefined when the person closes the list. */
export async function pickOne<T extends vscode.QuickPickItem>(
  rows: readonly T[] | Promise<readonly T[]>,
  options: ListOptions,
): Promise<T | undefined> {
  const list = listOf<T>(options);
  return await answerOf(list, (settle) => {
    list.onDidAccept(() => {
      const [row] = list.selectedItems;
      if (row !== undefined) settle(row);
    });
    return fill(list, rows);
  });
}

/** The rows that are ticked; those with `picked` are from the start. */
export async function pickSome<T extends vscode.QuickPickItem>(
  rows: readonly T[],
  options: ListOptions,
): Promise<readonly T[] | undefined> {
  const list = listOf<T>(options);
  list.canSelectMany = true;
  list.items = rows;
  list.selectedItems = rows.filter(({ picked }) => picked);
  return await answerOf(list, (settle) => {
    list.onDidAccept(() => settle(list.selectedItems));
  });
}

/** What is typed; undefined when the person closes the box. A text with something wrong is not taken. */
export async function askText({
  title,
  prompt,
  placeHolder,
  value = '',
  password = false,
  ignoreFocusOut = true,
  validateInput = () => undefined,
}: TextOptions): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  Object.assign(box, { title, prompt, placeholder: placeHolder, value, password, ignoreFocusOut });
  const check = (): string | undefined => {
    const wrong = validateInput(box.value);
    box.validationMessage = wrong;
    return wrong;
  };
  return await answerOf(box, (settle) => {
    box.onDidChangeValue(check);
    box.onDidAccept(() => {
      if (check() === undefined) settle(box.value);
    });
  });
}

function listOf<T extends vscode.QuickPickItem>({ title, placeHolder, ...matching }: ListOptions) {
  const list = vscode.window.createQuickPick<T>();
  Object.assign(list, { title, placeholder: placeHolder, ignoreFocusOut: true, ...matching });
  return list;
}

async function fill<T extends vscode.QuickPickItem>(
  list: vscode.QuickPick<T>,
  rows: readonly T[] | Promise<readonly T[]>,
): Promise<void> {
  list.busy = true;
  list.items = await rows;
  list.busy = false;
}

/** Shows it in the place of the one before. Rejects when `ask` does. */
async function answerOf<A>(
  input: vscode.QuickInput,
  ask: (settle: (answer: A) => void) => Promise<void> | void,
): Promise<A | undefined> {
  try {
    return await new Promise<A | undefined>((resolve, reject) => {
      input.onDidHide(() => resolve(undefined));
      input.show();
      answered?.dispose();
      answered = undefined;
      Promise.resolve(ask(resolve)).catch(reject);
    });
  } finally {
    answered = input;
    // The next one is asked for by what follows this answer at once, or there is none.
    setImmediate(() => {
      if (answered === input) answered = undefined;
      input.dispose();
    });
  }
}
