// The pages of our panels. What they show is drawn by the folder of media/webview that has their name.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** A folder of media/webview: dist/media has its script and its style. */
export type PageName = 'graph' | 'plan';

/** The folder the pages may load from; nothing else of the machine is open to them. */
function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'media');
}

/** Fills a panel. The HTML holds no data: that comes by message. Only our own script, with its nonce, can run. */
export function fillWebview(webview: vscode.Webview, name: PageName, extensionUri: vscode.Uri): void {
  const folder = pageFolder(extensionUri);
  webview.options = {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    localResourceRoots: [folder],
  };
  const nonce = randomBytes(24).toString('base64url');
  const script = webview.asWebviewUri(vscode.Uri.joinPath(folder, `${name}.js`)).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(folder, `${name}.css`)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}`;
  webview.html = `<!DOCTYPE html>
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
