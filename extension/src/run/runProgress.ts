// Listens to a run child and shows how far it is: a notification with Cancel, and the log.
import * as vscode from 'vscode';
import type { RunChild } from './runChild';
import type { RunEvent, RunPlan } from '../../../server/src/lsp/protocol';

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Work with a notification whose Cancel reaches the child. */
export async function underProgress<T>(
  heading: string,
  child: RunChild,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Alembic: ${heading}`,
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => child.cancel());
    return await work(progress);
  });
}

/** Reads what is left, so that the child can end. */
export async function drain(events: AsyncGenerator<RunEvent>): Promise<void> {
  for (let next = await events.next(); next.done !== true; next = await events.next());
}

/** The last event of a run that asks nothing. */
export async function lastOf(events: AsyncGenerator<RunEvent>): Promise<RunEvent | undefined> {
  let last: RunEvent | undefined;
  for await (const event of events) last = event;
  return last;
}

/** What a run is called while it works. */
export function progressTitle(plan: RunPlan): string {
  if (plan.command === 'upgrade') return vscode.l10n.t('Upgrading {0}', plan.database.label);
  if (plan.command === 'downgrade') return vscode.l10n.t('Downgrading {0}', plan.database.label);
  if (plan.command === 'restore') return vscode.l10n.t('Restoring {0}', plan.database.label);
  return vscode.l10n.t('Stamping {0}', plan.database.label);
}

/** Shows steps and logs statements until the event that ends the run; undefined when the child just ended. */
export async function follow(
  events: AsyncGenerator<RunEvent>,
  plan: RunPlan,
  progress: Progress,
  output: vscode.LogOutputChannel,
): Promise<RunEvent | undefined> {
  for await (const event of events) {
    switch (event.event) {
      case 'plan':
        break;
      case 'step': {
        const step = plan.steps[event.index];
        const position = `${event.index + 1}/${plan.steps.length}`;
        if (event.state === 'done') {
          progress.report({ increment: 100 / plan.steps.length });
          break;
        }
        progress.report({ message: `${position} ${step?.message ?? event.revision}` });
        output.info(`${plan.command} ${position} ${event.revision} ${step?.message ?? ''}`);
        break;
      }
      case 'statement':
        output.info(plan.steps[event.step]?.statements[event.index]?.sql ?? '');
        break;
      case 'progress': {
        const { phase, table, percent } = event;
        progress.report({
          message:
            percent === undefined
              ? vscode.l10n.t('{0} of {1}', phase, table)
              : vscode.l10n.t('{0} of {1}: {2} %', phase, table, String(percent)),
        });
        break;
      }
      case 'blocked': {
        const { pid, application, user, query } = event;
        const message = vscode.l10n.t('waits for session {0}', `${pid} (${application || user})`);
        progress.report({ message });
        output.warn(`${message}: ${query}`);
        break;
      }
      case 'done':
      case 'failed':
      case 'refused':
      case 'cancelled':
        return event;
    }
  }
  return undefined;
}
