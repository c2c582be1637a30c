// Alembic: Compare Schemas of Two Revisions... What lies between any two points of the history, side by side.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';

export async function compareSchemas(argument: unknown, parts: Parts): Promise<void> {
  const named = argument === undefined ? undefined : revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const from = named ?? (await pickRevision(project, vscode.l10n.t('Compare the schema at which revision?')));
  if (from === undefined) return;
  const { revision } = from.item;
  const to = await pickRevision(
    project,
    vscode.l10n.t('With the schema at which revision?'),
    (item) => item.revision !== revision,
  );
  if (to === undefined) return;
  const projectId = project.summary.id;
  await parts.schemas.compare(
    { projectId, revision, side: 'after' },
    { projectId, revision: to.item.revision, side: 'after' },
    vscode.l10n.t('Schema at {0} and at {1}', revision, to.item.revision),
  );
}
