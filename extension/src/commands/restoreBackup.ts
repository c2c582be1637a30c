// Alembic: Restore Back-up... Brings a database back to what it was before a run, through a plan like every run.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import type { BackupList } from '../../../server/src/lsp/protocol';
import { pickOne } from '../questions';

export async function restoreBackup(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const child = parts.commandLine.start(project.summary, ['backups', '--json'], {});
  child.stdin.end();
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.resume();
  await new Promise((resolve) => child.once('close', resolve));
  const { backups } = JSON.parse(said || '{"backups":[]}') as BackupList;
  const rows = backups.map((backup) => ({
    label: `${backup.database} · ${backup.current.length === 0 ? vscode.l10n.t('base') : backup.current.join(', ')}`,
    description: new Date(backup.at).toLocaleString(),
    detail: vscode.l10n.t('Made before {0}', backup.command),
    iconPath: new vscode.ThemeIcon('archive'),
    id: backup.id,
  }));
  const placeHolder =
    rows.length === 0
      ? vscode.l10n.t('No run of this project made a back-up')
      : vscode.l10n.t('Bring which back-up back? A plan comes first.');
  const options = { placeHolder, matchOnDescription: true, matchOnDetail: true };
  const picked = await pickOne(rows, options);
  if (picked === undefined) return;
  await parts.runs.run({ projectId: project.summary.id, command: 'restore', target: picked.id });
}
