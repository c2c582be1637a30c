// The tests that the Test Explorer lists: one per revision. Running them is verifyController.ts.
import * as vscode from 'vscode';
import type { Projects, ProjectState } from '../projects';
import { uriOf } from '../uris';
import type { RevisionItem } from '../../../server/src/lsp/protocol';

/**
 * The tests of all projects. Those of a project are made when somebody opens it in the Test Explorer or runs some: thousands
 * of them keep the extension host busy. Only the revisions that are open in an editor have theirs before, for its margin.
 */
export class RevisionTests implements vscode.Disposable {
  readonly #controller: vscode.TestController;
  readonly #projects: Projects;
  readonly #filled = new Set<string>();
  readonly #subscription: vscode.Disposable;
  #shown = '';

  constructor(controller: vscode.TestController, projects: Projects) {
    this.#controller = controller;
    this.#projects = projects;
    this.#subscription = vscode.Disposable.from(
      projects.onDidChange(() => this.#update()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#addOpen()),
    );
    this.#update();
  }

  /** Makes all tests of a project. */
  fill(projectId: string): void {
    const root = this.#controller.items.get(projectId);
    const project = this.#projects.byId(projectId);
    if (root === undefined || project === undefined || this.#filled.has(projectId)) return;
    this.#filled.add(projectId);
    root.canResolveChildren = false;
    const { revisions } = project.answer;
    root.children.replace(revisions.map((item, position) => this.#test(projectId, item, position)));
  }

  fillAll(): void {
    for (const { summary } of this.#projects.all) this.fill(summary.id);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Tests are not made anew at each letter that somebody types. */
  #update(): void {
    const { all } = this.#projects;
    const shown = JSON.stringify(all.map(({ summary, answer }) => [summary, titlesOf(answer)]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    const before = [...this.#filled];
    this.#filled.clear();
    this.#controller.items.replace(
      all.map(({ summary, answer }) => {
        const { id, name, configFile } = summary;
        const root = this.#controller.createTestItem(id, name, vscode.Uri.file(configFile));
        root.canResolveChildren = answer.revisions.length > 0;
        return root;
      }),
    );
    for (const projectId of before) this.fill(projectId);
    this.#addOpen();
  }

  #addOpen(): void {
    for (const { document } of vscode.window.visibleTextEditors) {
      const found = this.#projects.atUri(document.uri);
      const projectId = found?.project.summary.id ?? '';
      const root = this.#controller.items.get(projectId);
      if (found === undefined || root === undefined || this.#filled.has(projectId)) continue;
      const position = found.project.answer.revisions.indexOf(found.item);
      root.children.add(this.#test(projectId, found.item, position));
    }
  }

  #test(projectId: string, { revision, message, uri }: RevisionItem, position: number): vscode.TestItem {
    const test = this.#controller.createTestItem(`${projectId}/${revision}`, message || revision, uriOf(uri));
    test.description = revision;
    // The history's own order, heads first, whatever the titles are.
    test.sortText = String(position).padStart(6, '0');
    test.range = new vscode.Range(0, 0, 0, 0);
    return test;
  }
}

/** What the tests of a project show. */
function titlesOf({ revisions }: ProjectState['answer']): readonly string[] {
  return revisions.map(({ revision, message, uri }) => `${revision} ${message} ${uri}`);
}
