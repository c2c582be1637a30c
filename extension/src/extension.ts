// Entry point of the extension: builds the parts, registers commands and views, starts the language server.
import * as vscode from 'vscode';
import { RetortClient } from './client';
import { registerCommands } from './commands';
import type { Parts } from './parts';
import { Projects } from './projects';
import { CommandLine } from './run/commandLine';
import { RunDiagnostics } from './run/runDiagnostics';
import { Runs } from './run/runs';
import { createVerifyController } from './testing/verifyController';
import { createConnectionsView } from './views/connectionsTree';
import { keepContextKeys } from './views/contextKeys';
import { ReadOnlyDocuments } from './views/readOnlyDocuments';
import { createRevisionsView } from './views/revisionsTree';
import { SqlPreview } from './views/sqlPreview';
import { createStatusBar } from './views/statusBar';

/** Called by VS Code once, when a project was found or a command or view is used. Does not wait for the server. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Alembic', { log: true });
  output.info(`Retort ${(context.extension.packageJSON as { version: string }).version}`);
  const client = new RetortClient(context, output);
  const commandLine = new CommandLine(context.extensionPath, output);
  const projects = new Projects(client, commandLine, context.workspaceState, output);
  const plans = new ReadOnlyDocuments('retort-plan');
  const diagnostics = new RunDiagnostics();
  const runs = new Runs({ projects, commandLine, plans, diagnostics, output });
  const preview = new SqlPreview(client);
  const parts: Parts = { output, client, projects, runs, preview };
  context.subscriptions.push(
    ...[output, client, commandLine, projects, plans, diagnostics, preview],
    registerCommands(parts),
    keepContextKeys(projects),
    createRevisionsView(projects),
    createConnectionsView(projects),
    createStatusBar(projects),
    createVerifyController({ projects, commandLine, output }),
    vscode.workspace.onDidGrantWorkspaceTrust(
      () => void projects.forgetDatabases().then(() => client.restart()),
    ),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('retort.database')) void projects.forgetDatabases();
    }),
  );
  client.start().catch((error: unknown) => output.error('The language server did not start:', error));
}
