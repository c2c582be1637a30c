// Alembic: Preview SQL of Range... What `alembic upgrade A:B --sql` or `downgrade B:A --sql` prints, as a document to read,
// save or hand to whoever runs it.
import * as vscode from 'vscode';
import { revisionRow } from './revisionRow';
import { projectFor } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { askCommandLine } from '../run/askCommandLine';

interface End extends vscode.QuickPickItem {
  readonly revision: string;
}

export async function previewSqlRange(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const direction = await pickDirection();
  if (direction === undefined) return;
  const isUpgrade = direction === 'upgrade';
  const base: End = {
    label: vscode.l10n.t('base'),
    description: vscode.l10n.t('Before the first'),
    revision: 'base',
  };
  const all = project.answer.revisions.map((item): End => ({
    ...revisionRow(item),
    revision: item.revision,
  }));
  const from = await pick(
    isUpgrade ? [base, ...all] : all,
    isUpgrade ? vscode.l10n.t('Upgrade from where?') : vscode.l10n.t('Downgrade from where?'),
  );
  if (from === undefined) return;
  const ends = isUpgrade ? all : [...all, base];
  const to = await pick(
    ends.filter(({ revision }) => revision !== from.revision),
    isUpgrade ? vscode.l10n.t('Upgrade to which revision?') : vscode.l10n.t('Downgrade to which revision?'),
  );
  if (to === undefined) return;
  await showSqlOfRange(parts, project, direction, `${from.revision}:${to.revision}`);
}

/** Prints the SQL of a range into a document. */
export async function showSqlOfRange(
  { commandLine, listings }: Parts,
  project: ProjectState,
  direction: string,
  range: string,
): Promise<void> {
  const text = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: writing SQL'),
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        const words = [direction, '--sql', '--', range];
        return await askCommandLine(commandLine, project.summary, words, { environment: {} }, { token });
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
  if (text === undefined) return;
  await listings.show(`${direction} ${range.replaceAll(/[^\w.-]+/g, ' to ')}.sql`, text);
}

async function pickDirection(): Promise<'upgrade' | 'downgrade' | undefined> {
  const rows = [
    { label: vscode.l10n.t('Upgrade'), direction: 'upgrade' as const },
    { label: vscode.l10n.t('Downgrade'), direction: 'downgrade' as const },
  ];
  const placeHolder = vscode.l10n.t('SQL of which direction?');
  return (await vscode.window.showQuickPick(rows, { placeHolder, ignoreFocusOut: true }))?.direction;
}

async function pick(rows: readonly End[], placeHolder: string): Promise<End | undefined> {
  return await vscode.window.showQuickPick(rows, {
    placeHolder,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
}
