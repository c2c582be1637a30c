// The long-lived parts of the extension, handed to every command and view instead of global variables.
import type * as vscode from 'vscode';
import type { RetortClient } from './client';
import type { Connections } from './connections/connections';
import type { Interpreters } from './interpreters';
import type { Projects } from './projects';
import type { CommandLine } from './run/commandLine';
import type { Runs } from './run/runs';
import type { RunDiagnostics } from './run/runDiagnostics';
import type { Inspections } from './connections/inspections';
import type { Verifying } from './testing/verifyController';
import type { ReadOnlyDocuments } from './views/readOnlyDocuments';
import type { GraphPanels } from './views/graphPanel';
import type { RevisionsView } from './views/revisionsTree';
import type { SchemaDocuments } from './views/schemaDocuments';
import type { SqlPreview } from './views/sqlPreview';

/** What commands work with. Built once in activate(); disposed with the extension. */
export interface Parts {
  readonly output: vscode.LogOutputChannel;
  readonly client: RetortClient;
  readonly commandLine: CommandLine;
  readonly connections: Connections;
  readonly projects: Projects;
  readonly runs: Runs;
  /** What runs and other commands left on the lines that are to blame. */
  readonly diagnostics: RunDiagnostics;
  readonly revisions: RevisionsView;
  readonly graph: GraphPanels;
  readonly preview: SqlPreview;
  readonly schemas: SchemaDocuments;
  readonly inspections: Inspections;
  /** What differs between models, history and database. */
  readonly comparisons: ReadOnlyDocuments;
  /** What Alembic's own listings print, and SQL of ranges. */
  readonly listings: ReadOnlyDocuments;
  readonly interpreters: Interpreters;
  readonly verifying: Verifying;
  readonly extensionId: string;
  readonly extensionUri: vscode.Uri;
  readonly version: string;
}
