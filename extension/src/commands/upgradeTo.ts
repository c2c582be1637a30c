// Alembic: Upgrade to Revision... The target is picked from what the database does not have.
import * as vscode from 'vscode';
import { pickRevision, projectFor } from './target';
import type { Parts } from '../parts';

/** `options` are further options of the command. */
export async function upgradeTo(
  argument: unknown,
  parts: Parts,
  options: readonly string[] = [],
): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const placeholder = vscode.l10n.t('Upgrade to which revision?');
  const target = await pickRevision(project, placeholder, ({ state }) => state !== 'applied');
  if (target === undefined) return;
  await parts.runs.run({
    projectId: project.summary.id,
    command: 'upgrade',
    target: target.item.revision,
    options,
  });
}
