// Entry point of the extension: builds the parts, registers commands and views, starts the language server.
import * as vscode from 'vscode';
import { RetortClient } from './client';
import { registerCommands } from './commands';
import { Connections } from './connections/connections';
import { Inspections } from './connections/inspections';
import type { Parts } from './parts';
import { Projects } from './projects';
import { CommandLine } from './run/commandLine';
import { RunDiagnostics } from './run/runDiagnostics';
import { reattachRuns } from './run/reattach';
import { Runs } from './run/runs';
import { createVerifyController } from './testing/verifyController';
import { createConnectionsView } from './views/connectionsTree';
import { keepContextKeys } from './views/contextKeys';
import { GraphPanels } from './views/graphPanel';
import { RevisionDecorations } from './views/revisionDecorations';
import { ReadOnlyDocuments } from './views/readOnlyDocuments';
import { RevisionsView } from './views/revisionsTree';
import { SchemaDocuments } from './views/schemaDocuments';
import { SqlPreview } from './views/sqlPreview';
import { createStatusBar } from './views/statusBar';

/** Called by VS Code once, when a project was found or a command or view is used. Does not wait for the server. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Alembic', { log: true });
  output.info(`Retort ${(context.extension.packageJSON as { version: string }).version}`);
  const client = new RetortClient(context, output);
  const commandLine = new CommandLine(context.extensionPath, output);
  const connections = new Connections(context);
  const projects = new Projects(client, commandLine, connections, context.workspaceState, output);
  const inspections = new Inspections(commandLine, connections, projects);
  const plans = new ReadOnlyDocuments('retort-plan');
  const comparisons = new ReadOnlyDocuments('retort-comparison');
  const diagnostics = new RunDiagnostics();
  const runs = new Runs({ projects, commandLine, connections, plans, diagnostics, output });
  const preview = new SqlPreview(client);
  const schemas = new SchemaDocuments(client);
  const revisions = new RevisionsView(projects);
  const graph = new GraphPanels({ projects, client, extensionUri: context.extensionUri });
  const parts: Parts = {
    ...{ output, client, commandLine, connections, projects, runs, revisions, graph },
    ...{ preview, schemas, inspections, comparisons, diagnostics },
  };
  context.subscriptions.push(
    ...[
      output,
      client,
      commandLine,
      connections,
      projects,
      inspections,
      plans,
      comparisons,
      diagnostics,
      preview,
      schemas,
    ],
    graph,
    registerCommands(parts),
    keepContextKeys(projects),
    revisions,
    new RevisionDecorations(projects),
    createConnectionsView({ projects, connections, inspections }),
    createStatusBar(projects),
    createVerifyController({ projects, commandLine, output }),
    vscode.workspace.onDidGrantWorkspaceTrust(
      () => void projects.forgetDatabases().then(() => client.restart()),
    ),
  );
  client.start().catch((error: unknown) => output.error('The language server did not start:', error));
  void reattachRuns({ projects, inspections, runs, output });
}
