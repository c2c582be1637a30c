// Alembic: Explain Lint Rule: the page of a rule, which lies in the extension. Of the rule that is named, else of one from a
// list, in which those of the line with the cursor come first.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { pickOne } from '../questions';
import { isRuleId, RULE_PAGES, ruleOf } from '../rulePages';

export async function explainRule(argument: unknown, { extensionUri }: Parts): Promise<void> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', RULE_PAGES);
  const rule = isRuleId(argument) ? argument : await pickRule(folder);
  if (rule === undefined) return;
  const page = vscode.Uri.joinPath(folder, `${rule}.md`);
  // Without VS Code's own Markdown extension it is still a text.
  await vscode.commands
    .executeCommand('markdown.showPreview', page)
    .then(undefined, () => vscode.commands.executeCommand('vscode.open', page));
}

async function pickRule(folder: vscode.Uri): Promise<string | undefined> {
  const rows = vscode.workspace.fs.readDirectory(folder).then((entries) => {
    const here = rulesAtCursor();
    const all = entries.map(([name]) => name.replace(/\.md$/u, '')).sort();
    return [
      ...here.map((label) => ({ label, description: vscode.l10n.t('on this line') })),
      ...all.filter((rule) => !here.includes(rule)).map((label) => ({ label })),
    ];
  });
  const row = await pickOne(Promise.resolve(rows), { placeHolder: vscode.l10n.t('Which rule?') });
  return row?.label;
}

/** What is found on the line with the cursor. */
function rulesAtCursor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  const found = vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.intersection(editor.selection) !== undefined)
    .flatMap((diagnostic) => ruleOf(diagnostic) ?? []);
  return [...new Set(found)];
}
