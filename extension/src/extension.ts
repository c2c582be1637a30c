// Entry point of the extension: builds the parts, registers commands and views, starts the language server.
import * as vscode from 'vscode';
import { RetortClient } from './client';
import { registerCommands } from './commands';
import { Connections } from './connections/connections';
import { Inspections } from './connections/inspections';
import { Interpreters } from './interpreters';
import type { Parts } from './parts';
import { Projects } from './projects';
import { CommandLine } from './run/commandLine';
import { RunDiagnostics } from './run/runDiagnostics';
import { reattachRuns } from './run/reattach';
import { Runs } from './run/runs';
import { createTasks } from './tasks';
import { createVerifyController } from './testing/verifyController';
import { createConnectionsView } from './views/connectionsTree';
import { keepContextKeys } from './views/contextKeys';
import { GraphPanels } from './views/graphPanel';
import { createLanguageStatus } from './views/languageStatus';
import { RevisionDecorations } from './views/revisionDecorations';
import { PlanPanels } from './views/planPanels';
import { createRevisionLinks } from './views/revisionLinks';
import { ReadOnlyDocuments } from './views/readOnlyDocuments';
import { RevisionsView } from './views/revisionsTree';
import { registerRuleExplanations } from './views/ruleExplanations';
import { SchemaDocuments } from './views/schemaDocuments';
import { SqlPreview } from './views/sqlPreview';
import { createStatusBar } from './views/statusBar';

/** Called by VS Code once, when a project was found or a command or view is used. Does not wait for the server. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Alembic', { log: true });
  const { version } = context.extension.packageJSON as { version: string };
  output.info(`Retort ${version}`);
  const client = new RetortClient(context, output);
  const interpreters = new Interpreters(context);
  const commandLine = new CommandLine(context.extensionPath, output, interpreters);
  const connections = new Connections(context);
  const projects = new Projects(client, commandLine, connections, context.workspaceState, output);
  const inspections = new Inspections(commandLine, connections, projects);
  const plans = new PlanPanels(context.extensionUri);
  const comparisons = new ReadOnlyDocuments('retort-comparison');
  const listings = new ReadOnlyDocuments('retort-listing');
  const diagnostics = new RunDiagnostics();
  const runs = new Runs({ client, projects, commandLine, connections, plans, diagnostics, output });
  const preview = new SqlPreview(client);
  const schemas = new SchemaDocuments(client);
  const revisions = new RevisionsView(projects);
  const graph = new GraphPanels({ projects, client, extensionUri: context.extensionUri });
  const verifying = createVerifyController({ projects, commandLine, output });
  const parts: Parts = {
    ...{ output, client, commandLine, connections, projects, runs, revisions, graph },
    ...{
      preview,
      schemas,
      inspections,
      comparisons,
      listings,
      interpreters,
      verifying,
      version,
      diagnostics,
    },
    extensionId: context.extension.id,
    extensionUri: context.extensionUri,
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
      listings,
      interpreters,
      diagnostics,
      preview,
      schemas,
    ],
    graph,
    registerCommands(parts),
    keepContextKeys(projects, interpreters),
    revisions,
    new RevisionDecorations(projects),
    createConnectionsView({ projects, connections, inspections }),
    createStatusBar(projects),
    createLanguageStatus(projects, client),
    createRevisionLinks(projects),
    registerRuleExplanations(),
    createTasks({ projects, extensionPath: context.extensionPath }),
    verifying,
    vscode.workspace.onDidGrantWorkspaceTrust(
      () => void projects.forgetDatabases().then(() => client.restart()),
    ),
  );
  client.start().catch((error: unknown) => output.error('The language server did not start:', error));
  void reattachRuns({ projects, inspections, runs, output });
}
