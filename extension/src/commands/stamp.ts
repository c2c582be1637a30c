// Alembic: Stamp... and Stamp and Purge...: sets what the database says of itself, without running a revision.
import * as vscode from 'vscode';
import { namesRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';
import { revisionRow } from './revisionRow';
import { pickOne } from '../questions';

export async function stamp(argument: unknown, parts: Parts): Promise<void> {
  await stampWith(argument, parts, []);
}

/** Also forgets every row that is there, such as those of revisions that no file declares. */
export async function stampPurge(argument: unknown, parts: Parts): Promise<void> {
  await stampWith(argument, parts, ['--purge']);
}

/** `options` are further options of the command. */
export async function stampWith(argument: unknown, parts: Parts, options: readonly string[]): Promise<void> {
  const named = namesRevision(argument) ? revisionFor(argument, parts.projects) : undefined;
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const heads =
    project.answer.heads.length > 1
      ? [{ label: vscode.l10n.t('All heads'), description: 'heads', target: 'heads' }]
      : [];
  const rows = [
    ...heads,
    ...project.answer.revisions.map((item) => ({
      ...revisionRow(item),
      target: item.revision,
    })),
    {
      label: vscode.l10n.t('base'),
      description: vscode.l10n.t('As if nothing had been applied'),
      target: 'base',
    },
  ];
  const placeHolder = vscode.l10n.t('Stamp with which revision? No revision is run.');
  const listed = { placeHolder, matchOnDescription: true };
  const target = named?.item.revision ?? (await pickOne(rows, listed))?.target;
  if (target === undefined) return;
  await parts.runs.run({ projectId: project.summary.id, command: 'stamp', target, options });
}
