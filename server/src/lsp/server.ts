// The language server on one connection: what it can do and who does it. Each request has a file in handlers/.
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DocumentDiagnosticReportKind,
  TextDocumentSyncKind,
  TextDocuments,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { systemClock } from '../database/clock';
import { createSqlParser } from '../database/sqlParsing';
import { Announcer } from './announcer';
import { ClientFacts } from './clientFacts';
import { toUri } from './convert';
import { FileWatching } from './fileWatching';
import { createGuard } from './guard';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './handlers/callHierarchy';
import { codeActions, FIX_ALL } from './handlers/codeActions';
import { codeLenses } from './handlers/codeLens';
import { completion, COMPLETION_TRIGGERS } from './handlers/completion';
import { definition } from './handlers/definition';
import { documentDiagnostics } from './handlers/diagnostics';
import { DefaultBranches } from './defaultBranch';
import { documentSymbols } from './handlers/documentSymbols';
import { formatSql } from './handlers/formatSql';
import { graph, graphSvg } from './handlers/graph';
import { hover } from './handlers/hover';
import { planRebase } from './handlers/planRebase';
import { inlayHints } from './handlers/inlayHints';
import { planRename } from './handlers/planRename';
import { previewSql } from './handlers/previewSql';
import { projects } from './handlers/projects';
import { references } from './handlers/references';
import { reload } from './handlers/reload';
import { prepareRename, rename } from './handlers/rename';
import { revisions } from './handlers/revisions';
import { schemaText } from './handlers/schemaText';
import { wayBack } from './handlers/wayBack';
import { workspaceDiagnostics } from './handlers/workspaceDiagnostics';
import { workspaceSymbols } from './handlers/workspaceSymbols';
import { createProjectDisk } from './projectDisk';
import { Session } from './session';
import { DEFAULT_SETTINGS, readSettings } from './settings';

const CAPABILITIES: InitializeResult['capabilities'] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  diagnosticProvider: { identifier: 'retort', interFileDependencies: true, workspaceDiagnostics: true },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, FIX_ALL] },
  codeLensProvider: { resolveProvider: false },
  hoverProvider: true,
  inlayHintProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  renameProvider: { prepareProvider: true },
  callHierarchyProvider: true,
  documentSymbolProvider: { label: 'Alembic' },
  workspaceSymbolProvider: true,
  completionProvider: { triggerCharacters: COMPLETION_TRIGGERS },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

export interface ServeOptions {
  /** The bundle of the worker that parses SQL. */
  readonly sqlWorker: string;
  /** The bundle of the worker that lays out SQL. */
  readonly formatWorker: string;
}

/** Serves one client until the connection ends. The caller calls `connection.listen()` afterwards. */
export function serve(connection: Connection, { sqlWorker, formatWorker }: ServeOptions): void {
  const documents = new TextDocuments(TextDocument);
  const client = new ClientFacts();
  const log = (message: string) => connection.console.error(message);
  const watching = new FileWatching(connection, client, log);
  const announcer = new Announcer(connection, client, log);
  const session = new Session({
    client: {
      get canRenameFiles() {
        return client.canRenameFiles;
      },
      confirm: async (question, action) =>
        (await connection.window.showWarningMessage(question, { title: action }))?.title === action,
    },
    disk: createProjectDisk(client),
    defaultBranches: new DefaultBranches(() => client.isTrusted),
    documents: () => documents.all(),
    readSettings: async (folder) =>
      client.hasConfiguration
        ? readSettings(
            (await connection.workspace.getConfiguration({
              scopeUri: toUri(folder),
              section: 'retort',
            })) as unknown,
          )
        : DEFAULT_SETTINGS,
    announce: (reason) => announcer.announce(reason),
    parser: createSqlParser({ script: sqlWorker, clock: systemClock }),
    formatWorker,
    watch: (loaded) => void watching.watch(loaded),
    log,
  });

  connection.onInitialize((params) => {
    client.learn(params);
    return { capabilities: CAPABILITIES, serverInfo: { name: 'retort' } };
  });
  connection.onInitialized(() => {
    if (client.canRegisterConfiguration) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'retort' });
    }
    if (client.hasWorkspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        client.changeRoots(added, removed);
        void session.reload().catch((error: unknown) => log(String(error)));
      });
    }
    void session.ready();
  });
  connection.onShutdown(() => {
    session.dispose();
    announcer.dispose();
  });
  connection.onDidChangeConfiguration(() => {
    void session.reload().catch((error: unknown) => log(String(error)));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => session.filesChanged(changes.map(({ uri }) => uri)));
  documents.onDidOpen(({ document }) => session.documentChanged(document.uri));
  documents.onDidChangeContent(({ document }) => session.documentChanged(document.uri));
  documents.onDidClose(({ document }) => session.documentClosed(document.uri));
  documents.listen(connection);
  register(connection, session, log);
}

/** One line per request. */
function register(connection: Connection, session: Session, log: (message: string) => void): void {
  const guard = createGuard({ context: session, ready: () => session.ready(), log });
  const none: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
  connection.languages.diagnostics.on(guard('diagnostics', none, documentDiagnostics));
  connection.languages.diagnostics.onWorkspace(
    guard('workspaceDiagnostics', { items: [] }, workspaceDiagnostics),
  );
  connection.onCodeAction(guard('codeActions', [], codeActions));
  connection.onCodeLens(guard('codeLens', [], codeLenses));
  connection.onHover(guard('hover', null, hover));
  connection.onDefinition(guard('definition', null, definition));
  connection.onReferences(guard('references', [], references));
  connection.onPrepareRename(guard('prepareRename', null, prepareRename));
  connection.onRenameRequest(guard('rename', null, rename));
  connection.onDocumentSymbol(guard('documentSymbols', [], documentSymbols));
  connection.onWorkspaceSymbol(guard('workspaceSymbols', [], workspaceSymbols));
  connection.languages.inlayHint.on(guard('inlayHints', [], inlayHints));
  connection.onCompletion(guard('completion', { isIncomplete: false, items: [] }, completion));
  connection.languages.callHierarchy.onPrepare(guard('callHierarchy', null, prepareCallHierarchy));
  connection.languages.callHierarchy.onIncomingCalls(guard('incomingCalls', [], incomingCalls));
  connection.languages.callHierarchy.onOutgoingCalls(guard('outgoingCalls', [], outgoingCalls));
  const failed = { edit: undefined, problem: 'the language server failed; its output says why' };
  connection.onRequest('retort/planRebase', guard('planRebase', failed, planRebase));
  connection.onRequest('retort/planRename', guard('planRename', failed, planRename));
  connection.onRequest('retort/formatSql', guard('formatSql', failed, formatSql));
  connection.onRequest('retort/projects', guard('projects', [], projects));
  connection.onRequest(
    'retort/revisions',
    guard('revisions', { revisions: [], heads: [], missing: [], problems: [] }, revisions),
  );
  const noGraph = { rows: [], lines: [], width: 0, missing: [] };
  connection.onRequest('retort/graph', guard('graph', noGraph, graph));
  connection.onRequest('retort/graphSvg', guard('graphSvg', { svg: '' }, graphSvg));
  connection.onRequest(
    'retort/previewSql',
    guard(
      'previewSql',
      { sql: '', unresolved: [], error: 'the language server failed; its output says why' },
      previewSql,
    ),
  );
  connection.onRequest('retort/wayBack', guard('wayBack', { moves: null }, wayBack));
  connection.onRequest('retort/schemaText', guard('schemaText', { text: '' }, schemaText));
  connection.onRequest('retort/reload', guard('reload', null, reload));
}
