// The SQL of a revision as a read-only document beside the code, which follows edits. The server renders it.
import * as vscode from 'vscode';
import { writePreview } from './previewDocument';
import type { RetortClient } from '../client';
import { shown } from '../settings';
import type { RevisionArgument } from '../../../server/src/lsp/protocol';

const SCHEME = 'retort-sql';

export type Direction = 'upgrade' | 'downgrade';

/** `retort-sql:/<revision> <direction>.sql?<project>`: the address alone says what to render, also after a reload. */
export class SqlPreview implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #client: RetortClient;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscription: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(client: RetortClient) {
    this.#client = client;
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      client.onDidChange(() => this.#refresh()),
    );
  }

  /** Opens the preview beside the active editor, or where the setting says; the focus stays where it is. */
  async show({ projectId, revision }: RevisionArgument, direction: Direction): Promise<void> {
    const uri = vscode.Uri.from({
      scheme: SCHEME,
      path: `/${revision.replace(/[^\w.-]/g, '_')} ${direction}.sql`,
      query: JSON.stringify({ projectId, revision, direction }),
    });
    const document = await vscode.workspace.openTextDocument(uri);
    const isActive = shown<string>('preview.openIn', 'beside') === 'active';
    const viewColumn = isActive ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
    const options = { viewColumn, preview: true, preserveFocus: true };
    await vscode.window.showTextDocument(document, options);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const question = parseQuestion(uri.query);
    if (question === undefined) return '';
    const answer = await this.#client.request('retort/previewSql', question);
    return writePreview(question, answer, vscode.l10n);
  }

  #refresh(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function parseQuestion(query: string): (RevisionArgument & { readonly direction: Direction }) | undefined {
  try {
    const value = JSON.parse(query) as Record<string, unknown>;
    const { projectId, revision, direction } = value;
    if (typeof projectId !== 'string' || typeof revision !== 'string') return undefined;
    return { projectId, revision, direction: direction === 'downgrade' ? 'downgrade' : 'upgrade' };
  } catch {
    return undefined;
  }
}
