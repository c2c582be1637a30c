// Alembic: Preview SQL, of upgrade() or downgrade(). Renders only; nothing is connected.
import * as vscode from 'vscode';
import { revisionOrPicked } from './target';
import type { Parts } from '../parts';
import type { Direction } from '../views/sqlPreview';

export async function previewSql(argument: unknown, direction: Direction, parts: Parts): Promise<void> {
  const target = await revisionOrPicked(argument, vscode.l10n.t('SQL of which revision?'), parts);
  if (target === undefined) return;
  const { project, item } = target;
  await parts.preview.show({ projectId: project.summary.id, revision: item.revision }, direction);
}
