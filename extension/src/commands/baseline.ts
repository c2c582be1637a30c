// Alembic: Write Baseline...: the first revision, from the models, and what is to be done with the database then.
import * as vscode from 'vscode';
import { connectionFor, type ConnectionTarget } from './connectionTarget';
import { askMessage } from './newRevisionFile';
import type { Parts } from '../parts';
import { showComparison } from '../run/askComparison';
import { askCommandLine } from '../run/askCommandLine';
import { saveProject } from '../run/saveProject';
import type { BaselineAnswer } from '../../../server/src/lsp/protocol';

export async function baseline(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined || !(await saveProject(target.project))) return;
  const message = await askMessage('baseline');
  if (message === undefined) return;
  const { words, environment } = await parts.connections.access(target.choice);
  const answer = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: writing the baseline'),
      cancellable: true,
    },
    async (_progress, token) => {
      const argv = ['baseline', '--json', `--message=${message}`, ...words];
      const text = await askCommandLine(
        parts.commandLine,
        target.project.summary,
        argv,
        { environment },
        {
          token,
          isAnswer: (code) => code === 1,
        },
      ).catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      });
      return text === undefined ? undefined : (JSON.parse(text) as BaselineAnswer);
    },
  );
  if (answer === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.file(answer.path), { preview: false });
  await parts.projects.reread();
  await offerNextStep(answer, target, parts);
}

async function offerNextStep(answer: BaselineAnswer, target: ConnectionTarget, parts: Parts): Promise<void> {
  const { database, state } = answer;
  const { id } = target.project.summary;
  if (state === 'empty') {
    const upgrade = vscode.l10n.t('Upgrade to Head');
    const text = vscode.l10n.t('{0} has no tables yet: an upgrade makes them.', database);
    if ((await vscode.window.showInformationMessage(text, upgrade)) !== upgrade) return;
    await vscode.commands.executeCommand('retort.upgradeToHead', { projectId: id });
    return;
  }
  if (state === 'same') {
    const stamp = vscode.l10n.t('Stamp');
    const text = vscode.l10n.t(
      '{0} has all of the baseline already: it is stamped, nothing has to run.',
      database,
    );
    if ((await vscode.window.showInformationMessage(text, stamp)) !== stamp) return;
    await parts.runs.run({ projectId: id, command: 'stamp', target: 'head' });
    return;
  }
  await showComparison(parts, target, answer, [
    vscode.l10n.t('{0} compared with the baseline of {1}', database, target.project.summary.name),
    vscode.l10n.t('+ is in the database only, - in the baseline only.'),
  ]);
}
