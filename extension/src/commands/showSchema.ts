// Alembic: Show Schema at This Revision, and what changed since its parent or until the head. Reads files only.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor, type RevisionTarget } from './target';
import type { Parts } from '../parts';
import type { SchemaPoint } from '../views/schemaDocuments';
import { pickOne } from '../questions';

async function target(argument: unknown, parts: Parts): Promise<RevisionTarget | undefined> {
  const named = revisionFor(argument, parts.projects);
  if (named !== undefined) return named;
  const project = await projectFor(argument, parts);
  return project && (await pickRevision(project, vscode.l10n.t('The schema at which revision?')));
}

export async function showSchema(argument: unknown, parts: Parts): Promise<void> {
  const found = await target(argument, parts);
  if (found === undefined) return;
  const { project, item } = found;
  await parts.schemas.show({ projectId: project.summary.id, revision: item.revision, side: 'after' });
}

export async function diffSchema(argument: unknown, parts: Parts): Promise<void> {
  const found = await target(argument, parts);
  if (found === undefined) return;
  const { project, item } = found;
  const { heads } = project.answer;
  const point = (revision: string, side: SchemaPoint['side']): SchemaPoint => {
    return { projectId: project.summary.id, revision, side };
  };
  const here = point(item.revision, 'after');
  const parent = { label: vscode.l10n.t('What this revision changes'), head: undefined };
  const others = heads
    .filter((head) => head !== item.revision)
    .map((head) => ({ label: vscode.l10n.t('What changes from here to {0}', head), head }));
  const picked =
    others.length === 0
      ? parent
      : await pickOne([parent, ...others], {
          placeHolder: vscode.l10n.t('Compare the schema with what?'),
          ignoreFocusOut: false,
        });
  if (picked === undefined) return;
  const { head } = picked;
  if (head === undefined) await parts.schemas.compare(point(item.revision, 'before'), here, picked.label);
  else await parts.schemas.compare(here, point(head, 'after'), picked.label);
}
