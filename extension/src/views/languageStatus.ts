// The language status of revision files and configuration: whether the language server works, and where the project of the
// file stands. Behind the braces in the status bar.
import * as vscode from 'vscode';
import type { RetortClient } from '../client';
import { databaseLabel, pendingCount, type Projects } from '../projects';

export function createLanguageStatus(projects: Projects, client: RetortClient): vscode.Disposable {
  const server = vscode.languages.createLanguageStatusItem('retort.server', []);
  const project = vscode.languages.createLanguageStatusItem('retort.project', []);
  server.name = vscode.l10n.t('Alembic language server');
  project.name = vscode.l10n.t('Alembic project');
  const update = () => {
    const selector = selectorOf(projects);
    server.selector = selector;
    project.selector = selector;
    describeServer(server, client.state);
    describeProject(project, projects);
  };
  update();
  return vscode.Disposable.from(
    server,
    project,
    projects.onDidChange(update),
    client.onDidChangeState(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

/** Configuration files, and Python below the version folders. */
function selectorOf(projects: Projects): vscode.DocumentSelector {
  const folders = projects.all.flatMap(({ summary }) => summary.versionFolders);
  return [
    { language: 'alembic-ini' },
    ...folders.map((folder) => ({
      language: 'python',
      pattern: new vscode.RelativePattern(vscode.Uri.file(folder), '**/*.py'),
    })),
  ];
}

function describeServer(item: vscode.LanguageStatusItem, state: RetortClient['state']): void {
  item.busy = state === 'starting';
  item.severity =
    state === 'stopped' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  item.text =
    state === 'running'
      ? vscode.l10n.t('Alembic: checking as you type')
      : state === 'starting'
        ? vscode.l10n.t('Alembic: starting')
        : vscode.l10n.t('Alembic: the language server stopped');
  item.command =
    state === 'stopped'
      ? { command: 'retort.restartServer', title: vscode.l10n.t('Restart Server') }
      : { command: 'retort.showOutput', title: vscode.l10n.t('Show Output') };
}

function describeProject(item: vscode.LanguageStatusItem, projects: Projects): void {
  const found = projects.atEditor();
  const project = found?.project ?? projects.selected;
  if (project === undefined) {
    item.text = vscode.l10n.t('Alembic: no project');
    item.detail = '';
    item.command = { command: 'retort.openWalkthrough', title: vscode.l10n.t('Open Walkthrough') };
    return;
  }
  const pending = pendingCount(project);
  const label = databaseLabel(project);
  item.text = [project.summary.name, label].filter((part) => part !== undefined).join(' · ');
  const state = { applied: vscode.l10n.t('applied'), pending: vscode.l10n.t('pending'), unknown: undefined };
  const word = found === undefined ? undefined : state[found.item.state];
  item.detail = [
    found === undefined || word === undefined ? undefined : vscode.l10n.t('this revision: {0}', word),
    pending === undefined ? undefined : vscode.l10n.t('{0} pending', String(pending)),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
  item.busy = project.database.kind === 'asking';
  item.command =
    label === undefined
      ? { command: 'retort.selectConnection', title: vscode.l10n.t('Select Connection...') }
      : { command: 'retort.showGraph', title: vscode.l10n.t('Show Revision Graph') };
}
