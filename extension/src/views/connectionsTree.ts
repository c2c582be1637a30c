// The tree "Connections": the database of each project and where it stands. Empty where the welcome view speaks.
import * as vscode from 'vscode';
import { databaseLabel, databaseOf, pendingCount, type Projects, type ProjectState } from '../projects';

type ConnectionNode =
  | { readonly kind: 'database'; readonly project: ProjectState }
  | { readonly kind: 'fact'; readonly text: string; readonly icon: string };

export function createConnectionsView(projects: Projects): vscode.Disposable {
  return vscode.window.createTreeView('retort.connections', {
    treeDataProvider: new ConnectionsTree(projects),
  });
}

class ConnectionsTree implements vscode.TreeDataProvider<ConnectionNode> {
  readonly #projects: Projects;
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(projects: Projects) {
    this.#projects = projects;
    this.onDidChangeTreeData = projects.onDidChange;
  }

  getChildren(node?: ConnectionNode): ConnectionNode[] {
    if (!vscode.workspace.isTrusted) return [];
    if (node === undefined) {
      return this.#projects.all
        .filter(({ summary }) => databaseOf(summary) !== undefined)
        .map((project) => ({ kind: 'database', project }));
    }
    return node.kind === 'database' ? [...facts(node.project)] : [];
  }

  getTreeItem(node: ConnectionNode): vscode.TreeItem {
    if (node.kind === 'fact') {
      const item = new vscode.TreeItem(node.text);
      item.iconPath = new vscode.ThemeIcon(node.icon);
      return item;
    }
    const { project } = node;
    const item = new vscode.TreeItem(databaseLabel(project) ?? '', vscode.TreeItemCollapsibleState.Expanded);
    item.id = `connection/${project.summary.id}`;
    item.contextValue = 'connection';
    item.iconPath = new vscode.ThemeIcon(project.database.kind === 'failed' ? 'warning' : 'database');
    const database = databaseOf(project.summary) ?? '';
    item.description = database === 'embedded' ? vscode.l10n.t('embedded PostgreSQL') : database;
    return item;
  }
}

function facts(project: ProjectState): readonly ConnectionNode[] {
  const { database } = project;
  switch (database.kind) {
    case 'unknown':
      return [fact(vscode.l10n.t('Not asked yet'), 'question')];
    case 'asking':
      return [fact(vscode.l10n.t('Asking the database'), 'loading~spin')];
    case 'failed':
      return [fact(database.message, 'error')];
    case 'known': {
      const current = database.current.length === 0 ? vscode.l10n.t('base') : database.current.join(', ');
      return [
        fact(vscode.l10n.t('Stands at {0}', current), 'arrow-circle-right'),
        fact(vscode.l10n.t('{0} pending', String(pendingCount(project) ?? 0)), 'circle-outline'),
      ];
    }
  }
}

function fact(text: string, icon: string): ConnectionNode {
  return { kind: 'fact', text, icon };
}
