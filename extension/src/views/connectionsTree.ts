// The tree "Connections": the databases of each project, which one is chosen, and what lies in it once opened.
import * as vscode from 'vscode';
import { describeColumn, describeRun, describeSize, describeTable, runTitle } from './connectionWords';
import type { Connections, DatabaseChoice } from '../connections/connections';
import type { Inspections } from '../connections/inspections';
import type { ConnectionColor } from '../connections/savedConnections';
import { pendingCount, type Projects, type ProjectState } from '../projects';
import type { InspectAnswer, LiveTable } from '../../../server/src/lsp/protocol';

interface TreeParts {
  readonly projects: Projects;
  readonly connections: Connections;
  readonly inspections: Inspections;
}

/** A row; `connection` rows are what the commands of the tree get. */
export type ConnectionNode =
  | { readonly kind: 'project'; readonly project: ProjectState }
  | { readonly kind: 'connection'; readonly project: ProjectState; readonly choice: DatabaseChoice }
  | {
      readonly kind: 'group';
      readonly label: string;
      readonly icon: string;
      readonly rows: readonly ConnectionNode[];
    }
  | { readonly kind: 'table'; readonly table: LiveTable; readonly isQualified: boolean }
  | {
      readonly kind: 'fact';
      readonly text: string;
      readonly description?: string;
      readonly icon: string;
      readonly color?: string;
    };

/** Colours of connections are those of the theme's charts. */
const COLORS: Readonly<Record<ConnectionColor, string>> = {
  red: 'charts.red',
  orange: 'charts.orange',
  yellow: 'charts.yellow',
  green: 'charts.green',
  blue: 'charts.blue',
  purple: 'charts.purple',
};
const SHOWN_RUNS = 10;

export function createConnectionsView(parts: TreeParts): vscode.Disposable {
  const tree = new ConnectionsTree(parts);
  return vscode.Disposable.from(
    tree,
    vscode.window.createTreeView('retort.connections', { treeDataProvider: tree, showCollapseAll: true }),
  );
}

class ConnectionsTree implements vscode.TreeDataProvider<ConnectionNode>, vscode.Disposable {
  readonly #parts: TreeParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: TreeParts) {
    this.#parts = parts;
    const fire = (): void => this.#changed.fire();
    this.#subscription = vscode.Disposable.from(
      parts.projects.onDidChange(fire),
      parts.inspections.onDidChange(fire),
    );
  }

  async getChildren(node?: ConnectionNode): Promise<ConnectionNode[]> {
    if (!vscode.workspace.isTrusted) return [];
    if (node === undefined) return this.#roots();
    switch (node.kind) {
      case 'project':
        return this.#connectionsOf(node.project);
      case 'connection':
        return await this.#inside(node.project, node.choice);
      case 'group':
        return [...node.rows];
      case 'table':
        return tableRows(node.table);
      case 'fact':
        return [];
    }
  }

  getTreeItem(node: ConnectionNode): vscode.TreeItem {
    switch (node.kind) {
      case 'project':
        return projectItem(node.project);
      case 'connection':
        return connectionItem(node.project, node.choice);
      case 'group': {
        const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Collapsed);
        item.iconPath = new vscode.ThemeIcon(node.icon);
        return item;
      }
      case 'table':
        return tableItem(node.table, node.isQualified);
      case 'fact': {
        const item = new vscode.TreeItem(node.text);
        const color = node.color === undefined ? undefined : new vscode.ThemeColor(node.color);
        item.iconPath = new vscode.ThemeIcon(node.icon, color);
        if (node.description !== undefined) item.description = node.description;
        item.tooltip = node.description === undefined ? node.text : `${node.text}: ${node.description}`;
        return item;
      }
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** With one project its name would be a level too many. The list is empty where the welcome text speaks. */
  #roots(): ConnectionNode[] {
    const { projects } = this.#parts;
    const readable = projects.all.filter(({ summary }) => summary.problem === undefined);
    const [only, ...more] = readable;
    if (only === undefined) return [];
    if (more.length === 0) return this.#connectionsOf(only);
    return readable
      .filter(({ summary }) => this.#parts.connections.all(summary).length > 0)
      .map((project) => ({ kind: 'project', project }));
  }

  #connectionsOf(project: ProjectState): ConnectionNode[] {
    const choices = this.#parts.connections.all(project.summary);
    return choices.map((choice) => ({ kind: 'connection', project, choice }));
  }

  /** Opening a row asks its database; that is why nothing is open by itself. */
  async #inside(project: ProjectState, choice: DatabaseChoice): Promise<ConnectionNode[]> {
    const inspection = await this.#parts.inspections.of(project, choice);
    const runs = await this.#runs(
      project,
      inspection.kind === 'known' ? inspection.answer.database.label : choice.label,
    );
    if (inspection.kind === 'failed') {
      return [fact(inspection.message, 'error', undefined, 'problemsErrorIcon.foreground'), ...runs];
    }
    return [...stateRows(inspection.answer), tablesGroup(inspection.answer.tables ?? []), ...runs];
  }

  async #runs(project: ProjectState, label: string): Promise<readonly ConnectionNode[]> {
    const all = await this.#parts.inspections.runs(project).catch(() => []);
    const own = all.filter(({ database }) => database === label).slice(0, SHOWN_RUNS);
    if (own.length === 0) return [];
    const icons: Readonly<Record<string, string>> = {
      done: 'pass',
      failed: 'error',
      cancelled: 'circle-slash',
    };
    const rows = own.map((run) =>
      fact(runTitle(run), icons[run.outcome] ?? 'circle-outline', describeRun(run, vscode.l10n)),
    );
    return [{ kind: 'group', label: vscode.l10n.t('Last runs'), icon: 'history', rows }];
  }
}

