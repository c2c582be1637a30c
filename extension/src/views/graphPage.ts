// The page that the revision graph lives in, and what may come from it. What it shows is drawn by media/webview/graph.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { GraphPageMessage } from '../../../server/src/lsp/protocol';

/** The folder the page may load from; nothing else of the machine is open to it. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'media');
}

/** The HTML of the page. It holds no data: that comes by message. Only our own script, with its nonce, can run. */
export function graphPage(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(24).toString('base64url');
  const folder = pageFolder(extensionUri);
  const script = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'graph.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'graph.css')).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language.replace(/[^\w-]/g, '')}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Alembic</title>
</head>
<body>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

const SIMPLE: ReadonlySet<unknown> = new Set(['ready', 'export', 'selectProject']);

/** A message of the page; undefined for anything of another shape. */
export function readPageMessage(value: unknown): GraphPageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, revision, revisions, onto } = value as Record<string, unknown>;
  if (SIMPLE.has(kind)) return { kind: kind as 'ready' | 'export' | 'selectProject' };
  if (kind === 'open' && typeof revision === 'string') return { kind, revision };
  if (kind === 'rebase' && typeof revision === 'string' && typeof onto === 'string') {
    return { kind, revision, onto };
  }
  if (kind === 'merge' && Array.isArray(revisions) && revisions.every((one) => typeof one === 'string')) {
    return { kind, revisions };
  }
  return undefined;
}
