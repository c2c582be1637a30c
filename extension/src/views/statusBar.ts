// The status bar entry: how many revisions the selected project's database lacks. A click opens the tree.
import * as vscode from 'vscode';
import { databaseLabel, pendingCount, type Projects, type ProjectState } from '../projects';
import { isShown, onShownChanged } from '../settings';

export function createStatusBar(projects: Projects): vscode.Disposable {
  const entry = vscode.window.createStatusBarItem('retort.status', vscode.StatusBarAlignment.Left, 20);
  entry.name = 'Alembic';
  entry.command = 'retort.revisions.focus';
  const update = () => {
    const project = projects.selected;
    if (project === undefined || !isShown('statusBar')) {
      entry.hide();
      return;
    }
    const text = describe(project);
    entry.text = `Alembic: ${text}`;
    entry.tooltip = vscode.l10n.t('Open the revisions of {0}', project.summary.name);
    entry.accessibilityInformation = { label: `Alembic: ${text}`, role: 'button' };
    const isWrong = project.summary.problem !== undefined || project.answer.missing.length > 0;
    entry.backgroundColor = isWrong ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    entry.show();
  };
  update();
  return vscode.Disposable.from(entry, projects.onDidChange(update), onShownChanged(['statusBar'], update));
}

function describe(project: ProjectState): string {
  const { summary, answer, database } = project;
  if (summary.problem !== undefined) return vscode.l10n.t('{0} cannot be read', summary.name);
  const label = databaseLabel(project);
  const pending = pendingCount(project);
  const state =
    database.kind === 'failed'
      ? vscode.l10n.t('no answer')
      : answer.missing.length > 0
        ? vscode.l10n.t('unknown revision')
        : pending === undefined
          ? label === undefined || !vscode.workspace.isTrusted
            ? vscode.l10n.t('{0} revisions', String(answer.revisions.length))
            : undefined
          : pending === 0
            ? vscode.l10n.t('up to date')
            : vscode.l10n.t('{0} pending', String(pending));
  return [state, label ?? summary.name].filter((part) => part !== undefined).join(' · ');
}
