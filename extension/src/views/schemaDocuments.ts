// The schema before or after a revision as a read-only document, alone or compared with another. The server writes it.
import * as vscode from 'vscode';
import type { RetortClient } from '../client';

const SCHEME = 'retort-schema';

/** The schema at one point of a project's history. */
export interface SchemaPoint {
  readonly projectId: string;
  readonly revision: string;
  readonly side: 'before' | 'after';
}

/** `retort-schema:/<revision>.sql?<point>`: the address alone says what to show, also after a reload. */
export class SchemaDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
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

  async show(point: SchemaPoint): Promise<void> {
    const document = await vscode.workspace.openTextDocument(addressOf(point));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async compare(from: SchemaPoint, to: SchemaPoint, title: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.diff', addressOf(from), addressOf(to), title);
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const point = parsePoint(query);
    return point === undefined ? '' : (await this.#client.request('retort/schemaText', point)).text;
  }

  #refresh(): void {
    for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function addressOf(point: SchemaPoint): vscode.Uri {
  const name = `${point.revision.replace(/[^\w.-]/g, '_')}${point.side === 'before' ? ' before' : ''}.sql`;
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: JSON.stringify(point) });
}

function parsePoint(query: string): SchemaPoint | undefined {
  try {
    const { projectId, revision, side } = JSON.parse(query) as Record<string, unknown>;
    if (typeof projectId !== 'string' || typeof revision !== 'string') return undefined;
    return { projectId, revision, side: side === 'before' ? 'before' : 'after' };
  } catch {
    return undefined;
  }
}
