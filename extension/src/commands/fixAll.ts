// Alembic: Fix All Problems of This Revision, and the single repairs that have a name of their own: Write or Complete
// Downgrade, Repair Parent. Each is the code action of a finding; nothing is saved.
import * as vscode from 'vscode';
import { pickOne } from '../questions';

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append('retort');

export async function fixAll(): Promise<void> {
  const { document } = activeEditor();
  const [action] = await actionsAt(document, wholeOf(document), FIX_ALL);
  if (action?.edit === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing that can be mended without asking you.'),
    );
    return;
  }
  await vscode.workspace.applyEdit(action.edit);
}

export async function writeDowngrade(): Promise<void> {
  await repair(
    ['missing-downgrade', 'empty-downgrade'],
    vscode.l10n.t('This revision has a downgrade() already.'),
  );
}

export async function completeDowngrade(): Promise<void> {
  await repair(
    ['asymmetric-downgrade', 'downgrade-order', 'enum-not-dropped', 'downgrade-loses-definition'],
    vscode.l10n.t('As far as is known, downgrade() undoes everything that upgrade() does.'),
  );
}

export async function repairParent(): Promise<void> {
  await repair(
    ['missing-parent', 'unknown-depends-on', 'merge-of-non-heads', 'cycle'],
    vscode.l10n.t('Every revision that this file stands on is there.'),
  );
}

/** Applies the preferred or only repair of the first finding of a rule, or lets the person choose one. */
async function repair(rules: readonly string[], nothing: string): Promise<void> {
  const { document } = activeEditor();
  const findings = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ code }) => rules.includes(String(typeof code === 'object' ? code.value : code)));
  const [finding] = findings;
  if (finding === undefined) {
    void vscode.window.showInformationMessage(nothing);
    return;
  }
  const quickFixes = await actionsAt(document, finding.range, vscode.CodeActionKind.QuickFix);
  const usable = quickFixes.filter(({ edit, command }) => edit !== undefined || command !== undefined);
  const preferred = usable.filter(({ isPreferred }) => isPreferred === true);
  const rows = (preferred.length === 1 ? preferred : usable).map((action) => ({
    label: action.title,
    action,
  }));
  const [only, ...others] = rows;
  if (only === undefined) {
    void vscode.window.showInformationMessage(finding.message);
    return;
  }
  const picked = others.length === 0 ? only : await pickOne(rows, { placeHolder: finding.message });
  if (picked === undefined) return;
  const { edit, command } = picked.action;
  if (edit !== undefined) await vscode.workspace.applyEdit(edit);
  if (command !== undefined)
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error(vscode.l10n.t('Open a revision file first.'));
  return editor;
}

async function actionsAt(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  return await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    kind.value,
  );
}

function wholeOf({ lineCount }: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, lineCount, 0);
}
