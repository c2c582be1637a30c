// Alembic: Show Runs. The runs of a project on this machine, newest first; one of them in full when it is picked.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import { describeRun, runTitle } from '../views/connectionWords';
import type { RunRecord } from '../../../server/src/lsp/protocol';
import { pickOne } from '../questions';

const ICONS: Readonly<Record<string, string>> = { done: 'pass', failed: 'error', cancelled: 'circle-slash' };

export async function showRuns(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const runs = await parts.inspections.runs(project);
  const rows = runs.map((run) => ({
    label: `${runTitle(run)} · ${run.database}`,
    description: describeRun(run, vscode.l10n),
    iconPath: new vscode.ThemeIcon(ICONS[run.outcome] ?? 'circle-outline'),
    run,
  }));
  const placeHolder =
    rows.length === 0
      ? vscode.l10n.t('Nothing was run here yet')
      : vscode.l10n.t('Runs of {0}, newest first', project.summary.name);
  const picked = await pickOne(rows, { placeHolder, matchOnDescription: true, ignoreFocusOut: false });
  if (picked === undefined) return;
  const content = describeFully(picked.run);
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: true });
}

function describeFully(run: RunRecord): string {
  const rows = (list: readonly string[] | null): string =>
    list === null ? '?' : list.length === 0 ? vscode.l10n.t('base') : list.join(', ');
  return [
    `# ${runTitle(run)}: ${run.database}`,
    '',
    `- ${describeRun(run, vscode.l10n)}`,
    `- ${rows(run.from)} → ${rows(run.to)}`,
    `- ${vscode.l10n.t('Configuration')}: ${run.project}`,
    '',
    ...run.revisions.map((revision, index) => `${index + 1}. ${revision}`),
    '',
  ].join('\n');
}
