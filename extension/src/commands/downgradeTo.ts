// Alembic: Downgrade to Revision... The target is picked from what the database has, or the base.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import { revisionRow } from './revisionRow';
import { pickOne } from '../questions';

/** `options` are further options of the command. */
export async function downgradeTo(
  argument: unknown,
  parts: Parts,
  options: readonly string[] = [],
): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const applied = project.answer.revisions.filter(
    ({ state, isCurrent }) => state !== 'pending' && !isCurrent,
  );
  const rows = [
    ...applied.map((item) => ({
      ...revisionRow(item),
      target: item.revision,
    })),
    { label: vscode.l10n.t('base'), description: vscode.l10n.t('Take back everything'), target: 'base' },
  ];
  const placeHolder = vscode.l10n.t('Downgrade to which revision?');
  const picked = await pickOne(rows, {
    placeHolder,
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  await parts.runs.run({
    projectId: project.summary.id,
    command: 'downgrade',
    target: picked.target,
    options,
  });
}
