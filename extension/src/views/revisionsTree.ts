// The tree "Revisions": projects, their revisions with heads first, and what is wrong with them. State comes from Projects.
import * as vscode from 'vscode';
import { databaseLabel, pendingCount, type Projects, type ProjectState } from '../projects';
import { isShown, onShownChanged, shown } from '../settings';
import { revisionIcon } from './revisionIcons';
import {
  badgeOf,
  describeRow,
  markOf,
  matchesFilter,
  speakRevision,
  standingWords,
  unjoinedHeads,
} from './revisionNodes';
import { badgedUri, RowBadges } from './rowBadges';
import type { RevisionArgument, RevisionItem, RevisionsAnswer } from '../../../server/src/lsp/protocol';
import { uriOf } from '../uris';

export type RevisionNode =
  | { readonly kind: 'project'; readonly project: ProjectState }
  | {
      readonly kind: 'problem';
      readonly projectId: string;
      readonly problem: RevisionsAnswer['problems'][number];
    }
  | { readonly kind: 'heads'; readonly projectId: string; readonly count: number }
  | { readonly kind: 'missing'; readonly projectId: string; readonly revision: string }
  | (RevisionArgument & { readonly kind: 'revision'; readonly item: RevisionItem });

const MISSING = new vscode.ThemeIcon('warning', new vscode.ThemeColor('retort.missing'));

/** The view: kept up to date with its badge, follows the active editor, asks databases once it is looked at. */
export class RevisionsView implements vscode.Disposable {
  readonly #projects: Projects;
  readonly #tree: RevisionsTree;
  readonly #view: vscode.TreeView<RevisionNode>;
  readonly #subscription: vscode.Disposable;
  /** The file whose row was selected last because it is being edited. */
  #followed = '';

