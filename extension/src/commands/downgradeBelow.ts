// Code lens "Downgrade below": takes the revision of this file back, through a plan like every run.
import * as vscode from 'vscode';
import { knownRevision, pickRevision } from './target';
import type { Parts } from '../parts';

export async function downgradeBelow(argument: unknown, parts: Parts): Promise<void> {
  const { project, item } = knownRevision(argument, parts.projects);
  const [parent, ...others] = item.downRevisions;
  const target =
    others.length === 0
      ? (parent ?? 'base')
      : (
          await pickRevision(project, vscode.l10n.t('Downgrade to which revision?'), ({ revision }) =>
            item.downRevisions.includes(revision),
          )
        )?.item.revision;
  if (target !== undefined)
    await parts.runs.run({ projectId: project.summary.id, command: 'downgrade', target });
}