function projectItem({ summary }: ProjectState): vscode.TreeItem {
  const item = new vscode.TreeItem(summary.name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `connections/${summary.id}`;
  item.iconPath = new vscode.ThemeIcon('root-folder');
  item.contextValue = 'connectionProject';
  return item;
}

/** Chosen: a filled mark and where it stands. Protected: a shield. */
function connectionItem(project: ProjectState, choice: DatabaseChoice): vscode.TreeItem {
  const { saved } = choice;
  const isSelected = project.choice?.key === choice.key;
  const item = new vscode.TreeItem(choice.label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `connection/${project.summary.id}/${choice.key}`;
  item.contextValue = [
    'connection',
    saved === undefined ? 'named' : 'saved',
    isSelected ? 'selected' : 'other',
  ].join('.');
  const color = saved?.color === undefined ? undefined : new vscode.ThemeColor(COLORS[saved.color]);
  const isFailed = isSelected && project.database.kind === 'failed';
  const icon = isFailed ? 'warning' : saved?.isProtected === true ? 'shield' : 'database';
  item.iconPath = new vscode.ThemeIcon(icon, color);
  const words = [
    isSelected ? stateOf(project) : undefined,
    saved?.isProtected === true ? vscode.l10n.t('protected') : undefined,
    addressOf(project, choice),
  ].filter((part) => part !== undefined);
  // A narrow side bar cuts what stands behind the name: the mark is enough there for what the tooltip says.
  item.description = `${isSelected ? '✓ ' : ''}${words.join(' · ')}`;
  const spoken = [...(isSelected ? [vscode.l10n.t('selected')] : []), ...words].join(' · ');
  item.tooltip = `${choice.label}\n${spoken}`;
  item.accessibilityInformation = { label: `${choice.label}, ${spoken}` };
  return item;
}

function stateOf(project: ProjectState): string | undefined {
  switch (project.database.kind) {
    case 'unknown':
      return undefined;
    case 'asking':
      return vscode.l10n.t('asking the database');
    case 'failed':
      return vscode.l10n.t('no answer');
    case 'known': {
      const pending = pendingCount(project) ?? 0;
      return pending === 0 ? vscode.l10n.t('up to date') : vscode.l10n.t('{0} pending', String(pending));
    }
  }
}

function addressOf({ summary }: ProjectState, { saved, database }: DatabaseChoice): string | undefined {
  if (saved !== undefined) return saved.url.replace(/^postgres(?:ql)?(?:\+\w+)?:\/\//u, '');
  const name = database ?? summary.database;
  return name === 'embedded' ? vscode.l10n.t('embedded PostgreSQL') : name;
}

function stateRows({
  server,
  current,
  missing,
  pending,
  warnings,
}: InspectAnswer): readonly ConnectionNode[] {
  const place = current.length === 0 ? vscode.l10n.t('base') : current.join(', ');
  const size = server.bytes === undefined ? undefined : describeSize(server.bytes);
  const details = [
    server.user,
    server.tls === undefined ? undefined : (server.tls ?? vscode.l10n.t('not encrypted')),
    size,
    server.isReadOnly ? vscode.l10n.t('read only') : undefined,
  ].filter((part) => part !== undefined);
  return [
    ...missing.map((row) =>
      fact(row, 'warning', vscode.l10n.t('in the database, but no file declares it'), 'retort.missing'),
    ),
    ...warnings.map((warning) => fact(warning, 'warning', undefined, 'problemsWarningIcon.foreground')),
    fact(vscode.l10n.t('Stands at {0}', place), 'arrow-circle-right', undefined, 'retort.current'),
    fact(
      vscode.l10n.t('{0} pending', String(pending)),
      'circle-outline',
      undefined,
      pending > 0 ? 'retort.pending' : undefined,
    ),
    fact(server.version, 'server', [server.database, ...details].join(' · ')),
  ];
}

function tablesGroup(tables: readonly LiveTable[]): ConnectionNode {
  const isQualified = new Set(tables.map(({ schema }) => schema)).size > 1;
  const label = vscode.l10n.t('Tables ({0})', String(tables.length));
  return {
    kind: 'group',
    label,
    icon: 'table',
    rows: tables.map((table) => ({ kind: 'table', table, isQualified })),
  };
}

function tableItem(table: LiveTable, isQualified: boolean): vscode.TreeItem {
  const name = isQualified ? `${table.schema}.${table.name}` : table.name;
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const isInvalid = table.indexes.some(({ isValid }) => !isValid);
  item.iconPath = isInvalid
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'))
    : new vscode.ThemeIcon(table.kind.endsWith('view') ? 'eye' : 'table');
  item.description = describeTable(table, vscode.l10n);
  item.tooltip = table.comment ?? `${table.schema}.${table.name}`;
  return item;
}

function tableRows({ columns, indexes }: LiveTable): ConnectionNode[] {
  return [
    ...columns.map((column) =>
      fact(column.name, column.isPrimaryKey ? 'key' : 'symbol-field', describeColumn(column, vscode.l10n)),
    ),
    ...indexes.map(({ name, definition, isValid }) =>
      isValid
        ? fact(name, 'list-tree', definition.replace(/^CREATE (?:UNIQUE )?INDEX \S+ ON \S+ USING /u, ''))
        : fact(
            name,
            'warning',
            vscode.l10n.t('INVALID: drop it and build it again. {0}', definition),
            'problemsWarningIcon.foreground',
          ),
    ),
  ];
}

function fact(text: string, icon: string, description?: string, color?: string): ConnectionNode {
  return {
    kind: 'fact',
    text,
    icon,
    ...(description === undefined ? {} : { description }),
    ...(color === undefined ? {} : { color }),
  };
}