  constructor(projects: Projects) {
    this.#projects = projects;
    this.#tree = new RevisionsTree(projects);
    this.#view = vscode.window.createTreeView('retort.revisions', {
      treeDataProvider: this.#tree,
      showCollapseAll: false,
    });
    this.#subscription = vscode.Disposable.from(
      this.#view,
      this.#tree,
      vscode.window.registerFileDecorationProvider(new RowBadges()),
      projects.onDidChange(() => {
        this.#update();
        void this.#follow();
      }),
      onShownChanged(['history.badge', 'history.showState'], () => this.#update()),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#followed = '';
        void this.#follow();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        askDatabases(projects);
        void this.#follow();
      }),
    );
    this.#update();
  }

  /** Selects the row of a revision and shows the view for it. A filter that hides the row is taken off. */
  async reveal(projectId: string, item: RevisionItem): Promise<void> {
    if (!matchesFilter(item, this.#tree.filter)) this.setFilter('');
    await this.#view.reveal(revisionNode(projectId, item), { select: true, focus: true });
  }

  /** Keeps only rows that match; an empty filter keeps all. */
  setFilter(filter: string): void {
    this.#tree.setFilter(filter.trim());
    this.#view.message = filter.trim() === '' ? '' : vscode.l10n.t('Filter: {0}', filter.trim());
    void vscode.commands.executeCommand('setContext', 'retort.isFiltered', filter.trim() !== '');
  }

  get filter(): string {
    return this.#tree.filter;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #update(): void {
    const pending = this.#projects.all.reduce((sum, project) => sum + (pendingCount(project) ?? 0), 0);
    this.#view.badge =
      pending === 0 || !isShown('history.badge')
        ? undefined
        : { value: pending, tooltip: vscode.l10n.t('{0} pending revisions', String(pending)) };
    if (this.#view.visible) askDatabases(this.#projects);
  }

  /** The row of the revision that is being edited; never opens the view, never takes the focus. */
  async #follow(): Promise<void> {
    const found = this.#projects.atEditor();
    if (found === undefined || !this.#view.visible || !matchesFilter(found.item, this.#tree.filter)) return;
    // A file that is new in the history gets its row later than its editor; afterwards the person may look elsewhere.
    if (this.#followed === found.item.uri) return;
    this.#followed = found.item.uri;
    const node = revisionNode(found.project.summary.id, found.item);
    await this.#view.reveal(node, { select: true, focus: false });
  }
}

/**
 * A database is not contacted before somebody looks at the history or runs a command; one that only the configuration
 * file names, not before a command: it may be anything.
 */
function askDatabases(projects: Projects): void {
  if (shown<string>('history.showState', 'whenShown') === 'onCommand') return;
  for (const { summary, database, choice } of projects.all) {
    if (database.kind === 'unknown' && choice?.isChosen === true) void projects.askDatabase(summary.id);
  }
}

class RevisionsTree implements vscode.TreeDataProvider<RevisionNode>, vscode.Disposable {
  readonly #projects: Projects;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #filter = '';
  /** What the rows were made of last. */
  #drawn: readonly ProjectState[] | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(projects: Projects) {
    this.#projects = projects;
    this.#subscription = vscode.Disposable.from(
      projects.onDidChange(() => {
        if (projects.all === this.#drawn) return;
        this.#drawn = projects.all;
        this.#changed.fire();
      }),
      onShownChanged(['history.order'], () => this.#changed.fire()),
    );
  }

  get filter(): string {
    return this.#filter;
  }

  setFilter(filter: string): void {
    this.#filter = filter;
    this.#changed.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  getParent(node: RevisionNode): RevisionNode | undefined {
    if (node.kind === 'project') return undefined;
    const project = this.#projects.byId(node.projectId);
    return project === undefined ? undefined : { kind: 'project', project };
  }

  getChildren(node?: RevisionNode): readonly RevisionNode[] & RevisionNode[] {
    if (node === undefined) return this.#projects.all.map((project) => ({ kind: 'project', project }));
    if (node.kind !== 'project') return [];
    const { summary, answer } = node.project;
    const projectId = summary.id;
    const problems = summary.problem === undefined ? answer.problems : [summary.problem];
    const heads = unjoinedHeads(answer);
    return [
      ...problems.map((problem) => ({ kind: 'problem' as const, projectId, problem })),
      ...(heads.length > 0 ? [{ kind: 'heads' as const, projectId, count: heads.length }] : []),
      ...answer.missing.map((revision) => ({ kind: 'missing' as const, projectId, revision })),
      ...inOrder(answer.revisions.filter((item) => matchesFilter(item, this.#filter))).map((item) =>
        revisionNode(projectId, item),
      ),
    ];
  }

  /** What a row needs when the pointer rests on it: thousands of rows are made without it. */
  resolveTreeItem(item: vscode.TreeItem, node: RevisionNode): vscode.TreeItem {
    if (node.kind !== 'revision') return item;
    item.tooltip = tooltip(node.item);
    return item;
  }

  getTreeItem(node: RevisionNode): vscode.TreeItem {
    switch (node.kind) {
      case 'project':
        return projectItem(node.project);
      case 'problem':
        return problemItem(node.problem);
      case 'heads':
        return headsItem(node.projectId, node.count);
      case 'missing':
        return missingItem(node.projectId, node.revision);
      case 'revision':
        return revisionItem(node.projectId, node.item);
    }
  }
}

function inOrder(items: readonly RevisionItem[]): readonly RevisionItem[] {
  return shown<string>('history.order', 'headsFirst') === 'basesFirst' ? items.toReversed() : items;
}

function revisionNode(projectId: string, item: RevisionItem): RevisionNode {
  return { kind: 'revision', projectId, revision: item.revision, item };
}

function projectItem(project: ProjectState): vscode.TreeItem {
  const { summary, database, answer } = project;
  const item = new vscode.TreeItem(summary.name, vscode.TreeItemCollapsibleState.Expanded);
  const pending = pendingCount(project);
  item.id = summary.id;
  item.contextValue = 'project';
  item.iconPath = summary.problem === undefined ? new vscode.ThemeIcon('database') : MISSING;
  const state =
    database.kind === 'asking'
      ? vscode.l10n.t('asking the database')
      : database.kind === 'failed'
        ? vscode.l10n.t('database did not answer')
        : pending === undefined
          ? undefined
          : pending === 0
            ? vscode.l10n.t('up to date')
            : vscode.l10n.t('{0} pending', String(pending));
  const heads = answer.heads.length > 1 ? vscode.l10n.t('{0} heads', String(answer.heads.length)) : undefined;
  item.description = [state, heads, databaseLabel(project)].filter((part) => part !== undefined).join(' · ');
  item.tooltip = database.kind === 'failed' ? database.message : summary.configFile;
  return item;
}

function problemItem(problem: RevisionsAnswer['problems'][number]): vscode.TreeItem {
  const item = new vscode.TreeItem(problem.message);
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
  item.contextValue = 'problem';
  item.tooltip = problem.message;
  if (problem.uri !== undefined) {
    item.description = vscode.workspace.asRelativePath(uriOf(problem.uri));
    item.command = openCommand(problem.uri, problem.line);
  }
  return item;
}

function headsItem(projectId: string, count: number): vscode.TreeItem {
  const heads = vscode.l10n.t('{0} heads', String(count));
  const item = new vscode.TreeItem(heads);
  item.id = `${projectId}/heads`;
  item.description = vscode.l10n.t('upgrade to head is refused until they are joined');
  item.iconPath = new vscode.ThemeIcon('repo-forked', new vscode.ThemeColor('retort.head'));
  item.tooltip = `${heads}: ${item.description}`;
  item.contextValue = 'heads';
  return item;
}

function missingItem(projectId: string, revision: string): vscode.TreeItem {
  const item = new vscode.TreeItem(revision);
  item.id = `${projectId}/missing/${revision}`;
  item.description = vscode.l10n.t('in the database, but no file declares it');
  item.tooltip = `${revision}: ${item.description}`;
  item.iconPath = MISSING;
  item.contextValue = 'missing';
  return item;
}

function revisionItem(projectId: string, revision: RevisionItem): vscode.TreeItem {
  const item = new vscode.TreeItem(revision.message || revision.revision);
  item.id = `${projectId}/revision/${revision.revision}/${revision.uri}`;
  item.description = describeRow(revision);
  const badge = badgeOf(revision, vscode.l10n);
  if (badge !== undefined) item.resourceUri = badgedUri(badge);
  item.iconPath = revisionIcon(revision, markOf(revision));
  item.contextValue = `revision.${revision.state}${revision.isHead ? '.head' : ''}`;
  // Not resolved later: a click on a row that is drawn anew in between would find no command.
  item.command = openCommand(revision.uri, 1);
  item.accessibilityInformation = { label: speakRevision(revision, vscode.l10n) };
  return item;
}

/** Text from files goes through appendText, which escapes it; no commands, no HTML. */
function tooltip(revision: RevisionItem): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = false;
  text.supportHtml = false;
  const down =
    revision.downRevisions.length === 0 ? vscode.l10n.t('base') : revision.downRevisions.join(', ');
  const lines = [
    revision.message,
    standingWords(revision, vscode.l10n).join(' · '),
    `${vscode.l10n.t('Revision')}: ${revision.revision}`,
    `${vscode.l10n.t('Revises')}: ${down}`,
    ...(revision.branchLabels.length === 0
      ? []
      : [`${vscode.l10n.t('Branch labels')}: ${revision.branchLabels.join(', ')}`]),
    vscode.workspace.asRelativePath(uriOf(revision.uri)),
  ];
  text.appendText(lines.filter((line) => line !== '').join('\n'));
  return text;
}

function openCommand(uri: string, line: number): vscode.Command {
  const position = new vscode.Position(Math.max(0, line - 1), 0);
  return {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [uriOf(uri), { selection: new vscode.Range(position, position), preview: true }],
  };
}
