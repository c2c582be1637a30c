// Alembic: Explain Lint Rule: the page of a rule, which lies in the extension. Of the rule that is named, else of one from a
// list, in which those of the line with the cursor come first.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { pickOne } from '../questions';
import { isRuleId, ruleOf } from '../ruleIds';
import { guidePage, showPage } from './openGuide';

export async function explainRule(argument: unknown, { extensionUri }: Parts): Promise<void> {
  const folder = guidePage(extensionUri, 'rules');
  const rule = isRuleId(argument) ? argument : await pickRule(folder);
  if (rule === undefined) return;
  await showPage(vscode.Uri.joinPath(folder, `${rule}.md`));
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
