// Alembic: Test Connection. Says which server answers as whom, whether the way is encrypted, and where it stands.
import * as vscode from 'vscode';
import { connectionFor, type ConnectionTarget } from './connectionTarget';
import { askedAboutPlainText } from '../connections/plainText';
import type { Parts } from '../parts';
import type { InspectAnswer } from '../../../server/src/lsp/protocol';

export async function testConnection(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined) return;
  const { project, choice } = target;
  const inspection = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: connecting to {0}', choice.label),
      cancellable: true,
    },
    async (_progress, token) => {
      const answer = await parts.inspections.test(project, choice, token);
      return token.isCancellationRequested ? undefined : answer;
    },
  );
  if (inspection === undefined) return;
  if (inspection.kind === 'failed') {
    parts.output.error(`${choice.label}: ${inspection.message}`);
    if (!askedAboutPlainText(inspection.message, choice, parts.connections))
      void offerRepair(inspection.message, target, parts);
    return;
  }
  const { answer } = inspection;
  if (choice.key === project.choice?.key) {
    await parts.projects.setCurrent(project.summary.id, answer.current, answer.database.label);
  }
  const text = describe(answer);
  parts.output.info(text);
  if (answer.warnings.length === 0) void vscode.window.showInformationMessage(text);
  else void vscode.window.showWarningMessage(`${text} ${answer.warnings.join(' ')}`);
}

function describe({ database, server, current, pending }: InspectAnswer): string {
  const tls = server.tls === undefined ? undefined : (server.tls ?? vscode.l10n.t('not encrypted'));
  const who =
    server.user === undefined ? server.database : vscode.l10n.t('{0} as {1}', server.database, server.user);
  const place = current.length === 0 ? vscode.l10n.t('base') : current.join(', ');
  const facts = [server.version, who, tls, server.isReadOnly ? vscode.l10n.t('read only') : undefined];
  const state = vscode.l10n.t('{0} stands at {1}. Pending: {2}.', database.label, place, String(pending));
  return `${state} ${facts.filter((fact) => fact !== undefined).join(', ')}.`;
}

/** A saved connection can be mended from here; another one is named by a file. */
async function offerRepair(message: string, target: ConnectionTarget, { output }: Parts): Promise<void> {
  const password = vscode.l10n.t('Set Password...');
  const edit = vscode.l10n.t('Edit Connection...');
  const select = vscode.l10n.t('Select Connection...');
  const show = vscode.l10n.t('Show Output');
  const isLogin = /password|login/i.test(message);
  const repairs = target.choice.saved === undefined ? [select] : isLogin ? [password, edit] : [edit, select];
  const picked = await vscode.window.showErrorMessage(`${target.choice.label}: ${message}`, ...repairs, show);
  if (picked === password) await vscode.commands.executeCommand('retort.setPassword', target);
  if (picked === edit) await vscode.commands.executeCommand('retort.editConnection', target);
  if (picked === select) await vscode.commands.executeCommand('retort.selectConnection');
  if (picked === show) output.show(true);
}
