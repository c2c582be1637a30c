// Alembic: Select Project... The project that commands and the status bar are about.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { databaseLabel, type ProjectState } from '../projects';
import { pickOne } from '../questions';

export async function selectProject(argument: unknown, { projects }: Parts): Promise<void> {
  const rows = projects.all.map((project) => ({
    label: project.summary.name,
    description: databaseLabel(project) ?? '',
    detail: `${vscode.workspace.asRelativePath(project.summary.configFile)} [${project.summary.section}]`,
    id: project.summary.id,
  }));
  const named = rows.find(({ id }) => id === idOf(argument));
  const placeHolder = vscode.l10n.t('Which project are commands about?');
  const picked = named ?? (await pickOne(rows, { placeHolder, matchOnDetail: true, ignoreFocusOut: false }));
  if (picked !== undefined) await projects.select(picked.id);
}

function idOf(argument: unknown): string | undefined {
  const node = argument as { readonly project?: ProjectState } | undefined;
  return node?.project?.summary.id;
}
