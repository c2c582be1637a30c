// What happens when the language server dies: it is started again, up to four times in three minutes. Then a person is
// told, with a button, because a fifth start would meet the same end.
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient/node';
import { RESTARTS, type RestartPolicy } from './restartPolicy';

/** Handles the ends of one client's server; `restart` starts it when the person asks for it. */
export function restartHandler(
  output: vscode.LogOutputChannel,
  policy: RestartPolicy,
  restart: () => Promise<void>,
): ErrorHandler {
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed() {
      const due = policy.ended();
      if (due !== undefined) {
        output.warn(`The language server ended and is started again (${due} of ${RESTARTS}).`);
        return { action: CloseAction.Restart, handled: true };
      }
      output.error('The language server ended too often within three minutes.');
      void offerRestart(output, restart);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function offerRestart(output: vscode.LogOutputChannel, restart: () => Promise<void>): Promise<void> {
  const again = vscode.l10n.t('Restart Server');
  const show = vscode.l10n.t('Show Output');
  const choice = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'The Alembic language server ended five times within three minutes, so it is not started again by itself. Your files are as you left them.',
    ),
    again,
    show,
  );
  if (choice === show) output.show(true);
  if (choice === again) await restart();
}
