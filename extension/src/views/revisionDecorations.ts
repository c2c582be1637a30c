// Marks revision files in the explorer and on tabs: a letter and a colour for pending, applied, head and broken parents.
import * as vscode from 'vscode';
import { markFile, type FileMark } from './revisionNodes';
import type { Projects } from '../projects';
import { isShown, onShownChanged } from '../settings';
import { uriOf } from '../uris';

const COLOURS: Readonly<Record<FileMark['kind'], string>> = {
  missing: 'retort.missing',
  pending: 'retort.pending',
  head: 'retort.head',
  applied: 'retort.applied',
};

export class RevisionDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #subscription: vscode.Disposable;
  /** What the marks were made of. */
  #marked: Projects['all'] | undefined;
  #marks: ReadonlyMap<string, FileMark> = new Map();

  readonly onDidChangeFileDecorations = this.#changed.event;

  constructor(projects: Projects) {
    this.#subscription = vscode.Disposable.from(
      vscode.window.registerFileDecorationProvider(this),
      projects.onDidChange(() => {
        if (projects.all !== this.#marked) this.#update(projects);
      }),
      onShownChanged(['explorerMarks'], () => this.#update(projects)),
    );
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const mark = this.#marks.get(uri.toString());
    if (mark === undefined) return undefined;
    return new vscode.FileDecoration(mark.badge, mark.words, new vscode.ThemeColor(COLOURS[mark.kind]));
  }

  /** Only files whose mark changed are drawn again. */
  #update(projects: Projects): void {
    this.#marked = projects.all;
    const marks = new Map<string, FileMark>();
    for (const { answer } of isShown('explorerMarks') ? projects.all : []) {
      const known = new Set(answer.revisions.map(({ revision }) => revision));
      for (const item of answer.revisions) {
        const mark = markFile(item, known, vscode.l10n);
        if (mark !== undefined) marks.set(uriOf(item.uri).toString(), mark);
      }
    }
    const before = this.#marks;
    this.#marks = marks;
    const changed = [...new Set([...before.keys(), ...marks.keys()])].filter(
      (uri) => before.get(uri)?.words !== marks.get(uri)?.words,
    );
    if (changed.length > 0) this.#changed.fire(changed.map((uri) => uriOf(uri)));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}
