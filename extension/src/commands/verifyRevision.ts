// Alembic: Verify Revision and Verify All Revisions: up, down and up again on a scratch database, in the Test Explorer.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';

export async function verifyRevision(argument: unknown, parts: Parts): Promise<void> {
  const named = revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const target = named ?? (await pickRevision(project, vscode.l10n.t('Verify which revision?')));
  if (target !== undefined) await parts.verifying.run(project.summary.id, target.item.revision);
}

export async function verifyAll(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project !== undefined) await parts.verifying.run(project.summary.id, undefined);
}
