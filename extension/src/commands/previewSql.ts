// Alembic: Preview SQL, of upgrade() or downgrade(). Renders only; nothing is connected.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';
import type { Direction } from '../views/sqlPreview';

export async function previewSql(argument: unknown, direction: Direction, parts: Parts): Promise<void> {
  const target = revisionFor(argument, parts.projects) ?? (await pick(argument, parts));
  if (target === undefined) return;
  const { project, item } = target;
  await parts.preview.show({ projectId: project.summary.id, revision: item.revision }, direction);
}

async function pick(argument: unknown, parts: Parts): ReturnType<typeof pickRevision> {
  const project = await projectFor(argument, parts);
  return project === undefined
    ? undefined
    : await pickRevision(project, vscode.l10n.t('SQL of which revision?'));
}
