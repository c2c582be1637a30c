// Below the fixes of a finding, the way to the page of its rule.
import * as vscode from 'vscode';
import type { CommandId } from '../commandTable';
import { ruleOf } from '../ruleIds';

export function registerRuleExplanations(): vscode.Disposable {
  const selector: vscode.DocumentSelector = [
    { scheme: 'file', language: 'python' },
    { scheme: 'file', language: 'alembic-ini' },
    { scheme: 'file', pattern: '**/{pyproject.toml,script.py.mako}' },
  ];
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return vscode.languages.registerCodeActionsProvider(selector, { provideCodeActions }, kinds);
}

function provideCodeActions(
  _document: vscode.TextDocument,
  _range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const rules = new Set(diagnostics.flatMap((diagnostic) => ruleOf(diagnostic) ?? []));
  return [...rules].map((rule) => {
    const title = vscode.l10n.t('Explain {0}', rule);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = diagnostics.filter((diagnostic) => ruleOf(diagnostic) === rule);
    action.command = { title, command: 'retort.explainRule' satisfies CommandId, arguments: [rule] };
    return action;
  });
}
