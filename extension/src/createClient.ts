// The language client of the package vscode-languageclient with our settings. In a bundle of its own (languageClient.ts),
// since it is four times as large as everything else of the extension.
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import { restartHandler } from './restartHandler';
import type { RestartPolicy } from './restartPolicy';
import { REVISIONS_CHANGED, type ServerOptions } from '../../server/src/lsp/protocol';

/** Whether the server answers. */
export type ServerState = 'starting' | 'running' | 'stopped';

const STATES = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
} as const;

export interface ClientOptions {
  /** The bundle of the server. */
  readonly module: string;
  readonly output: vscode.LogOutputChannel;
  /** Revisions or their problems changed. */
  readonly onChanged: () => void;
  readonly onState: (state: ServerState) => void;
  /** How often it is started again by itself. */
  readonly policy: RestartPolicy;
  /** Ends the server and starts it anew, when a person wants it. */
  readonly restart: () => Promise<void>;
}

/** A client that is not started. */
export function createClient({
  module,
  output,
  onChanged,
  onState,
  policy,
  restart,
}: ClientOptions): LanguageClient {
  const client = new LanguageClient(
    'retort',
    'Retort',
    {
      run: { module, transport: TransportKind.ipc },
      debug: {
        module,
        transport: TransportKind.ipc,
        options: { execArgv: ['--nolazy', '--inspect=6021'] },
      },
    },
    {
      documentSelector: [
        { scheme: 'file', language: 'python' },
        { scheme: 'file', language: 'alembic-ini' },
        { scheme: 'file', pattern: '**/pyproject.toml' },
        { scheme: 'file', pattern: '**/script.py.mako' },
      ],
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticPullOptions: { onChange: true, onSave: false },
      initializationOptions: (): ServerOptions => ({ isTrusted: vscode.workspace.isTrusted }),
      markdown: { isTrusted: false, supportHtml: false },
      errorHandler: restartHandler(output, policy, restart),
    },
  );
  client.onNotification(REVISIONS_CHANGED, onChanged);
  client.onDidChangeState(({ newState }) => onState(STATES[newState]));
  return client;
}
