// Alembic: Choose Runner... Who runs migrations: Retort itself, the project's own Alembic, or whichever can.
import * as vscode from 'vscode';
import { runnerSetting, type RunnerSetting } from '../settings';
import { pickOne } from '../questions';

interface Row extends vscode.QuickPickItem {
  readonly runner: RunnerSetting;
}

export async function chooseRunner(): Promise<void> {
  const chosen = runnerSetting();
  const rows: readonly Row[] = [
    {
      label: 'auto',
      description: vscode.l10n.t(
        'Natively where every statement is known, else through Alembic; the plan says which',
      ),
      runner: 'auto',
    },
    { label: 'native', description: vscode.l10n.t('Natively, or not at all'), runner: 'native' },
    {
      label: 'alembic',
      description: vscode.l10n.t('Always through the project’s own Alembic'),
      runner: 'alembic',
    },
  ];
  const shown = rows.map((row) => ({
    ...row,
    iconPath: new vscode.ThemeIcon(row.runner === chosen ? 'check' : 'blank'),
  }));
  const picked = await pickOne(shown, {
    placeHolder: vscode.l10n.t('Who runs migrations?'),
    ignoreFocusOut: false,
  });
  if (picked === undefined) return;
  const value = picked.runner === 'auto' ? undefined : picked.runner;
  const configuration = vscode.workspace.getConfiguration('retort');
  await configuration.update('runner', value, vscode.ConfigurationTarget.Global);
}
